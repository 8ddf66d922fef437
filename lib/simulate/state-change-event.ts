import { createHash } from 'node:crypto';
import { type AlarmDefinition, type CompositeDefinition, isMetricStat, type MetricQuery } from '../assembly';
import { ALARM_STATE_CHANGE } from '../model/contracts/alarm-event';
import type { AlarmState, Transition } from './alarm-state';
import { documentTime, envelopeTime } from './timestamps';

/** Document of an EventBridge event of type "CloudWatch Alarm State Change". */
export interface StateChangeEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': typeof ALARM_STATE_CHANGE;
  readonly source: 'aws.cloudwatch';
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: {
    readonly alarmName: string;
    readonly state: EventState;
    readonly previousState: EventState;
    readonly configuration: Readonly<Record<string, unknown>>;
  };
}

interface EventState {
  readonly value: string;
  readonly reason: string;
  readonly reasonData?: string;
  readonly timestamp: string;
  readonly actionsSuppressedBy?: string;
  readonly actionsSuppressedReason?: string;
}

/**
 * The event that CloudWatch sends to EventBridge for a change of state or of what suppresses actions (AWS samples, "Alarm events and
 * EventBridge"). The same transition always gives the same bytes; the id is derived from alarm, state and time.
 */
export function stateChangeEvent(
  transition: Transition,
  definition: AlarmDefinition | CompositeDefinition,
): StateChangeEvent {
  return {
    version: '0',
    id: derivedUuid(transition.arn, transition.value, String(transition.at)),
    'detail-type': ALARM_STATE_CHANGE,
    source: 'aws.cloudwatch',
    account: definition.account,
    time: envelopeTime(transition.at),
    region: definition.region,
    resources: [transition.arn],
    detail: {
      alarmName: transition.alarmName,
      state: eventState(transition),
      previousState: eventState(transition.previousState),
      configuration: {
        ...(definition.kind === 'composite' ? compositeConfiguration(definition) : { metrics: metrics(definition) }),
        ...(definition.description === undefined ? {} : { description: definition.description }),
      },
    },
  };
}

function eventState({ value, reason, reasonData, at, actionsSuppressedBy: by }: AlarmState): EventState {
  return {
    value,
    // The sample shows the reason of a wait period; those of the other phases are inferred.
    ...(by === undefined ? {} : { actionsSuppressedBy: by, actionsSuppressedReason: `Actions suppressed by ${by}` }),
    reason,
    ...(reasonData === undefined ? {} : { reasonData }),
    timestamp: documentTime(at),
  };
}

function compositeConfiguration(definition: CompositeDefinition) {
  const { rule, actionsSuppressor, actionsSuppressorWaitPeriod, actionsSuppressorExtensionPeriod } = definition;
  return actionsSuppressor === undefined
    ? { alarmRule: rule }
    : { alarmRule: rule, actionsSuppressor, actionsSuppressorWaitPeriod, actionsSuppressorExtensionPeriod };
}

function metrics(definition: AlarmDefinition) {
  // CloudWatch gives the only metric of an alarm an id of its own.
  const idOf = (query: MetricQuery) =>
    definition.form === 'single' ? derivedUuid(definition.arn, 'metric') : query.id;
  return definition.queries.map((query) => ({
    id: idOf(query),
    ...(isMetricStat(query)
      ? { metricStat: { metric: query.metric, period: query.period, stat: query.stat } }
      : { expression: query.expression }),
    ...(query.label === undefined ? {} : { label: query.label }),
    returnData: query.returnData,
  }));
}

/** Looks like a UUID and depends on nothing but its parts. */
function derivedUuid(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
