import { exact, type Fraction } from './exact';
import type { Goal } from './goal';
import { type Interval, intervalMinutes } from './interval';

/** Outcomes of a window: requests, or minutes and periods of a period-based SLO. */
export interface Outcomes {
  readonly bad: number;
  readonly total: number;
}

/** Share of good outcomes. */
export interface Attainment {
  /** 0 to 1. */
  readonly ratio: Fraction;
  /** More good than total was counted, and the ratio was held at 1. */
  readonly clamped: boolean;
}

/** Minutes that may be bad in the interval: 43.2 for 99.9 % over 30 days. */
export function budgetMinutes(goal: Goal, interval: Interval): Fraction {
  return goal.budget.mul(intervalMinutes(interval));
}

/**
 * Requests (or periods) of `total` that may be bad. Not a whole number in general: round when it is shown.
 * @throws RangeError when total is negative or not finite
 */
export function budgetRequests(goal: Goal, total: number): Fraction {
  return goal.budget.mul(count('total', total));
}

/** Requests that may still go bad; negative when the budget is overspent, never held at 0. */
export function remainingRequests({ bad, total, goal }: Outcomes & { readonly goal: Goal }): Fraction {
  return budgetRequests(goal, total).sub(count('bad', bad));
}

/**
 * Budget that is spent: 1 is exactly all of it, 10 is ten times as much. Without any outcome nothing was spent.
 * For a period-based SLO `total` is every period of the interval, for a request-based one the requests so far.
 */
export function consumedShare({ bad, total, goal }: Outcomes & { readonly goal: Goal }): Fraction {
  const budget = budgetRequests(goal, total);
  return budget.equals(0) ? exact(0) : count('bad', bad).div(budget);
}

/** Budget that is left: 1 is all of it; negative when it is overspent, never held at 0. */
export function remainingShare(outcomes: Outcomes & { readonly goal: Goal }): Fraction {
  return consumedShare(outcomes).neg().add(1);
}

/**
 * @returns nothing without outcomes (no data is neither good nor bad and must enter no sum). More good than total,
 *   which happens when two counters arrive at different times, is held at 1 and flagged.
 * @throws RangeError when a count is negative or not finite
 */
export function attainment(good: number, total: number): Attainment | undefined {
  const ofGood = count('good', good);
  const ofTotal = count('total', total);
  if (total === 0) return undefined;
  return good > total ? { ratio: exact(1), clamped: true } : { ratio: ofGood.div(ofTotal), clamped: false };
}

/** @throws RangeError when the count is negative or not finite: such a value must never enter a sum */
export function count(name: string, value: number): Fraction {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`${name}: got ${value}, allowed are counts from 0 up`);
  return exact(value);
}
