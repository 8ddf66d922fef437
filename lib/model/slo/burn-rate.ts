import { count, type Outcomes } from './budget';
import { exact, type Fraction } from './exact';
import type { Goal } from './goal';
import { type Interval, intervalMinutes } from './interval';

/**
 * How many times faster than allowed the budget is being spent: error ratio / error budget; 1 empties it exactly at
 * the end of the interval. More bad than total, which happens when two counters arrive at different times, counts as
 * a total outage.
 *
 * @returns nothing without outcomes
 * @throws RangeError when a count is negative or not finite
 */
export function burnRate({ bad, total, goal }: Outcomes & { readonly goal: Goal }): Fraction | undefined {
  const ofTotal = count('total', total);
  const ofBad = count('bad', Math.min(bad, total));
  return total === 0 ? undefined : ofBad.div(ofTotal).div(goal.budget);
}

/**
 * The same for loops that ask every minute: no fractions inside. With the budget as n/d the burn is (bad * d) /
 * (total * n), one rounding of whole numbers, so for whole counts below 2^53/d the result is the double nearest to
 * the exact burn, and comparing it with `toNumber(threshold(...))` is exact. Counts are taken as they are: check them
 * where they enter.
 */
export function burnRateOf({ budget }: Goal): (bad: number, total: number) => number | undefined {
  const numerator = Number(budget.n);
  const denominator = Number(budget.d);
  return (bad, total) => (total > 0 ? ((bad < total ? bad : total) * denominator) / (total * numerator) : undefined);
}

/** The burn of a total outage: 1 / budget. No alarm above it can fire. */
export function maxBurn(goal: Goal): Fraction {
  return goal.budget.inverse();
}

/**
 * Only goals strictly above this percent let a burn alarm fire: 100 (1 - 1/B).
 * @returns nothing for burns up to 1, which every goal can exceed
 */
export function minGoalForBurn(burn: number | string | Fraction): Fraction | undefined {
  const value = exact(burn);
  return value.lte(1) ? undefined : value.inverse().neg().add(1).mul(100);
}

/** Burn that empties a full budget in the given time: AWS method 2, Datadog approach 1. */
export function burnToEmptyIn(minutes: number | string | Fraction, interval: Interval): Fraction {
  return exact(intervalMinutes(interval)).div(exact(minutes));
}

/** Share of a whole budget that a constant burn spends in a window: B * L / T. The inverse of a tier's threshold. */
export function budgetShareSpent(
  burn: number | string | Fraction,
  windowMinutes: number,
  interval: Interval,
): Fraction {
  return exact(burn).mul(windowMinutes).div(intervalMinutes(interval));
}

/**
 * Hours until the budget is empty if the burn goes on: R * T / B. For a calendar interval a breach follows only if
 * that is less than the time left in it; for a rolling one it is pessimistic, because old bad outcomes leave.
 *
 * @param remainingShare share of the budget that is left, 1 for all of it; at 0 or less the answer is 0
 * @returns nothing when nothing is being spent
 */
export function hoursToEmpty(
  remainingShare: number | string | Fraction,
  burn: number | string | Fraction,
  interval: Interval,
): Fraction | undefined {
  const speed = exact(burn);
  if (speed.lte(0)) return undefined;
  const left = exact(remainingShare);
  return left.lte(0) ? exact(0) : left.mul(intervalMinutes(interval)).div(speed).div(60);
}
