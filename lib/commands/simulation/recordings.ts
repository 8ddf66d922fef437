import { isMetricStat, type MetricIdentity, type Objective } from '../../assembly';
import type { SimulatedObjective } from '../../model/contracts/documents';
import type { History } from '../../model/contracts/history';
import {
  coverageOf,
  describeMetric,
  MINUTE_MS,
  type Outcomes,
  type RecordedMetric,
  type Recording,
  sliMetrics,
  ValueSeries,
} from '../../simulate';
import { type CutOptions, cut } from '../cut';
import { readSeries } from '../histories';
import type { HistoryFiles } from '../history-options';
import { suggestion } from '../suggestion';
import { UsageError } from '../usage-error';
import type { Watched } from './scene';

/** What is recorded of one SLO, and the file that it comes from; nothing where metrics alone are given. */
export interface RecordedObjective {
  readonly objective: Objective;
  /** Regions in which the same SLO is declared, that of the objective first. */
  readonly regions: readonly string[];
  readonly history?: History;
  readonly recording?: Recording;
}

export interface Recordings {
  readonly objectives: readonly RecordedObjective[];
  readonly metrics: readonly RecordedMetric[];
}

export interface RecordingOptions extends CutOptions {
  readonly slo?: string;
  readonly lenient?: boolean;
}

/**
 * Reads what the options name.
 *
 * @throws UsageError for files, names and times that do not fit
 */
export function readRecordings(
  { histories, metrics }: HistoryFiles,
  estate: Watched,
  { slo, lenient, ...times }: RecordingOptions,
): Recordings {
  const known = metricsOf(estate.alarms);
  // Of several histories --slo picks its own.
  const picked = histories.filter((given) => slo === undefined || given.slo === slo);
  const read = picked.map((given) => ({
    objective: objectiveNamed(given.slo, given.slo === slo ? '--slo' : `history ${given.file}`, estate),
    ...readSeries(given.file, lenient),
  }));
  const named = metrics.map(({ id, file }) => ({
    ...metricNamed(id, known),
    id: `--metric ${id}`,
    series: valuesOf(id, file, lenient),
  }));
  const left = cut(
    new Map<string, Recording>([
      ...read.map(({ objective, series }) => [objective.objectiveName, series] as const),
      ...named.map(({ id, series }) => [id, series] as const),
    ]),
    times,
  );
  const declared = (objective: Objective) => ({
    objective,
    regions: estate.objectives.flatMap(({ objectiveName, region }) =>
      objectiveName === objective.objectiveName ? [region] : [],
    ),
  });
  const ofHistories = read.map(({ objective, history }): RecordedObjective => {
    const recording = left.get(objective.objectiveName);
    return { ...declared(objective), history, ...(recording ? { recording } : {}) };
  });
  const asked = slo === undefined ? undefined : objectiveNamed(slo, '--slo', estate);
  const isOfMetrics = asked !== undefined && !ofHistories.some(({ objective }) => objective === asked);
  if (isOfMetrics && metrics.length === 0)
    throw new UsageError(`--slo: got "${slo}", of which no history is given, allowed is one, or its metrics`);
  if (isOfMetrics) refuseUnrecorded(asked, named, ofHistories);
  return {
    objectives: isOfMetrics ? [declared(asked), ...ofHistories] : ofHistories,
    metrics: named.map(({ id, metric, stat }) => ({ metric, stat, values: left.get(id) as ValueSeries })),
  };
}

/** With one of its metrics unknown, an SLI has no data, which would read as an answer. */
function refuseUnrecorded(
  asked: Objective,
  named: readonly KnownMetric[],
  ofHistories: readonly RecordedObjective[],
): void {
  const recorded = new Set([
    ...named.map(({ metric, stat }) => describeMetric(metric, stat)),
    ...ofHistories.flatMap(({ objective }) =>
      sliMetrics(objective).map((metric) => describeMetric(metric, metric.stat)),
    ),
  ]);
  const missing = sliMetrics(asked)
    .map((metric) => describeMetric(metric, metric.stat))
    .filter((metric) => !recorded.has(metric));
  if (missing.length > 0)
    throw new UsageError(
      `--slo: got "${asked.entry.slo}", whose SLI reads ${missing.join(' and ')}, of which nothing is recorded: allowed is a --history of the SLO, or a --metric for each`,
    );
}

