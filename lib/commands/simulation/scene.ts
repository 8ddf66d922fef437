import {
  type AlarmDefinition,
  type Assembly,
  type AssemblyError,
  type CompositeDefinition,
  type Environment,
  isMetricStat,
  type MetricIdentity,
  type MuteRuleDefinition,
  type Objective,
  readMuteRules,
  readWatching,
} from '../../assembly';
import { parseAlarmRule } from '../../model/composite';
import { attainmentMetric, burnRateMetric } from '../../model/contracts/published-metrics';
import { describeMetric, evaluableComposites, type RecordedMetric } from '../../simulate';
import { reading } from '../assembly';

/** Something of the template that takes no part, and why. */
export interface NotSimulated {
  readonly alarm: string;
  readonly why: string;
}

/** Everything that a template watches. What is not ours and cannot be read is listed, and stands in nobody's way. */
export interface Watched {
  readonly objectives: readonly Objective[];
  readonly alarms: readonly AlarmDefinition[];
  readonly composites: readonly CompositeDefinition[];
  readonly muteRules: readonly MuteRuleDefinition[];
  readonly unreadable: readonly NotSimulated[];
}

/** @throws UsageError for what is ours and cannot be read */
export function watched(assembly: Assembly): Watched {
  const unreadable: NotSimulated[] = [];
  const onUnreadable = (error: AssemblyError) => {
    unreadable.push({ alarm: `${error.place.stack}/${error.place.logicalId ?? ''}`, why: error.message });
  };
  const { objectives, alarms, composites } = reading('--assembly', () => readWatching(assembly, { onUnreadable }));
  const muteRules = reading('--assembly', () => readMuteRules(assembly, { onUnreadable }));
  return {
    objectives: objectives.map(asAlways),
    alarms,
    composites,
    muteRules: muteRules.map(asAlwaysMuted),
    unreadable,
  };
}

/** Maintenance begins after its deployment, and a history is older: what comes back by the calendar counts as if it always had. */
function asAlways(objective: Objective): Objective {
  const exclusionWindows = objective.exclusionWindows.map(({ startsAt, ...window }) =>
    startsAt === undefined || window.expression?.startsWith('cron(') ? window : { ...window, startsAt },
  );
  return { ...objective, exclusionWindows };
}

function asAlwaysMuted({ startsAt, ...rule }: MuteRuleDefinition): MuteRuleDefinition {
  return startsAt === undefined || rule.expression.startsWith('cron(') ? rule : { ...rule, startsAt };
}

/**
 * The alarms over what is known, where the SLOs are deployed: those of the SLOs, and every other one that reads a metric which is given
 * or published. An app that goes into several regions declares everything in each of them.
 */
export interface Scene {
  readonly alarms: readonly AlarmDefinition[];
  readonly composites: readonly CompositeDefinition[];
  readonly muteRules: readonly MuteRuleDefinition[];
  readonly notSimulated: readonly NotSimulated[];
}

export function sceneOf(estate: Watched, objectives: readonly Objective[], metrics: readonly RecordedMetric[]): Scene {
  const here = ({ account, region }: Environment) =>
    objectives.some((objective) => objective.account === account && objective.region === region);
  const [alarms, composites] = [estate.alarms.filter(here), estate.composites.filter(here)];
  const own = new Set(objectives.flatMap((objective) => objective.alarms));
  const known = knownMetrics(objectives, metrics);
  const others = alarms
    .filter((alarm) => !own.has(alarm))
    .map((alarm) => ({ alarm, reads: alarm.queries.filter(isMetricStat).map(({ metric }) => describeMetric(metric)) }))
    .filter(({ reads }) => reads.some((metric) => known.has(metric)));
  const complete = others.filter(({ reads }) => reads.every((metric) => known.has(metric))).map(({ alarm }) => alarm);
  const incomplete = others.flatMap(({ alarm, reads }): NotSimulated[] => {
    const missing = reads.find((metric) => !known.has(metric));
    return missing === undefined ? [] : [{ alarm: alarm.name, why: `reads ${missing}, of which nothing is recorded` }];
  });
  const taking = [...own, ...complete];
  const faulty = composites.flatMap(ruleFault);
  const sound = composites.filter(({ name }) => !faulty.some(({ alarm }) => alarm === name));
  return {
    alarms: taking,
    composites: evaluableComposites(
      sound,
      taking.flatMap(({ name, arn }) => [name, arn]),
    ),
    muteRules: estate.muteRules.filter(here),
    notSimulated: [...estate.unreadable, ...incomplete, ...faulty],
  };
}

/** Metrics of which something is known, as `describeMetric` names them. */
function knownMetrics(objectives: readonly Objective[], metrics: readonly RecordedMetric[]): ReadonlySet<string> {
  const ofObjectives = objectives.flatMap(({ objectiveName, lookBackMinutes, alarms }): MetricIdentity[] => [
    attainmentMetric(objectiveName),
    ...lookBackMinutes.map((minutes) => burnRateMetric(objectiveName, minutes)),
    ...alarms.flatMap(({ queries }) => queries.filter(isMetricStat).map(({ metric }) => metric)),
  ]);
  return new Set([...ofObjectives, ...metrics.map(({ metric }) => metric)].map((metric) => describeMetric(metric)));
}

function ruleFault({ name, rule }: CompositeDefinition): NotSimulated[] {
  try {
    parseAlarmRule(rule);
    return [];
  } catch (error) {
    return [{ alarm: name, why: (error as Error).message }];
  }
}
