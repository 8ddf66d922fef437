import {
  ALARM_CONFIGURATION_CHANGE,
  ALARM_STATE_CHANGE,
  type AlarmConfigurationChangeEvent,
  type AlarmStateChangeEvent,
  OBSERVED,
} from '../../lib/model/contracts/alarm-event';
import {
  breaks,
  disagreements,
  type IncidentState,
  type Observation,
  type ObservedAlarm,
  observation,
  orphans,
  shadowed,
} from '../../lib/model/incident';
import { alarmArn, alarmName, type Group, parseAlarmArn } from '../../lib/model/names';
import type { Alarms } from '../alarms';
import { log } from '../log';

/** `record-signal` keeps catalogue entries for as long, so asking more often tells nothing. */
const SHADOW_EVERY_MS = 5 * 60_000;
const PASS_MS = 60_000;

type Change = AlarmStateChangeEvent | AlarmConfigurationChangeEvent;

/** What the stage's alarms say now; nothing when CloudWatch does not answer: then nothing is concluded. */
export async function observe(alarms: Alarms, stage: string): Promise<Observation | undefined> {
  try {
    return observation(await alarms.ofStage(stage));
  } catch (error) {
    log.error({ message: 'alarms not observed', stage, why: (error as Error).message });
    return undefined;
  }
}

/** The events that never came, as CloudWatch would have sent them. */
export async function missedChanges(
  alarms: Alarms,
  observed: Observation,
  incidents: readonly { readonly group: Group; readonly state: IncidentState }[],
  now: number,
): Promise<Change[]> {
  const found = incidents.flatMap(({ group, state }) =>
    disagreements(state, observed).map((known) => ({ known, group })),
  );
  const states = incidents.map(({ state }) => state);
  const changed = [
    ...found.flatMap(({ known }) => (known.kind === 'changed' ? [known.alarm] : [])),
    ...orphans(states, observed),
    ...(now % SHADOW_EVERY_MS < PASS_MS ? shadowed(states, observed) : []),
  ];
  const muted = changed.some(breaks) ? await alarms.muted() : new Set<string>();
  const deleted = found.flatMap(({ known, group }) =>
    known.kind === 'deleted' ? [deletion(alarmName({ stage: group.stage, ...known }), group, now)] : [],
  );
  return [
    ...changed.filter((alarm) => !breaks(alarm) || !muted.has(parseAlarmArn(alarm.arn)?.name ?? '')).map(stateChange),
    ...deleted,
  ];
}

function stateChange({ arn, value, at }: ObservedAlarm): AlarmStateChangeEvent {
  const { account, region, name } = parseAlarmArn(arn)!;
  return {
    'detail-type': ALARM_STATE_CHANGE,
    ...envelope(account, region, arn, at),
    detail: { alarmName: name, state: { value, timestamp: new Date(at).toISOString() } },
  };
}

function deletion(name: string, { account, region }: Group, now: number): AlarmConfigurationChangeEvent {
  return {
    'detail-type': ALARM_CONFIGURATION_CHANGE,
    ...envelope(account, region, alarmArn({ account, region }, name), now),
    detail: { alarmName: name, operation: 'delete' },
  };
}

function envelope(
  account: string,
  region: string,
  arn: string,
  at: number,
): Omit<AlarmStateChangeEvent, 'detail-type' | 'detail'> {
  const time = new Date(at).toISOString();
  return { source: OBSERVED, id: `${arn}#${time}`, account, region, time, resources: [arn] };
}
