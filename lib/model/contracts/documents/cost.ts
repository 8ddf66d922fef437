import * as v from 'valibot';
import { dollars, place, said, version } from './parts';

/** What belongs to no single SLO. */
export const SHARED_KINDS = ['composite', 'dashboard', 'machinery', 'other'] as const;

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
        composites: said(
          v.number(),
          'composite alarms of its service, which it shares with the others: they are paid for below `shared`',
        ),
        usdPerMonth: dollars,
        awsRecipeUsdPerMonth: said(
          v.number(),
          'the same SLO alarmed as AWS documents it: a metric alarm for each window, a composite alarm for each pair; 0 where it was declared without alarms',
        ),
      }),
    ),
    'the alarms of each SLO, dearest first',
  ),
  shared: said(
    v.array(
      v.object({
        kind: v.picklist(SHARED_KINDS),
        name: v.string(),
        account: place.account,
        region: place.region,
        usdPerMonth: dollars,
      }),
    ),
    'what belongs to no single SLO: composite alarms, dashboards, the alarms of the incident response, alarms of others',
  ),
  total: said(v.number(), 'all alarms and dashboards of the assembly, each once'),
  applicationSignalsUsdPerMonth: said(
    v.number(),
    "Application Signals' own fee for the SLOs, on top of the total; an estimate",
  ),
  awsRecipe: v.object({
    usdPerMonth: said(v.number(), 'what the alarms of all SLOs would cost as AWS documents them'),
    insteadOfUsdPerMonth: said(
      v.number(),
      'what compares with it: the alarms of the SLOs, and composite alarms of ours',
    ),
  }),
  prices: v.object({ source: v.string(), asOf: v.string(), region: v.string() }),
});

export type CostDocument = v.InferOutput<typeof costDocument>;
export type SharedKind = (typeof SHARED_KINDS)[number];