/**
 * By its name; by its name in Application Signals where several stages have one of that name.
 *
 * @param place where the name was given, for errors
 */
function objectiveNamed(slo: string | undefined, place: string, { objectives, unreadable }: Watched): Objective {
  if (slo === undefined) throw new UsageError('--slo: got nothing, allowed is the SLO that the history belongs to');
  const named = objectives.filter(({ entry, objectiveName }) => entry.slo === slo || objectiveName === slo);
  const names = [...new Set(named.map(({ objectiveName }) => objectiveName))];
  const [objective] = named;
  if (objective === undefined) {
    const known = [...new Set(objectives.map(({ entry }) => entry.slo))];
    const [first] = unreadable;
    const more = first === undefined ? '' : `; ${unreadable.length} resources cannot be read, the first: ${first.why}`;
    throw new UsageError(`${place}: got "${slo}", ${suggestion(slo, known)}${more}`);
  }
  if (names.length > 1)
    throw new UsageError(`${place}: got "${slo}", which is several, allowed are ${names.join(', ')}`);
  return objective;
}

function valuesOf(id: string, file: string, lenient: boolean | undefined): ValueSeries {
  const { series } = readSeries(file, lenient);
  if (series instanceof ValueSeries) return series;
  throw new UsageError(`--metric ${id}: got columns timestamp,good,total, allowed are timestamp,value`);
}

interface KnownMetric {
  readonly metric: MetricIdentity;
  readonly stat: string;
}

/** Metrics that alarms of the template read, by their whole ids. */
function metricsOf(alarms: Watched['alarms']): ReadonlyMap<string, KnownMetric> {
  const read = alarms.flatMap(({ queries }) => queries.filter(isMetricStat));
  return new Map(read.map(({ metric, stat }) => [describeMetric(metric, stat), { metric, stat }]));
}

/** An id may leave out what tells no two metrics apart: the statistic, or dimensions and statistic; dimensions in any order. */
function metricNamed(given: string, known: ReadonlyMap<string, KnownMetric>): KnownMetric {
  const id = given.replace(/\{(.*)\}/, (_, parts: string) => `{${parts.split(',').sort().join(',')}}`);
  const whole = known.get(id);
  if (whole !== undefined) return whole;
  const candidates = [...known].filter(([, { metric }]) =>
    [describeMetric(metric), `${metric.namespace}/${metric.name}`].includes(id),
  );
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) return only[1];
  const names = candidates.map(([name]) => name);
  throw new UsageError(
    only === undefined
      ? `--metric: got "${given}", ${suggestion(id, [...new Set([...known.values()].map(({ metric }) => `${metric.namespace}/${metric.name}`))])}`
      : `--metric: got "${given}", which is several, allowed are ${names.join(', ')}`,
  );
}

export type HistoryOf = SimulatedObjective['history'];

/** The figures of one history. */
export function historyFigures(
  { history, recording }: RecordedObjective,
  outcomes: Outcomes,
  excludedMinutes: number,
): HistoryOf {
  const coverage = recording && coverageOf(recording);
  const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
  return {
    kind: outcomes.periodMinutes === undefined ? 'requests' : 'periods',
    stepSeconds: (history?.stepMs ?? MINUTE_MS) / 1000,
    minutesWithData: coverage?.minutesWithData ?? minutesKnown(outcomes),
    gaps: coverage?.gaps ?? 0,
    longestGapMinutes: coverage?.longestGap?.minutes ?? 0,
    total: sum(outcomes.total),
    bad: sum(outcomes.bad),
    dropped: history?.dropped ?? 0,
    excludedMinutes,
  };
}

function minutesKnown({ known, periodMinutes = 1 }: Outcomes): number {
  return known.reduce((minutes, count) => (count > 0 ? minutes + periodMinutes : minutes), 0);
}
