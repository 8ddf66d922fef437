import type { AlarmDefinition, CompositeDefinition, MuteRuleDefinition, Objective } from '../assembly';
import type { SomeRules } from '../model/contracts/incident-rules';
import type { Transition } from './alarm-state';
import { SimulatedCloudWatch } from './cloudwatch';
import { type Call, SimulatedIncidents } from './incidents';
import { timeOf } from './minutes';
import type { AlertPolicy } from './policies';
import { PolicyCalls } from './policy-calls';
import type { RecordedMetric } from './published-objective';
import type { Recording } from './recorded-objective';
import { ValueSeries } from './value-series';

export interface RunProps {
  readonly objectives: readonly Objective[];
  /** By the Application Signals name of the SLO. */
  readonly recordings: ReadonlyMap<string, Recording>;
  /** @default - those of the SLIs alone */
  readonly metrics?: readonly RecordedMetric[];
  /** @default - the alarms of the objectives */
  readonly alarms?: readonly AlarmDefinition[];
  /** @default - none */
  readonly composites?: readonly CompositeDefinition[];
  /** @default - none */
  readonly muteRules?: readonly MuteRuleDefinition[];
  /** What the response stack of each stage sets of the rules of incidents. @default - nothing */
  readonly rules?: ReadonlyMap<string, SomeRules>;
  /** Policies that run beside the declared one, over the same metrics. */
  readonly policies?: readonly AlertPolicy[];
  /** @default 0 */
  readonly lagMinutes?: number;
}

/** What happened by one policy. */
export interface Outcome {
  readonly transitions: readonly Transition[];
  /** In order of time. */
  readonly calls: readonly Call[];
}

export interface Run {
  readonly cloudwatch: SimulatedCloudWatch;
  readonly incidents: SimulatedIncidents;
  readonly declared: Outcome;
  /** By the name of the policy. */
  readonly others: ReadonlyMap<string, Outcome>;
  /** The time over which something is recorded, in minutes since the epoch; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

/**
 * Evaluates alarms and incidents over everything that is recorded.
 *
 * @throws RangeError, SyntaxError for what cannot be simulated
 */
export function run(props: RunProps): Run {
  const { recordings, metrics = [], policies = [], composites = [], lagMinutes = 0 } = props;
  const lookBacks = policies.flatMap(({ lookBackMinutes }) => lookBackMinutes);
  const objectives = props.objectives.map((objective) => ({
    ...objective,
    lookBackMinutes: [...new Set([...objective.lookBackMinutes, ...lookBacks])],
  }));
  const cloudwatch = new SimulatedCloudWatch({
    objectives,
    series: recordings,
    metrics,
    alarms: [
      ...(props.alarms ?? objectives.flatMap(({ alarms }) => alarms)),
      ...policies.flatMap(({ alarms }) => alarms),
    ],
    muteRules: props.muteRules ?? [],
    composites: [...composites, ...policies.flatMap((policy) => policy.composites)],
    lagMinutes,
  });
  const incidents = new SimulatedIncidents(objectives, cloudwatch, props.rules);
  const recorded = [...recordings.values(), ...metrics.map(({ values }) => values)];
  const from = Math.min(...recorded.map(({ startMinute }) => startMinute));
  const to = Math.max(...recorded.map(({ endMinute }) => endMinute));
  const declared: Transition[] = [];
  const others = policies.map((policy) => ({ policy, calls: new PolicyCalls(policy, cloudwatch) }));
  const owners = new Map(
    others.flatMap(({ policy, calls }) =>
      [...policy.alarms, ...policy.composites].map(({ name }) => [name, calls] as const),
    ),
  );
  const recordedAt = recordedTimes(props);
  // Before a whole step is readable there is silence, which alarms that are older than the history did not hear.
  const first = from + lagMinutes + Math.max(...recorded.map(stepMinutes));
  for (let minute = first; minute <= to + lagMinutes; minute += 1) {
    const time = timeOf(minute);
    const changes = cloudwatch.evaluate(time);
    for (const change of minute === first ? calmFirst(changes) : changes) {
      const other = owners.get(change.alarmName);
      if (other !== undefined) other.receive(change);
      else {
        declared.push(change);
        if (recordedAt(change.alarmName, minute - lagMinutes)) incidents.receive(change);
      }
    }
    incidents.tick(time);
    for (const { calls } of others) calls.tick(time);
  }
  const calls = incidents.incidents().flatMap((incident) => incident.calls);
  return {
    cloudwatch,
    incidents,
    declared: { transitions: declared, calls: calls.sort((a, b) => a.at - b.at) },
    others: new Map(others.map(({ policy, calls }) => [policy.name, calls])),
    from,
    to,
  };
}

function stepMinutes(recording: Recording): number {
  return recording instanceof ValueSeries ? recording.stepMinutes : 1;
}

/** All alarms begin in one minute, and real ones are older: evidence that is OK has been OK before a tier fires. */
function calmFirst(changes: readonly Transition[]): Transition[] {
  return [...changes].sort((a, b) => Number(a.value === 'ALARM') - Number(b.value === 'ALARM'));
}

/**
 * Whether a change of an alarm tells of its SLO's history: before the history begins and after it ends, while others go on, silence
 * says nothing. The minute is the one after the last that the alarm could read.
 */
function recordedTimes({ objectives, recordings }: RunProps): (alarmName: string, minute: number) => boolean {
  const recordingOf = new Map(
    objectives.flatMap(({ objectiveName, alarms }) =>
      alarms.map(({ name }) => [name, recordings.get(objectiveName)] as const),
    ),
  );
  return (alarmName, minute) => {
    const recording = recordingOf.get(alarmName);
    return recording === undefined || (minute > recording.startMinute && minute <= recording.endMinute);
  };
}
