import * as v from 'valibot';

/** Where the outcomes of an SLO are counted: what its alarms, the functions, the dashboards and the simulator read. */

const metric = v.object({
  namespace: v.string(),
  name: v.string(),
  dimensions: v.record(v.string(), v.string()),
  stat: v.string(),
});

/** Numbers over time: one metric, or metric math over several. */
const series = v.object({
  /** Metric math over the metrics by their ids. Without it there is one metric, as it is. */
  expression: v.optional(v.string()),
  metrics: v.record(v.string(), metric),
  /** Summed over the values of a dimension that the metrics lack: the operations of a composite SLI. */
  each: v.optional(v.object({ dimension: v.string(), values: v.array(v.string()) })),
});

/** The comparison that is good, as Application Signals spells it. */
export const goodComparisons = ['GreaterThan', 'GreaterThanOrEqualTo', 'LessThan', 'LessThanOrEqualTo'] as const;

/** How the good and the bad of an SLI are counted. */
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

/** One metric, as CloudWatch names it, and the statistic that is read. */
export type MetricReference = v.InferOutput<typeof metric>;
/** Numbers over time: one metric, or metric math over several. */
export type Series = v.InferOutput<typeof series>;
/** How the good and the bad of an SLI are counted. */
export type Measurement = v.InferOutput<typeof measurement>;
export type GoodComparison = (typeof goodComparisons)[number];
