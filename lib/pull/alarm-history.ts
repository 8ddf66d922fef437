import type { AlarmHistoryItem, AlarmType } from '@aws-sdk/client-cloudwatch';
import { parseObjectiveName, sloAlarmPrefix } from '../model/names';
import type { Aws } from './aws';
import { pagesOf } from './pages';

/** The changes of state of an SLO's alarms. */
export interface PulledAlarmHistory {
  /** How many alarms there are. */
  readonly alarms: number;
  /** In order of time, each once. */
  readonly items: readonly AlarmHistoryItem[];
}

const MOST_RECORDS = 100;
const DAY_MS = 86_400_000;
/** CloudWatch user guide: alarm history is preserved for 30 days; older pages say two weeks. [inferred] */
const KEPT_DAYS = 30;

/** From when on CloudWatch still knows what alarms did. @param now epoch milliseconds */
export function alarmsKeptFrom(now: number): number {
  return now - KEPT_DAYS * DAY_MS;
}

/**
 * Reads what CloudWatch recorded of the alarms of an SLO of ours. Alarms that were deleted since are not found by the name of the SLO.
 *
 * @param from epoch milliseconds
 * @param to epoch milliseconds
 */
export async function readAlarmHistory(
  aws: Aws,
  objectiveName: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<PulledAlarmHistory> {
  const alarms = await alarmsOf(aws, objectiveName);
  const items = new Map<string, AlarmHistoryItem>();
  for (const [name, type] of alarms) {
    const pages = pagesOf((token) =>
      aws.alarmHistory({
        AlarmName: name,
        AlarmTypes: [type],
        HistoryItemType: 'StateUpdate',
        StartDate: new Date(from),
        EndDate: new Date(to),
        ScanBy: 'TimestampAscending',
        MaxRecords: MOST_RECORDS,
        ...token,
      }),
    );
    for await (const { AlarmHistoryItems = [] } of pages) {
      for (const item of AlarmHistoryItems) items.set(keyOf(item), item);
    }
  }
  return { alarms: alarms.size, items: [...items].sort(byKey).map(([, item]) => item) };
}

/** As `aws cloudwatch describe-alarm-history` prints it. */
export function alarmHistoryText(items: readonly AlarmHistoryItem[]): string {
  return `${JSON.stringify({ AlarmHistoryItems: items }, null, 2)}\n`;
}

async function alarmsOf(aws: Aws, objectiveName: string): Promise<Map<string, AlarmType>> {
  const parts = parseObjectiveName(objectiveName);
  const found = new Map<string, AlarmType>();
  if (parts === undefined) return found;
  const pages = pagesOf((token) =>
    aws.alarms({
      AlarmNamePrefix: sloAlarmPrefix(parts.stage, parts.slo),
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      MaxRecords: MOST_RECORDS,
      ...token,
    }),
  );
  for await (const { MetricAlarms = [], CompositeAlarms = [] } of pages) {
    for (const { AlarmName = '' } of MetricAlarms) found.set(AlarmName, 'MetricAlarm');
    for (const { AlarmName = '' } of CompositeAlarms) found.set(AlarmName, 'CompositeAlarm');
  }
  return found;
}

/** Times of one form sort as text. */
function keyOf({ Timestamp, AlarmName, HistoryData }: AlarmHistoryItem): string {
  return `${Timestamp?.toISOString()} ${AlarmName} ${HistoryData}`;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}
