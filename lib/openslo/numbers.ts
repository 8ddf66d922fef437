import { exact, type Fraction, formatDecimal, goalFault, toNumber } from '../model/slo';

/** More decimals than any goal may have. */
const DECIMALS = 40;
const LONGEST_SHOWN = 40;

/**
 * A decimal as TypeScript writes it.
 * @returns nothing for one that a number of JavaScript does not hold exactly as it was written
 */
export function literal(decimal: string | Fraction): string | undefined {
  const value = exact(decimal);
  const number = toNumber(value);
  return Number.isFinite(number) && exact(number).equals(value) ? String(number) : undefined;
}

/** What is wrong with a threshold; nothing when it is fine. */
export function thresholdFault(decimal: string): string | undefined {
  return literal(decimal) === undefined ? `got ${decimal}, allowed are numbers with at most 15 digits` : undefined;
}

export interface GoalText {
  /** As TypeScript writes it: `99.95`. */
  readonly percent?: string;
  readonly fault?: string;
}

/** An attainment goal in percent from a share of 1: 0.9995 is 99.95, without floats. */
export function goalOfShare(share: string): GoalText {
  return goalOf(exact(share).mul(100), share);
}

export function goalOfPercent(percent: string): GoalText {
  return goalOf(exact(percent), percent);
}

function goalOf(percent: Fraction, written: string): GoalText {
  const text = formatDecimal(percent, DECIMALS);
  const fault =
    goalFault(text) ?? (literal(percent) === undefined ? 'allowed are numbers with at most 15 digits' : undefined);
  if (fault === undefined) return { percent: text };
  // What it says of fractions that were taken for percents is for people who write percents.
  const allowed = fault.replace(/^attainment goal: got "[^"]*", /, '').replace(/; a fraction is .*$/, '');
  return { fault: `got ${written}, which is ${text.slice(0, LONGEST_SHOWN)} percent; ${allowed}` };
}
