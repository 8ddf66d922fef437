import * as v from 'valibot';
import { alertPolicies } from './alerting';
import { boolean, decimal, description, duration, mapping, operator, slice, text } from './scalars';
import { inlineSli } from './sli';

const timeWindow = mapping({
  duration,
  isRolling: v.optional(boolean),
  calendar: v.optional(mapping({ startTime: text, timeZone: text })),
});

/** `indicator`, `indicatorRef` and `compositeWeight` of objectives are the Go SDK's. */
const objective = mapping({
  displayName: v.optional(text),
  op: v.optional(operator),
  value: v.optional(decimal),
  target: v.optional(decimal),
  targetPercent: v.optional(decimal),
  timeSliceTarget: v.optional(decimal),
  timeSliceWindow: v.optional(slice),
  indicator: inlineSli,
  indicatorRef: v.optional(text),
  compositeWeight: v.optional(decimal),
});

export const slo = mapping({
  description,
  service: text,
  indicator: inlineSli,
  indicatorRef: v.optional(text),
  timeWindow: v.optional(v.pipe(v.array(timeWindow, 'a list'), v.length(1, 'a list of exactly one window'))),
  budgetingMethod: v.picklist(
    ['Occurrences', 'Timeslices', 'RatioTimeslices'],
    'Occurrences, Timeslices or RatioTimeslices',
  ),
  objectives: v.pipe(v.array(objective, 'a list'), v.minLength(1, 'a list of at least one objective')),
  alertPolicies: v.optional(alertPolicies),
});

export type SloSpec = v.InferOutput<typeof slo>;
export type Objective = SloSpec['objectives'][number];
export type TimeWindow = v.InferOutput<typeof timeWindow>;
