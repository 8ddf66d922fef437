import * as v from 'valibot';

/** What a response stack may set of an incident's life. Durations are milliseconds; defaults and reasons: `RULES`. */
const duration = v.pipe(v.number(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

export const incidentRules = v.object({
  quietMs: duration,
  quietAfterSlowMs: duration,
  resolveQuietMs: duration,
  reopenWindowMs: duration,
  pageAgainAfterMs: duration,
  pageTogetherMs: duration,
  notifyAgainAfterMs: duration,
  snoozeMs: duration,
  pagerOwnsLifecycle: v.boolean(),
  remindAfterMs: duration,
  confirmationMs: duration,
  repeatWindowMs: duration,
  suspectMs: duration,
  refreshMs: duration,
  editEveryMs: duration,
  firstUpdateSev1Ms: duration,
  firstUpdateSev2Ms: duration,
  updateEverySev1Ms: duration,
  updateEverySev2Ms: duration,
  reportWindowMs: duration,
  reportsSev1: count,
  reportsSev2: count,
  leastRequests: count,
  leastSamples: count,
  leastShareOfUsual: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  workDays: v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))),
  workFromHour: v.pipe(v.number(), v.minValue(0), v.maxValue(24)),
  workToHour: v.pipe(v.number(), v.minValue(0), v.maxValue(24)),
});

/** The rules by which an incident lives: those in force when it opened. */
export type IncidentRules = v.InferOutput<typeof incidentRules>;

/** What a response stack sets; the rest has its default. */
export const someRules = v.partial(incidentRules);
export type SomeRules = v.InferOutput<typeof someRules>;

/** @throws Error naming the rule that is wrong */
export function parseRules(text: string): SomeRules {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), someRules), text);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new Error(`rules: ${v.getDotPath(issue) ?? 'text'}: ${issue.message}`);
}
