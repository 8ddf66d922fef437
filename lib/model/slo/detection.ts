import { exact, type Fraction } from './exact';
import type { Goal } from './goal';
import type { Interval } from './interval';
import { type Tier, threshold } from './tier';

/** A fault as the formulas see it: a constant error ratio under even traffic, beginning with a clean window. */
export interface Fault {
  /** Share of requests that fail, 0 to 1. */
  readonly errorRatio: number | string | Fraction;
  /** @default - it goes on until the alarm has fired */
  readonly durationMinutes?: number;
}

export interface TierAndFault extends Fault {
  readonly tier: Tier;
  readonly goal: Goal;
  readonly interval: Interval;
}

export interface WindowAndFault extends Fault {
  /** Burn rate above which the window is in breach. */
  readonly burn: number | string | Fraction;
  readonly windowMinutes: number;
  readonly goal: Goal;
}

/**
 * Minutes from the start of a fault until the tier's condition holds: B * budget * L / e. The long window decides,
 * because the short one fills sooner. What AWS adds (metric delay, one alarm period) comes on top.
 *
 * @returns nothing when it never fires: the ratio is not above the threshold, or the fault is over before
 */
export function detectMinutes({ tier, interval, ...fault }: TierAndFault): Fraction | undefined {
  return crossingMinutes({ ...fault, burn: threshold(tier, interval), windowMinutes: tier.longMinutes });
}

/**
 * Minutes from the end of a fault until the tier's condition no longer holds: S * (1 - B * budget / e). The short
 * window decides, because it empties sooner.
 *
 * @returns nothing when the tier never fired
 */
export function resetMinutes({ tier, interval, ...fault }: TierAndFault): Fraction | undefined {
  const burn = threshold(tier, interval);
  if (crossingMinutes({ ...fault, burn, windowMinutes: tier.longMinutes }) === undefined) return undefined;
  return clearingMinutes({ ...fault, burn, windowMinutes: tier.shortMinutes });
}

/** The same for a single window: minutes until it is above a burn; nothing when it never is. */
export function crossingMinutes({ burn, windowMinutes, goal, ...fault }: WindowAndFault): Fraction | undefined {
  const ratio = errorRatioOf(fault);
  const limit = exact(burn).mul(goal.budget);
  if (ratio.lte(limit)) return undefined;
  const minutes = limit.mul(windowMinutes).div(ratio);
  const { durationMinutes } = fault;
  return durationMinutes === undefined || exact(durationMinutes).gt(minutes) ? minutes : undefined;
}

/** Minutes after the end of a fault until a window that was above a burn no longer is; nothing when it never was. */
export function clearingMinutes(window: WindowAndFault): Fraction | undefined {
  const minutes = crossingMinutes(window);
  return minutes?.neg().add(window.windowMinutes);
}

function errorRatioOf({ errorRatio }: Fault): Fraction {
  const ratio = exact(errorRatio);
  if (ratio.lt(0) || ratio.gt(1)) {
    throw new RangeError(`error ratio: got ${String(errorRatio)}, allowed are ratios from 0 to 1`);
  }
  return ratio;
}
