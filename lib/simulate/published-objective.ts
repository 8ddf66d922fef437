import type { MetricIdentity, Objective } from '../assembly';
import { attainmentMetric, burnRateMetric } from '../model/contracts/published-metrics';
import { ErrorBudgetHistory } from './error-budget-history';
import { excludedStretches } from './exclusion-windows';
import { eachMinute, remembered } from './metric-source';
import type { MetricStore } from './metric-store';
import { outcomesOf, type Stretch } from './outcomes';
import { PublishedMetric } from './published-metric';
import { type Recording, recordObjective, unrecordedMetrics } from './recorded-objective';
import type { ValueSeries } from './value-series';

/** Values of one statistic of a metric. */
export interface RecordedMetric {
  readonly metric: MetricIdentity;
  readonly stat: string;
  readonly values: ValueSeries;
}

/**
 * Puts into the store what is recorded, and what Application Signals publishes about each SLO over it. An SLO of which nothing is
 * recorded has no data.
 *
 * @param recordings by the Application Signals name of the SLO
 * @throws RangeError for SLOs and recordings that do not go together
 */
export function publishObjectives(
  store: MetricStore,
  objectives: readonly Objective[],
  recordings: ReadonlyMap<string, Recording>,
  metrics: readonly RecordedMetric[],
): ReadonlyMap<string, ErrorBudgetHistory> {
  const names = objectives.map(({ objectiveName }) => objectiveName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new RangeError(`SLO "${twice}": got it twice, allowed is once`);
  for (const name of recordings.keys())
    if (!names.includes(name)) throw new RangeError(`series: got "${name}", allowed are ${names.join(', ') || 'none'}`);
  for (const { metric, stat, values } of metrics) store.recordValues(metric, stat, values);
  for (const objective of objectives) recordObjective(store, objective, recordings.get(objective.objectiveName));
  // Metrics that nobody recorded are known to have no data only when everything that is recorded stands in the store.
  return new Map(
    objectives.map((objective) => {
      const recorded = recordedTime(store, objective, recordings.get(objective.objectiveName), metrics);
      return [objective.objectiveName, publishObjective(store, objective, recorded)];
    }),
  );
}

function recordedTime(
  store: MetricStore,
  objective: Objective,
  recording: Recording | undefined,
  metrics: readonly RecordedMetric[],
): Stretch {
  if (recording !== undefined) return { from: recording.startMinute, to: recording.endMinute };
  const unrecorded = unrecordedMetrics(store, objective);
  for (const metric of unrecorded) store.record(metric, metric.stat, 0, NOTHING);
  if (unrecorded.length > 0 || metrics.length === 0) return { from: 0, to: 0 };
  return {
    from: Math.min(...metrics.map(({ values }) => values.startMinute)),
    to: Math.max(...metrics.map(({ values }) => values.endMinute)),
  };
}

const NOTHING = new Float64Array(0);

function publishObjective(store: MetricStore, objective: Objective, recorded: Stretch): ErrorBudgetHistory {
  const { objectiveName, goal, interval, warningThreshold, lookBackMinutes, entry, exclusionWindows } = objective;
  const excluded = excludedStretches(exclusionWindows, recorded.from, recorded.to, objectiveName);
  const outcomes = outcomesOf(store, entry.measurement, recorded, excluded);
  const history = new ErrorBudgetHistory(outcomes, goal, interval, {
    excluded,
    ...(warningThreshold === undefined ? {} : { warningThreshold }),
  });
  store.publish(
    attainmentMetric(objectiveName),
    new PublishedMetric(eachMinute((minute) => history.attainment(minute))),
  );
  for (const window of new Set(lookBackMinutes)) {
    store.publish(
      burnRateMetric(objectiveName, window),
      new PublishedMetric(remembered(eachMinute((minute) => history.burn(window, minute)))),
    );
  }
  return history;
}
