import * as v from 'valibot';
import { moment, said, urgency, version } from './parts';

/** `slo simulate --json` */
export const simulationDocument = v.object({
  version,
  slo: v.string(),
  policy: said(v.string(), '`declared`: the tiers of the template'),
  from: moment,
  to: moment,
  minutes: v.number(),
  attainment: said(v.nullable(v.number()), 'percent; null: no request in the interval that ends the history'),
  budget: v.object({
    totalBad: v.number(),
    usedFraction: said(v.nullable(v.number()), 'a fraction of 1; null without a request'),
  }),
  alarms: v.array(
    v.object({
      name: v.string(),
      tier: said(v.nullable(v.string()), 'null for alarms that are no tier: evidence and no-data'),
      urgency: v.nullable(urgency),
      state: v.picklist(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
      at: moment,
    }),
  ),
  pages: v.number(),
  tickets: v.number(),
  firstDetection: v.optional(v.object({ at: moment, budgetUsed: v.number(), delayMinutes: v.number() })),
  monthlyCostUsd: v.number(),
});

export type SimulationDocument = v.InferOutput<typeof simulationDocument>;
