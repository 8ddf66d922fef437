import type { IncidentRules, SomeRules } from '../contracts/incident-rules';

/**
 * Numbers of the incident's life, in one place. Sources: the project's decision record, sections 1 and 4 (docs/architecture.md);
 * quiet times come from a simulation of a service at its threshold: at 60 min at most 3.6, at 120 min at most 2.0
 * mitigate/reopen cycles a day. The severity matrix gives the numbers of reports and the pace of updates.
 */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A canary's incident is over so long after it was opened, and the next canary opens the next: one ticket a day. */
export const CANARY_MS = DAY;

export const RULES: IncidentRules = {
  /** Page tiers are clear for so long before the incident counts as mitigated. */
  quietMs: 60 * MINUTE,
  /** The same after a page tier fired that is slower than its SLO's fastest one. */
  quietAfterSlowMs: 120 * MINUTE,
  /** Every tier is clear for so long before a mitigated incident counts as resolved. */
  resolveQuietMs: 60 * MINUTE,
  /** A breach within this time after "resolved" belongs to the same incident. */
  reopenWindowMs: DAY,
  /** Reopened sooner than this after the end of an episode that woke somebody, nobody is woken again. */
  pageAgainAfterMs: 60 * MINUTE,
  /** Incidents of one pager route that begin within this time of each other wake somebody once. */
  pageTogetherMs: 5 * MINUTE,
  /** A page that nobody acknowledged is told again after this. */
  notifyAgainAfterMs: 15 * MINUTE,
  /** Called mitigated by a person while it still burns, the incident waits so long before it wakes somebody again. */
  snoozeMs: 30 * MINUTE,
  /** What is said at the pager decides what becomes of an incident that called it, and not the clock. */
  pagerOwnsLifecycle: false,
  /** Working time after which an open SEV3, or a cause that is still open, is brought to mind again. */
  remindAfterMs: 4 * HOUR,
  /** Asked for, a customer's confirmation is waited for so long; then the incident closes as unconfirmed. */
  confirmationMs: DAY,
  /** An earlier incident further back is no "possible repeat". */
  repeatWindowMs: 28 * DAY,
  /** The last deployment so long before the first sign of trouble is suspect. */
  suspectMs: 60 * MINUTE,
  /** What the incident knows of budget, trend and dependencies is asked for again so often while it is open at SEV1 or SEV2. */
  refreshMs: 15 * MINUTE,
  /** An object whose headline stays the same is edited at most so often. */
  editEveryMs: 30 * SECOND,
  /** Support is promised news: the first so long after an incident of that severity opened, … */
  firstUpdateSev1Ms: 10 * MINUTE,
  firstUpdateSev2Ms: 30 * MINUTE,
  /** … and then so often. */
  updateEverySev1Ms: 30 * MINUTE,
  updateEverySev2Ms: 60 * MINUTE,
  /** Reports within this time are counted together, above what is usual: … */
  reportWindowMs: 15 * MINUTE,
  /** … so many on a critical SLO are SEV1, … */
  reportsSev1: 10,
  /** … and so many on any are SEV2; fewer are SEV3. */
  reportsSev2: 3,
  /** A clear counts only when at least so many requests came since, … */
  leastRequests: 5,
  /** … or, where periods are judged and not requests, one data point: it says itself how good it was, and a canary may give four an hour; … */
  leastSamples: 1,
  /** … and at least this share of the usual number. */
  leastShareOfUsual: 0.1,
  /** Working hours, in the team's time zone; days from 0 (Sunday) to 6. */
  workDays: [1, 2, 3, 4, 5],
  workFromHour: 9,
  workToHour: 17,
};

/** The rules of an incident whose response stack sets some of its own. */
export function rulesOf(some: SomeRules = {}): IncidentRules {
  return { ...RULES, ...some } as IncidentRules;
}
