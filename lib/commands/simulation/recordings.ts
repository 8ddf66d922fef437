import { isMetricStat, type MetricIdentity, type Objective } from '../../assembly';
import type { SimulatedObjective } from '../../model/contracts/documents';
import type { History } from '../../model/contracts/history';
import {
  coverageOf,
  describeMetric,
  type Outcomes,
  type RecordedMetric,
  type Recording,
  ValueSeries,
} from '../../simulate';
import { type CutOptions, cut } from '../cut';
import { readSeries } from '../histories';
import type { HistoryFiles } from '../history-options';
import { suggestion } from '../suggestion';
import { UsageError } from '../usage-error';
import type { Watched } from './scene';

/** What is recorded of one SLO, and the file that it comes from. */
export interface RecordedObjective {
  readonly objective: Objective;
  readonly history: History;
  readonly recording: Recording;
}

export interface Recordings {
  readonly objectives: readonly RecordedObjective[];
  readonly metrics: readonly RecordedMetric[];
}

export interface RecordingOptions extends CutOptions {
  readonly lenient?: boolean;
}

/**
 * Reads what the options name.
 *
 * @param chosen the SLO that a name means
 * @throws UsageError for files, names and times that do not fit
 */
export function readRecordings(
  { histories, metrics }: HistoryFiles,
  { alarms, objectives }: Watched,
  chosen: (name: string | undefined) => Objective,
  options: RecordingOptions,
): Recordings {
  const known = metricsOf({ alarms, objectives });
  const read = histories.map(({ slo, file }) => ({
    objective: chosen(slo),
    ...readSeries(file, options.lenient),
  }));
  const given = metrics.map(({ id, file }) => {
    const { series } = readSeries(file, options.lenient);
    if (!(series instanceof ValueSeries))
      throw new UsageError(`--metric ${id}: got columns timestamp,good,total, allowed are timestamp,value`);
    return { id, metric: metricNamed(id, known), series };
  });
  const left = cut(
    new Map<string, Recording>([
      ...read.map(({ objective, series }) => [objective.objectiveName, series] as const),
      ...given.map(({ id, series }) => [id, series] as const),
    ]),
    options,
  );
  return {
    objectives: read.map(({ objective, history }) => ({
      objective,
      history,
      recording: left.get(objective.objectiveName)!,
    })),
    metrics: given.map(({ id, metric }) => ({ ...metric, values: left.get(id) as ValueSeries })),
  };
}

interface KnownMetric {
  readonly metric: MetricIdentity;
  readonly stat: string;
}

/** Metrics that alarms of the template read, by their whole ids. */
function metricsOf({ alarms }: Pick<Watched, 'alarms' | 'objectives'>): ReadonlyMap<string, KnownMetric> {
  const read = alarms.flatMap(({ queries }) => queries.filter(isMetricStat));
  return new Map(read.map(({ metric, stat }) => [describeMetric(metric, stat), { metric, stat }]));
}

/** An id may leave out what tells no two metrics apart: the statistic, or dimensions and statistic. */
function metricNamed(id: string, known: ReadonlyMap<string, KnownMetric>): KnownMetric {
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
      ? `--metric: got "${id}", ${suggestion(id, [...known.keys()])}`
      : `--metric: got "${id}", which is several, allowed are ${names.join(', ')}`,
  );
}

export type HistoryOf = SimulatedObjective['history'];

/** The figures of one history. */
export function historyFigures(
  { history, recording }: RecordedObjective,
  outcomes: Outcomes,
  excludedMinutes: number,
): HistoryOf {
  const { minutesWithData, gaps, longestGap } = coverageOf(recording);
  const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
  return {
    kind: outcomes.periodMinutes === undefined ? 'requests' : 'periods',
    stepSeconds: history.stepMs / 1000,
    minutesWithData,
    gaps,
    longestGapMinutes: longestGap?.minutes ?? 0,
    total: sum(outcomes.total),
    bad: sum(outcomes.bad),
    dropped: history.dropped,
    excludedMinutes,
  };
}
