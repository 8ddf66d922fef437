import type { Objective } from '../assembly';
import { flatten, type MetricReference, recordedMetrics } from '../model/contracts/measurement';
import { describeMetric, type MetricStore } from './metric-store';
import { countsOf } from './recorded-counts';
import { RequestSeries } from './request-series';
import { ValueSeries } from './value-series';

/** What is recorded of an SLO: requests, or the values that it judges. */
export type Recording = RequestSeries | ValueSeries;

/**
 * Puts an SLO's recording under the metrics of its SLI. Those that are recorded by themselves stay as they are.
 *
 * @throws RangeError for a recording that does not suit the SLI, and for metrics of the SLI that nobody recorded
 */
export function recordObjective(store: MetricStore, objective: Objective, recording?: Recording): void {
  if (recording instanceof RequestSeries) recordRequests(store, objective, recording);
  if (recording instanceof ValueSeries) recordValues(store, objective, recording);
  const [unknown] = recording === undefined ? [] : unrecordedMetrics(store, objective);
  if (unknown !== undefined)
    throw new RangeError(
      `SLO "${objective.objectiveName}": its SLI reads ${describeMetric(unknown, unknown.stat)}, of which nothing is recorded`,
    );
}

/** Metrics of an SLI of which nothing is recorded. */
export function unrecordedMetrics(store: MetricStore, objective: Objective): MetricReference[] {
  return sliMetrics(objective).filter((metric) => !store.has(metric, metric.stat));
}

/** Every metric that an SLI reads, each once. */
export function sliMetrics({ entry: { measurement } }: Objective): MetricReference[] {
  const { bad, total, judged } = measurement;
  const all = [bad, total, ...(judged ? [judged.value] : [])].flatMap((series) =>
    Object.values(flatten(series).metrics),
  );
  return [...new Map(all.map((metric) => [describeMetric(metric, metric.stat), metric])).values()];
}

function recordRequests(store: MetricStore, { objectiveName, entry }: Objective, requests: RequestSeries): void {
  const metrics = recordedMetrics(entry.measurement);
  if (metrics === undefined) {
    const allowed =
      entry.measurement.judged === undefined ? 'its metrics, each given by itself' : 'rows of timestamp,value';
    throw new RangeError(
      `SLO "${objectiveName}": got a history of requests, of which its SLI does not say what is good and bad: allowed are ${allowed}`,
    );
  }
  const recorded = countsOf(requests);
  for (const [metric, counts] of metrics) store.record(metric, metric.stat, requests.startMinute, recorded[counts]);
}

/** The values stand under the metric that is judged, and a sample for each of them under what its SLI rests on. */
function recordValues(store: MetricStore, { objectiveName, entry }: Objective, values: ValueSeries): void {
  const { judged, total, periodSeconds } = entry.measurement;
  const [metric, ...others] = Object.values(judged?.value.metrics ?? {});
  if (judged?.value.expression !== undefined || metric === undefined || others.length > 0)
    throw new RangeError(
      `SLO "${objectiveName}": got a history of values, but its SLI does not judge periods by one metric: allowed are rows of timestamp,good,total`,
    );
  const judgedValues = inPeriods(objectiveName, values, periodSeconds / 60);
  store.recordValues(metric, metric.stat, judgedValues);
  const { startMinute, stepMinutes } = judgedValues;
  const samples = judgedValues.values.map((value) => (Number.isNaN(value) ? value : 1));
  for (const counted of Object.values(flatten(total).metrics))
    store.recordValues(counted, counted.stat, new ValueSeries(startMinute, stepMinutes, samples));
}

/**
 * CloudWatch forgets minutes after 15 days, and a longer row stands for each of its periods: otherwise those without a value of their
 * own would count as not bad.
 */
function inPeriods(objectiveName: string, values: ValueSeries, periodMinutes: number): ValueSeries {
  const { stepMinutes } = values;
  if (stepMinutes <= periodMinutes) return values;
  if (stepMinutes % periodMinutes === 0) return values.inStepsOf(periodMinutes);
  throw new RangeError(
    `SLO "${objectiveName}": got a history of one value each ${stepMinutes * 60} s, allowed are multiples and parts of its periods of ${periodMinutes * 60} s`,
  );
}
