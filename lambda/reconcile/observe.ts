import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import {
  ALARM_CONFIGURATION_CHANGE,
  ALARM_STATE_CHANGE,
  type AlarmConfigurationChangeEvent,
  type AlarmStateChangeEvent,
  OBSERVED,
} from '../../lib/model/contracts/alarm-event';
import {
  disagreements,
  type IncidentState,
  type Observation,
  type ObservedAlarm,
  observation,
  opensIncident,
  orphans,
} from '../../lib/model/incident';
import { alarmArn, alarmName, type Group, parseAlarmArn } from '../../lib/model/names';
import type { Alarms } from '../alarms';

/** SQS takes ten messages in one call. */
const BATCH = 10;

type Change = AlarmStateChangeEvent | AlarmConfigurationChangeEvent;

/** What the stage's alarms say now; nothing when CloudWatch does not answer: then nothing is concluded. */
export async function observe(alarms: Alarms, stage: string): Promise<Observation | undefined> {
  try {
    return observation(await alarms.ofStage(stage));
  } catch (error) {
    console.error({ message: 'alarms not observed', stage, why: (error as Error).message });
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
  const changed = [
    ...found.flatMap(({ known }) => (known.kind === 'changed' ? [known.alarm] : [])),
    ...orphans(
      incidents.map(({ state }) => state),
      observed,
    ),
  ];
  const muted = changed.some(mayOpen) ? await alarms.muted() : new Set<string>();
  const deleted = found.flatMap(({ known, group }) =>
    known.kind === 'deleted' ? [deletion(alarmName({ stage: group.stage, ...known }), group, now)] : [],
  );
  return [
    ...changed.filter((alarm) => !mayOpen(alarm) || !muted.has(parseAlarmArn(alarm.arn)?.name ?? '')).map(stateChange),
    ...deleted,
  ];
}

export async function send(sqs: SQSClient, queueUrl: string, changes: readonly Change[]): Promise<void> {
  for (let from = 0; from < changes.length; from += BATCH) {
    const Entries = changes
      .slice(from, from + BATCH)
      .map((change, index) => ({ Id: String(index), MessageBody: JSON.stringify(change) }));
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    // The next minute finds what is still unheard.
    if (Failed[0] !== undefined) throw new Error(`the signal queue refused a message: ${Failed[0].Message}`);
  }
}

function mayOpen({ value, alarm }: ObservedAlarm): boolean {
  return value === 'ALARM' && opensIncident(alarm);
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
