import * as v from 'valibot';
import { dollars, place, said, version } from './parts';

/** `slo cost --json` */
export const costDocument = v.object({
  version,
  objectives: said(
    v.array(
      v.object({
        slo: v.string(),
        service: v.string(),
        ...place,
        alarms: said(v.number(), 'metric alarms of its own'),
        metrics: said(v.number(), 'metrics that they read: what is paid for'),
        usdPerMonth: dollars,
        awsRecipeUsdPerMonth: said(
          v.number(),
          'the same SLO alarmed as AWS documents it: a metric alarm for each window, a composite alarm for each pair',
        ),
      }),
    ),
    'the alarms of each SLO',
  ),
  shared: said(
    v.array(
      v.object({
        kind: v.picklist(['composite', 'dashboard', 'machinery', 'other']),
        name: v.string(),
        region: v.string(),
        usdPerMonth: dollars,
      }),
    ),
    'what belongs to no single SLO: composite alarms, dashboards, the alarms of the incident response, alarms of others',
  ),
  total: dollars,
  applicationSignalsUsdPerMonth: said(
    v.number(),
    "Application Signals' own fee for the SLOs, on top of the total; an estimate",
  ),
  awsRecipe: v.object({
    usdPerMonth: said(v.number(), 'what the alarms of all SLOs would cost as AWS documents them'),
  }),
  prices: v.object({ source: v.string(), asOf: v.string(), region: v.string() }),
});

export type CostDocument = v.InferOutput<typeof costDocument>;
