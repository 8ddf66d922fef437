import { exact, type Fraction, formatDecimal } from './exact';

/** An attainment goal: the share of good outcomes that was promised. */
export interface Goal {
  /** Canonical decimal percent: no sign, no trailing zeros, `99.9`. */
  readonly percent: string;
  /** Error budget as a share of all outcomes, exactly 1/1000 for 99.9 %. */
  readonly budget: Fraction;
}

/** Percent of the budget left at which Application Signals calls an SLO in danger when nothing is said. Source: its API reference, Goal. */
export const DEFAULT_WARNING_THRESHOLD = 50;

const ALLOWED = 'allowed are percents greater than 1 and less than 100, for example 99.9';

/** More decimals than any interval can show: one request of 10^12. */
const MOST_DECIMALS = 12;

/**
 * What is wrong with a goal, in words; nothing when it is fine. 100 leaves no budget to burn; a value up to 1 is a
 * fraction that was taken for a percent (Pyrra warns about the same slip).
 */
export function goalFault(percent: number | string): string | undefined {
  // Callers without types may give anything.
  if (typeof percent !== 'number' && typeof percent !== 'string')
    return `attainment goal: got ${String(percent)}, ${ALLOWED}`;
  const got = `attainment goal: got ${typeof percent === 'string' ? JSON.stringify(percent.slice(0, 40)) : percent}`;
  const value = decimal(percent);
  if (value === undefined || value.lte(0) || value.gte(100)) return `${got}, ${ALLOWED}`;
  if (value.lte(1)) {
    return `${got}, ${ALLOWED}; a fraction is written as percent (${formatDecimal(value.mul(100), MOST_DECIMALS)})`;
  }
  const tooFine = !value
    .mul(10 ** MOST_DECIMALS)
    .mod(1)
    .equals(0);
  return tooFine ? `${got}, allowed are at most ${MOST_DECIMALS} decimals` : undefined;
}

/**
 * @param percent as people say it, 99.9; text keeps decimals exact, and so do numbers
 * @throws RangeError unless the percent is greater than 1, less than 100 and has at most 12 decimals
 */
export function parseGoal(percent: number | string): Goal {
  const fault = goalFault(percent);
  if (fault !== undefined) throw new RangeError(fault);
  const value = exact(percent);
  return { percent: formatDecimal(value, MOST_DECIMALS), budget: value.neg().add(100).div(100) };
}

/**
 * The highest attainment, in percent, that a service can promise whose hard dependencies promise these goals: their
 * product. Rule: Brickell-Research/caffeine_lang, dependency_validator. Without dependencies it is 100.
 */
export function dependencyCeiling(goals: readonly Goal[]): Fraction {
  return goals.reduce((product, { percent }) => product.mul(exact(percent)).div(100), exact(100));
}

function decimal(percent: number | string): Fraction | undefined {
  try {
    return exact(percent);
  } catch {
    return undefined;
  }
}
