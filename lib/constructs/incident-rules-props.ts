import type { Duration } from 'aws-cdk-lib';
import type { Weekday } from './weekday';

/**
 * By which numbers incidents live. An incident keeps those that were in force when it opened. Time is looked at once a minute, so what
 * is due happens up to a minute later. Where no time at all has a meaning, the option says which; the others must be above 0.
 */
export interface IncidentRulesProps {
  /**
   * The page tiers of every SLO that broke are clear, with traffic, for so long before the incident counts as mitigated. At the
   * default, a service at its threshold goes back and forth at most 3.6 times a day (simulated).
   * @default Duration.minutes(60)
   */
  readonly quietTime?: Duration;
  /**
   * The same after a page tier fired that is slower than the fastest one of its SLO; at most 2.0 times a day (simulated).
   * @default Duration.minutes(120)
   */
  readonly quietTimeAfterSlow?: Duration;
  /**
   * A mitigated incident whose tiers are all clear, with traffic, for so long is resolved.
   * @default Duration.minutes(60)
   */
  readonly resolveAfter?: Duration;
  /**
   * A breach within this time after the end belongs to the same incident, a later one begins the next. No time: always the next.
   * @default Duration.hours(24)
   */
  readonly reopenWithin?: Duration;
  /**
   * An incident that comes back sooner than this after the end of an episode that woke somebody wakes nobody again. No time: each
   * return wakes somebody.
   * @default Duration.minutes(60)
   */
  readonly pageAgainAfter?: Duration;
  /**
   * Incidents of one pager route that begin within this time of each other wake somebody once. No time: each wakes by itself.
   * @default Duration.minutes(5)
   */
  readonly pageTogetherWithin?: Duration;
  /**
   * A page that nobody acknowledges is told again after this.
   * @default Duration.minutes(15)
   */
  readonly notifyAgainAfter?: Duration;
  /**
   * Called mitigated by a person while it still burns, an incident waits so long before it wakes somebody again.
   * @default Duration.minutes(30)
   */
  readonly snooze?: Duration;
  /**
   * What people say at the pager decides what becomes of an incident that called it: the clock neither mitigates nor resolves it, and we
   * neither acknowledge nor resolve at the pager. Needs a target that wakes people and tells us of what they do (`callbacks`). A false
   * positive and a merger are still said at the buttons.
   * @default false
   */
  readonly pagerOwnsLifecycle?: boolean;
  /**
   * Working time after which an open SEV3, or a cause that nobody closed, is brought to mind again.
   * @default Duration.hours(4)
   */
  readonly remindAfter?: Duration;
  /**
   * Asked for, a customer's confirmation is waited for so long; then the incident closes as unconfirmed.
   * @default Duration.hours(24)
   */
  readonly confirmWithin?: Duration;
  /**
   * An earlier incident of the service that began with the same SLO, no further back than this, makes the new one a possible repeat.
   * No time: nothing is called a repeat.
   * @default Duration.days(28)
   */
  readonly repeatWithin?: Duration;
  /**
   * The last deployment no longer than this before the first sign of trouble is suspect. No time: none is.
   * @default Duration.minutes(60)
   */
  readonly suspectWithin?: Duration;
  /**
   * Budget, trend, dependencies and the rest of the enrichments are asked for again so often while an incident is open at SEV1 or SEV2.
   * @default Duration.minutes(15)
   */
  readonly refreshEvery?: Duration;
  /**
   * A message whose headline stays the same is edited at most so often. No time: at each change.
   * @default Duration.seconds(30)
   */
  readonly editEvery?: Duration;
  /**
   * Support is promised news of a SEV1: the first so long after it opened.
   * @default Duration.minutes(10)
   */
  readonly firstUpdateSev1?: Duration;
  /**
   * Support is promised news of a SEV2: the first so long after it opened.
   * @default Duration.minutes(30)
   */
  readonly firstUpdateSev2?: Duration;
  /**
   * After its first update, news of a SEV1 is promised so often.
   * @default Duration.minutes(30)
   */
  readonly updateEverySev1?: Duration;
  /**
   * After its first update, news of a SEV2 is promised so often.
   * @default Duration.minutes(60)
   */
  readonly updateEverySev2?: Duration;
  /**
   * Support reports within this time are counted together, above what the service says is usual.
   * @default Duration.minutes(15)
   */
  readonly reportWindow?: Duration;
  /**
   * So many reports on a critical SLO are SEV1. A whole number, at least 1.
   * @default 10
   */
  readonly reportsForSev1?: number;
  /**
   * So many reports on any SLO are SEV2; fewer are SEV3. A whole number, at least 1, at most `reportsForSev1`.
   * @default 3
   */
  readonly reportsForSev2?: number;
  /**
   * Silence is no recovery: an alarm that goes back counts only when at least so many requests came since. A whole number, at least 1.
   * @default 5
   */
  readonly leastRequests?: number;
  /**
   * The same for SLOs that judge periods and not requests: data points. A whole number, at least 1.
   * @default 1
   */
  readonly leastSamples?: number;
  /**
   * And at least this share of the usual number, from 0 (it does not matter) to 1.
   * @default 0.1
   */
  readonly leastShareOfUsual?: number;
  /**
   * Working days, in the time zone of the SLO's team; each once.
   * @default - Monday to Friday
   */
  readonly workDays?: Weekday[];
  /**
   * Hour at which work begins, on the team's clocks: 8.5 is half past eight.
   * @default 9
   */
  readonly workFrom?: number;
  /**
   * Hour at which work ends, at most 24.
   * @default 17
   */
  readonly workTo?: number;
}
