import { ALARM_CONFIGURATION_CHANGE, type AlarmChange, parseAlarmChange } from '../../lib/model/contracts/alarm-event';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import { concernsIncidents } from '../../lib/model/incident';
import { type AlarmName, alarmDeletionKey, alarmSignalKey, parseAlarmName } from '../../lib/model/names';
import type { Signal } from '../ledger/ledger';

/** A change of one of our alarms that concerns an incident, or why it is none of our business. */
export type Received = (AlarmName & { readonly change: AlarmChange }) | Ignored;

export interface Ignored {
  readonly ignored: string;
}

/** @throws Error when the body is no alarm event or its alarm is none of ours: such a message belongs in the dead-letter queue. */
export function receive(body: string): Received {
  const change = parseAlarmChange(body);
  const { alarmName } = change.detail;
  const name = parseAlarmName(alarmName);
  if (name === undefined) throw new Error(`alarm "${alarmName}" is none of ours: expected slo/<stage>/<slo>/<alarm>`);
  const ignored = concernsIncidents(name.alarm) ? whyIgnored(change) : 'tells of the budget, which is no incident';
  return ignored === undefined ? { change, ...name } : { ignored: `${alarmName}: ${ignored}` };
}

function whyIgnored(change: AlarmChange): string | undefined {
  if (change['detail-type'] === ALARM_CONFIGURATION_CHANGE) {
    const { operation } = change.detail;
    return operation === 'delete' ? undefined : `operation ${operation}`;
  }
  const { state, previousState } = change.detail;
  return previousState?.value === state.value ? `was ${state.value} before` : undefined;
}

/** Joins the change with the catalogue entry of its SLO. */
export function toSignal(received: Exclude<Received, Ignored>, entry: CatalogueEntry): Signal {
  const { account, region } = received.change;
  const { stage, service, segment } = entry;
  const group = { account, region, stage, service, ...(segment ? { segment } : {}) };
  return { group, entry, event: eventOf(received) };
}

function eventOf({ change, slo, alarm }: Exclude<Received, Ignored>): Signal['event'] {
  const arn = change.resources[0]!;
  if (change['detail-type'] === ALARM_CONFIGURATION_CHANGE) {
    const at = change.time;
    return { version: 1, type: 'alarmDeleted', key: alarmDeletionKey(arn, at), slo, alarm, at };
  }
  const { value, timestamp, reasonData } = change.detail.state;
  const reading = lastReading(reasonData);
  return {
    version: 1,
    type: 'alarm',
    key: alarmSignalKey(arn, value, timestamp),
    slo,
    alarm,
    value,
    at: timestamp,
    ...(reading === undefined ? {} : { reading }),
  };
}

/** No burn rate is larger, and the ledger could not keep what is. */
const LARGEST_READING = 1e9;

/** `reasonData` is JSON in a string and may be anything; a missing number costs one figure in a message. */
function lastReading(reasonData: string | undefined): number | undefined {
  try {
    const points: unknown = JSON.parse(reasonData ?? '{}')?.recentDatapoints;
    const last: unknown = Array.isArray(points) ? points.at(-1) : undefined;
    return typeof last === 'number' && Math.abs(last) <= LARGEST_READING ? Number(last.toFixed(9)) : undefined;
  } catch {
    return undefined;
  }
}
