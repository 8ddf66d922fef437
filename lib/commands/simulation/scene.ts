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
  readRules,
  readWatching,
} from '../../assembly';
import { alarmsOfRule, parseAlarmRule } from '../../model/composite';
import type { SomeRules } from '../../model/contracts/incident-rules';
import { attainmentMetric, burnRateMetric } from '../../model/contracts/published-metrics';
import { parseAlarmArn, parseAlarmName } from '../../model/names';
import { describeMetric, evaluableComposites, MuteRule, type RecordedMetric, whyUnsimulated } from '../../simulate';
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
  /** What the response stack of each stage sets of the rules of incidents. */
  readonly rules: ReadonlyMap<string, SomeRules>;
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
  const stages = [...new Set(objectives.map(({ entry }) => entry.stage))];
  return {
    rules: reading('--assembly', () => new Map(stages.map((stage) => [stage, readRules(assembly, stage)]))),
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
  readonly rules: ReadonlyMap<string, SomeRules>;
  readonly notSimulated: readonly NotSimulated[];
}

export function sceneOf(estate: Watched, objectives: readonly Objective[], metrics: readonly RecordedMetric[]): Scene {
  const place = objectives[0] ?? estate.alarms[0];
  const here = ({ account, region }: Environment) =>
    [place, ...objectives].some((found) => found?.account === account && found.region === region);
  const [alarms, composites] = [estate.alarms.filter(here), estate.composites.filter(here)];
  const own = new Set(objectives.flatMap((objective) => objective.alarms));
  const known = knownMetrics(objectives, metrics);
  const concerned = alarms.filter(
    (alarm) =>
      !own.has(alarm) &&
      parseAlarmName(alarm.name) === undefined &&
      alarm.queries.some((query) => isMetricStat(query) && known.isKnown(query.metric)),
  );
  const left = concerned.flatMap((alarm): NotSimulated[] => {
    const why = whyIncomplete(alarm, known) ?? whyUnsimulated(alarm);
    return why === undefined ? [] : [{ alarm: alarm.name, why }];
  });
  const taking = [...own, ...concerned.filter(({ name }) => !left.some(({ alarm }) => alarm === name))];
  const faulty = composites.flatMap(ruleFault);
  const sound = composites.filter(({ name }) => !faulty.some(({ alarm }) => alarm === name));
  const names = taking.flatMap(({ name, arn }) => [name, arn]);
  const evaluable = evaluableComposites(sound, names);
  const muteRules = estate.muteRules.filter(
    (rule) => here(rule) && rule.alarmNames.some((name) => names.includes(name)),
  );
  const unmuted = muteRules.flatMap(muteFault);
  return {
    alarms: taking,
    composites: evaluable,
    rules: estate.rules,
    muteRules: muteRules.filter((rule) => !unmuted.some(({ alarm }) => alarm === rule.name)),
    notSimulated: [
      ...estate.unreadable,
      ...left,
      ...faulty,
      ...incompleteComposites(sound, evaluable, names),
      ...unmuted,
    ],
  };
}

/** Composites that look at something simulated and at something that is not. */
function incompleteComposites(
  composites: readonly CompositeDefinition[],
  evaluable: readonly CompositeDefinition[],
  alarms: readonly string[],
): NotSimulated[] {
  const known = new Set([...alarms, ...evaluable.flatMap(({ name, arn }) => [name, arn])]);
  return composites.flatMap((composite): NotSimulated[] => {
    const { name, rule, actionsSuppressor } = composite;
    const looksAt = [...alarmsOfRule(parseAlarmRule(rule)), ...(actionsSuppressor ? [actionsSuppressor] : [])];
    const missing = looksAt.filter((alarm) => !known.has(alarm));
    if (evaluable.includes(composite) || missing.length === 0 || missing.length === looksAt.length) return [];
    const more = missing.length === 1 ? '' : ` and ${missing.length - 1} more`;
    return [{ alarm: name, why: `looks at ${nameOf(missing[0]!)}${more}, which are not simulated` }];
  });
}

function nameOf(alarm: string): string {
  return parseAlarmArn(alarm)?.name ?? alarm;
}

/** What is recorded or published of metrics. */
interface KnownMetrics {
  /** Anything at all. */
  isKnown(metric: MetricIdentity): boolean;
  has(metric: MetricIdentity, stat: string): boolean;
}

function knownMetrics(objectives: readonly Objective[], metrics: readonly RecordedMetric[]): KnownMetrics {
  const published = new Set(
    objectives
      .flatMap(({ objectiveName, lookBackMinutes }): MetricIdentity[] => [
        attainmentMetric(objectiveName),
        ...lookBackMinutes.map((minutes) => burnRateMetric(objectiveName, minutes)),
      ])
      .map((metric) => describeMetric(metric)),
  );
  const recorded = [
    ...objectives.flatMap(({ alarms }) => alarms.flatMap(({ queries }) => queries.filter(isMetricStat))),
    ...metrics,
  ];
  const names = new Set([...published, ...recorded.map(({ metric }) => describeMetric(metric))]);
  const statistics = new Set(recorded.map(({ metric, stat }) => describeMetric(metric, stat)));
  return {
    isKnown: (metric) => names.has(describeMetric(metric)),
    has: (metric, stat) => published.has(describeMetric(metric)) || statistics.has(describeMetric(metric, stat)),
  };
}

function whyIncomplete({ queries }: AlarmDefinition, known: KnownMetrics): string | undefined {
  const missing = queries.filter(isMetricStat).find(({ metric, stat }) => !known.has(metric, stat));
  if (missing === undefined) return undefined;
  const { metric, stat } = missing;
  const name = known.isKnown(metric) ? describeMetric(metric, stat) : describeMetric(metric);
  return `reads ${name}, of which nothing is recorded`;
}

function muteFault(rule: MuteRuleDefinition): NotSimulated[] {
  try {
    new MuteRule(rule);
    return [];
  } catch (error) {
    return [{ alarm: rule.name, why: (error as Error).message }];
  }
}

function ruleFault({ name, rule }: CompositeDefinition): NotSimulated[] {
  try {
    parseAlarmRule(rule);
    return [];
  } catch (error) {
    return [{ alarm: name, why: (error as Error).message }];
  }
}
