import type { Measurement, MetricReference, Series } from './measurement-shape';

// Types only: an app that declares SLOs parses no catalogue, and need not load what parses it (`npm run bench:synth`).
export type { GoodComparison, Measurement, MetricReference, Series } from './measurement-shape';

/** A series written out: one metric, or an expression over all of its metrics. */
export interface FlatSeries {
  readonly expression?: string;
  readonly metrics: Readonly<Record<string, MetricReference>>;
}

/** Writes `each` out. A missing data point of one value must not swallow the others, so a lone metric is filled with 0. */
export function flatten({ expression, metrics, each }: Series): FlatSeries {
  if (each === undefined) return { metrics, ...(expression === undefined ? {} : { expression }) };
  const ids = Object.keys(metrics);
  const summand = expression ?? `FILL(${ids[0]}, 0)`;
  const one = new RegExp(`\\b(${ids.join('|')})\\b`, 'g');
  return {
    expression: each.values.map((_, at) => `(${summand.replace(one, `$1${at}`)})`).join(' + '),
    metrics: Object.fromEntries(
      each.values.flatMap((value, at) =>
        Object.entries(metrics).map(([id, found]) => [
          `${id}${at}`,
          { ...found, dimensions: { ...found.dimensions, [each.dimension]: value } },
        ]),
      ),
    ),
  };
}

/** Application Signals takes periods of 60 to 900 seconds; CloudWatch keeps data points by the minute. */
export const LONGEST_PERIOD_MINUTES = 15;

/** Source: CloudWatch API reference, Metric, Dimensions. */
export const MOST_DIMENSIONS = 30;

/** Statistics that count something. `TC(:300)` counts the values up to 300. */
const COUNTS = /^(sum|samplecount|n|tc\(.*\))$/i;

/** Whether a statistic counts outcomes, so that good ones can be divided by all of them. */
export function countsOutcomes(statistic: string): boolean {
  return COUNTS.test(statistic);
}

/** Metrics that one alarm can read. Source: CloudWatch API reference, PutMetricAlarm. */
export const MOST_METRICS_OF_ALARM = 10;

/** How many metrics a series reads. */
export function metricsOf({ metrics, each }: Series): number {
  return Object.keys(metrics).length * (each?.values.length ?? 1);
}

/** Whether it is known where to count; without a catalogue entry it is not. */
export function isCounted({ total }: Measurement): boolean {
  return Object.keys(total.metrics).length > 0;
}

/** What a recorded history of requests says about one metric of a measurement. */
export type Recorded = 'good' | 'bad' | 'total' | 'nothing';

/**
 * Which metric counts what, by the ids `good`, `bad` and `total`; of several operations the first one stands for all.
 * @returns nothing for a measurement whose metrics cannot be told from counts of requests
 */
export function recordedMetrics({ bad, total }: Measurement): [MetricReference, Recorded][] | undefined {
  const found = [bad, total].flatMap(({ metrics, each }) =>
    Object.entries(metrics).flatMap(([id, one]): [MetricReference, string][] =>
      (each?.values ?? [undefined]).map((value, at) => [
        value === undefined ? one : { ...one, dimensions: { ...one.dimensions, [each!.dimension]: value } },
        at === 0 ? id : 'nothing',
      ]),
    ),
  );
  const known = found.every(([, id]) => ['good', 'bad', 'total', 'nothing'].includes(id));
  return known ? (found as [MetricReference, Recorded][]) : undefined;
}
