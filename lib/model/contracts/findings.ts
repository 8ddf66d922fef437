import * as v from 'valibot';

/**
 * What is found out about an incident after its first message, version 1. Every part is optional: it is off, or did not come in
 * time, which `missing` then says. Shares and percents are plain numbers; times epoch milliseconds.
 */

/** From Application Signals' budget report. */
const budget = v.object({
  status: v.picklist(['OK', 'WARNING', 'BREACHED', 'INSUFFICIENT_DATA']),
  /** Percent of good outcomes in the interval. */
  attainment: v.optional(v.number()),
  /** Share of the error budget that is left: 1 untouched, 0 gone, below 0 overspent. */
  left: v.optional(v.number()),
});

/** What customers got lately: the SLI now. */
const lately = v.object({ minutes: v.number(), bad: v.number(), total: v.number() });

/** Percent of bad outcomes, step by step; null where nothing came. */
const trend = v.object({ from: v.number(), stepMinutes: v.number(), badPercent: v.array(v.nullable(v.number())) });

/** A deployment or a change of configuration, of the service or of one it depends on. */
const change = v.object({
  at: v.number(),
  kind: v.picklist(['DEPLOYMENT', 'CONFIGURATION']),
  service: v.string(),
  name: v.optional(v.string()),
});

/** Who else fails, as the service sees it. */
const dependency = v.object({
  name: v.string(),
  operation: v.optional(v.string()),
  bad: v.number(),
  total: v.number(),
});

/** Where the bad outcomes come from. `share` of all bad ones. */
const contributor = v.object({ operation: v.string(), bad: v.number(), total: v.number(), share: v.number() });

/** A request that went bad, with what it threw where that is known. */
const trace = v.object({ id: v.string(), exception: v.optional(v.string()) });

export const causeTags = ['deployment', 'configuration', 'dependency', 'capacity', 'data', 'network', 'other'] as const;
export type CauseTag = (typeof causeTags)[number];

export const cause = v.object({ tag: v.picklist(causeTags), text: v.string() });
export type Cause = v.InferOutput<typeof cause>;

/** The earlier incident of the group that this one resembles: it began with the same SLO, within the repeat window. */
const earlier = v.object({
  incident: v.string(),
  openedAt: v.number(),
  resolvedAt: v.optional(v.number()),
  cause: v.optional(cause),
  operation: v.optional(v.string()),
  dependency: v.optional(v.string()),
  exception: v.optional(v.string()),
  /** Share of the budget that it used, and whether the budget was gone. */
  budgetUsed: v.optional(v.number()),
  budgetGone: v.optional(v.boolean()),
});

export const findings = v.object({
  /** Number of the incident's last event that was known when this was asked for: what it covers. */
  revision: v.optional(v.number()),
  /** By SLO. */
  budgets: v.optional(v.record(v.string(), budget)),
  lately: v.optional(v.record(v.string(), lately)),
  trends: v.optional(v.record(v.string(), trend)),
  /** Newest first. */
  changes: v.optional(v.array(change)),
  /** The worst one; null where all of them answer. */
  dependency: v.optional(v.nullable(dependency)),
  /** The worst first. */
  contributors: v.optional(v.array(contributor)),
  traces: v.optional(v.array(trace)),
  /** Segments of the service that have trouble now. */
  segments: v.optional(v.array(v.string())),
  /** null where there is none. */
  earlier: v.optional(v.nullable(earlier)),
  /** What did not come, and why, in people's words. Of one SLO alone, `what` ends with " of <slo>". */
  missing: v.optional(v.array(v.object({ what: v.string(), why: v.string() }))),
});

export type Findings = v.InferOutput<typeof findings>;
export type Budget = v.InferOutput<typeof budget>;
export type Trend = v.InferOutput<typeof trend>;
export type Change = v.InferOutput<typeof change>;
export type Earlier = v.InferOutput<typeof earlier>;

/** A request to find out more about one incident, as it was at that revision. */
const enrichRequest = v.object({ version: v.literal(1), incident: v.string(), revision: v.number() });
export type EnrichRequest = v.InferOutput<typeof enrichRequest>;

export function parseEnrichRequest(body: string): EnrichRequest {
  return v.parse(v.pipe(v.string(), v.parseJson(), enrichRequest), body);
}
