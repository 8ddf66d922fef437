/**
 * Numbers of the incident's life, in one place. Sources: the project's decision record, sections 1 and 4 (docs/architecture.md);
 * quiet times come from a simulation of a service at its threshold: at 60 min at most 3.6, at 120 min at most 2.0
 * mitigate/reopen cycles a day.
 */
const MINUTE = 60_000;

export const RULES = {
  /** Page tiers are clear for so long before the incident counts as mitigated. */
  quietMs: 60 * MINUTE,
  /** The same after a page tier fired that is slower than its SLO's fastest one. */
  quietAfterSlowMs: 120 * MINUTE,
  /** Every tier is clear for so long before a mitigated incident counts as resolved. */
  resolveQuietMs: 60 * MINUTE,
  /** A breach within this time after "resolved" belongs to the same incident. */
  reopenWindowMs: 24 * 60 * MINUTE,
  /** Reopened sooner than this after the end of an episode that woke somebody, nobody is woken again. */
  pageAgainAfterMs: 60 * MINUTE,
  /** A canary's incident is over so long after it was opened, and the next canary opens the next: one ticket a day. */
  canaryMs: 24 * 60 * MINUTE,
  /** A clear counts only when at least so many requests came since, … */
  leastRequests: 5,
  /** … or, where periods are judged and not requests, one data point: it says itself how good it was, and a canary may give four an hour; … */
  leastSamples: 1,
  /** … and at least this share of the usual number. */
  leastShareOfUsual: 0.1,
} as const;
