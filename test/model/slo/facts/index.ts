import type { Fraction, Goal, Interval, Tier } from '../../../../lib/model/slo';
import { exact, GOOGLE_RECIPE, parseGoal, toNumber } from '../../../../lib/model/slo';
import arithmetic from './arithmetic.json';
import budgets from './budgets.json';
import detection from './detection.json';
import lowTraffic from './low-traffic.json';
import tiers from './tiers.json';

/**
 * Ground truth from cited sources: every group names its source. Derivable numbers were computed with exact rational
 * arithmetic and written as the nearest double, so results are compared without a tolerance, except where a group has
 * one.
 */
const groups = { ...arithmetic, ...budgets, ...detection, ...lowTraffic, ...tiers };

export type Group = keyof typeof groups;

/** The cases of a group in the shape that the test reads; a test of every case fails when there is none. */
export function cases<Case>(group: Group): readonly Case[] {
  const found = groups[group].cases as unknown as readonly Case[];
  if (found.length === 0) throw new Error(`facts: got no case of ${group}`);
  return found;
}

export function days(count: number): Interval {
  return { kind: 'rolling', days: count };
}

/** The workbook's tiers under the names that the facts use. */
export const googleTiers: Readonly<Record<string, Tier>> = Object.fromEntries(
  ['page-fast', 'page-slow', 'ticket-fast', 'ticket-slow'].map((name, index) => [name, GOOGLE_RECIPE.tiers[index]!]),
);

export function tierOf(budgetPercent: number, longMinutes: number, shortMinutes = 1): Tier {
  return { name: 'test', urgency: 'page', longMinutes, shortMinutes, budgetShare: String(budgetPercent / 100) };
}

/** A goal given as a fraction, as other tools write it. */
export function goalOf(fraction: number): Goal {
  return parseGoal(toNumber(exact(fraction).mul(100)));
}

/** The double nearest to an exact result, null where there is none, as the facts write it. */
export function number(result: Fraction | undefined): number | null {
  return result === undefined ? null : toNumber(result);
}
