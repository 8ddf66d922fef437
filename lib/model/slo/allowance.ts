import { budgetMinutes, budgetRequests } from './budget';
import { formatDecimal, toNumber } from './exact';
import { parseGoal } from './goal';
import type { Interval } from './interval';

/** What a goal allows to go wrong. Numbers are the nearest doubles of exact values. */
export interface Allowance {
  /** Minutes in a day: 1.44 for 99.9 %. */
  readonly minutesPerDay: number;
  /** Minutes in 7 days: 10.08 for 99.9 %. */
  readonly minutesPer7Days: number;
  /** Minutes in 28 days: 40.32 for 99.9 %. */
  readonly minutesPer28Days: number;
  /** Minutes in 30 days: 43.2 for 99.9 %. */
  readonly minutesPer30Days: number;
  /** Hours in 365 days: 8.76 for 99.9 %. */
  readonly hoursPerYear: number;
  /** Minutes in so many days. */
  minutes(days: number): number;
  /** Of so many requests: 1000 of a million for 99.9 %. Not a whole number in general. */
  requests(total: number): number;
}

/**
 * What a goal allows to go wrong, in time and in requests.
 * @param attainmentGoal percent above 1 and below 100
 * @throws RangeError for another goal
 */
export function allowance(attainmentGoal: number | string): Allowance {
  const goal = parseGoal(attainmentGoal);
  const exactMinutes = (days: number) => budgetMinutes(goal, { kind: 'rolling', days } satisfies Interval);
  const minutes = (days: number) => toNumber(exactMinutes(days));
  return {
    minutesPerDay: minutes(1),
    minutesPer7Days: minutes(7),
    minutesPer28Days: minutes(28),
    minutesPer30Days: minutes(30),
    hoursPerYear: toNumber(exactMinutes(365).div(60)),
    minutes,
    requests: (total) => toNumber(budgetRequests(goal, total)),
  };
}

/** `40.32 minutes in 28 days`, `8.76 hours in 365 days`: at most two decimals. */
export function allowanceInWords(attainmentGoal: string, days: number): string {
  const budget = budgetMinutes(parseGoal(attainmentGoal), { kind: 'rolling', days });
  const hours = budget.gte(120);
  const amount = formatDecimal(hours ? budget.div(60) : budget, 2);
  return `${amount} ${hours ? 'hours' : 'minutes'} in ${days} days`;
}
