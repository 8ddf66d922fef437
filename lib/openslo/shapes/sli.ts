import * as v from 'valibot';
import { anyMapping, boolean, description, mapping, metadata, text } from './scalars';

const metricSource = mapping({
  metricSourceRef: v.optional(text),
  type: v.optional(text),
  // The specification leaves its fields to whoever reads the source.
  spec: v.optional(anyMapping),
});
const metric = mapping({ metricSource });

export const sli = mapping({
  description,
  thresholdMetric: v.optional(metric),
  ratioMetric: v.optional(
    mapping({
      counter: v.optional(boolean),
      good: v.optional(metric),
      bad: v.optional(metric),
      total: v.optional(metric),
      raw: v.optional(metric),
      rawType: v.optional(v.picklist(['success', 'failure'], 'success or failure')),
    }),
  ),
});
export const inlineSli = v.optional(mapping({ metadata: v.optional(metadata), spec: sli }));

export const dataSource = mapping({ description, type: text, connectionDetails: v.optional(v.unknown()) });

export type SliSpec = v.InferOutput<typeof sli>;
export type RatioMetric = NonNullable<SliSpec['ratioMetric']>;
export type MetricSource = v.InferOutput<typeof metricSource>;
