import * as v from 'valibot';

/** Where the outcomes of an SLO are counted: what its alarms, the functions, the dashboards and the simulator read. */

const metric = v.object({
  namespace: v.string(),
  name: v.string(),
  dimensions: v.record(v.string(), v.string()),
  stat: v.string(),
});

const series = v.object({
  /** Metric math over the metrics by their ids. Without it there is one metric, as it is. */
  expression: v.optional(v.string()),
  metrics: v.record(v.string(), metric),
  /** Summed over the values of a dimension that the metrics lack: the operations of a composite SLI. */
  each: v.optional(v.object({ dimension: v.string(), values: v.array(v.string()) })),
});

/** The comparison that is good, as Application Signals spells it. */
export const goodComparisons = ['GreaterThan', 'GreaterThanOrEqualTo', 'LessThan', 'LessThanOrEqualTo'] as const;

export const measurement = v.object({
  /** What is good or bad: each request, or each period as a whole. */
  kind: v.picklist(['requests', 'periods']),
  /** Length of a data point; a period-based SLI judges each one. */
  periodSeconds: v.number(),
  /** Bad requests, or 1 for a bad period. Missing data is nothing bad. */
  bad: series,
  /** Requests, or what the data points of a period-based SLI rest on. Without metrics nobody can count. */
  total: series,
  /** Period-based: what is compared with which threshold. */
  judged: v.optional(v.object({ value: series, good: v.picklist(goodComparisons), threshold: v.number() })),
});

export type MetricReference = v.InferOutput<typeof metric>;
export type Series = v.InferOutput<typeof series>;
export type Measurement = v.InferOutput<typeof measurement>;
export type GoodComparison = (typeof goodComparisons)[number];

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

/** How many metrics a series reads. An alarm takes ten. */
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
export function recordedMetrics({ kind, bad, total }: Measurement): [MetricReference, Recorded][] | undefined {
  const found = [bad, total].flatMap(({ metrics, each }) =>
    Object.entries(metrics).flatMap(([id, one]): [MetricReference, string][] =>
      (each?.values ?? [undefined]).map((value, at) => [
        value === undefined ? one : { ...one, dimensions: { ...one.dimensions, [each!.dimension]: value } },
        at === 0 ? id : 'nothing',
      ]),
    ),
  );
  const known = found.every(([, id]) => ['good', 'bad', 'total', 'nothing'].includes(id));
  return kind === 'requests' && known ? (found as [MetricReference, Recorded][]) : undefined;
}
