import { count } from './budget';
import { ceilingOf, exact, type Fraction, floorOf } from './exact';
import type { Goal } from './goal';
import type { Interval } from './interval';
import { errorRatioThreshold, type Tier } from './tier';

export interface TierInUse {
  readonly tier: Tier;
  readonly goal: Goal;
  readonly interval: Interval;
}

/**
 * Bad events that a window of so many events needs before the tier's threshold is exceeded: floor(B * budget * N) +
 * 1. Burn moves in steps of one event; 1 means that a single bad event fires the tier. Events are requests, or
 * periods of a period-based SLO.
 *
 * @returns nothing when not even a window of bad events only exceeds it
 */
export function badNeeded({ tier, goal, interval }: TierInUse, eventsInWindow: number): number | undefined {
  const ratio = errorRatioThreshold(tier, goal, interval);
  const limit = ratio.mul(count('events in the window', eventsInWindow));
  return ratio.lt(1) ? floorOf(limit) + 1 : undefined;
}

/** The same for an alarm that fires at its threshold already (`>=`): ceil(B * budget * N), at least 1. */
export function badNeededAtLeast({ tier, goal, interval }: TierInUse, eventsInWindow: number): number | undefined {
  const ratio = errorRatioThreshold(tier, goal, interval);
  const limit = ratio.mul(count('events in the window', eventsInWindow));
  return ratio.lte(1) ? Math.max(1, ceilingOf(limit)) : undefined;
}

/**
 * Bad events that a page costs: X * budget * N_T. Below about 3 the tier pages for single events. Divided by the
 * events of a window it is the error ratio of a threshold that follows traffic.
 */
export function eventsPerPage({ budgetShare }: Tier, goal: Goal, eventsInInterval: number): Fraction {
  return exact(budgetShare).mul(goal.budget).mul(count('events in the interval', eventsInInterval));
}
