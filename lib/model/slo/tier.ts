import { exact, type Fraction } from './exact';
import type { Goal } from './goal';
import { type Interval, intervalMinutes } from './interval';

/** Whether someone is woken or something is filed. */
export type Urgency = 'page' | 'ticket';

/** One burn-rate alarm: fires when the burn in both look-back windows is above one threshold. */
export interface Tier {
  /** Last part of the alarm's name: `fast`. */
  readonly name: string;
  readonly urgency: Urgency;
  /** Decides that enough budget is gone. */
  readonly longMinutes: number;
  /** Decides that it is still going on, so that the alarm ends soon after the fault. */
  readonly shortMinutes: number;
  /** Share of the whole budget that is spent when the tier fires: an exact decimal, `0.02`. */
  readonly budgetShare: string;
}

/**
 * The longest look-back window. Source: CloudWatch user guide, "Service level objectives (SLOs)": 1 to 10080 minutes.
 */
const LONGEST_LOOKBACK_MINUTES = 10_080;

/** What is wrong with a tier, in words; empty when it is fine. */
export function tierFaults({ name, longMinutes, shortMinutes, budgetShare }: Tier): readonly string[] {
  const faults: string[] = [];
  for (const [window, minutes] of [
    ['long', longMinutes],
    ['short', shortMinutes],
  ] as const) {
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_LOOKBACK_MINUTES) {
      faults.push(
        `tier ${name}: ${window} window: got ${minutes} minutes, allowed are whole minutes from 1 to ${LONGEST_LOOKBACK_MINUTES}`,
      );
    }
  }
  if (!(shortMinutes < longMinutes)) {
    faults.push(
      `tier ${name}: short window: got ${shortMinutes} minutes, allowed is less than the long ${longMinutes}`,
    );
  }
  if (!isShare(budgetShare)) {
    faults.push(
      `tier ${name}: budget share: got "${budgetShare}", allowed are decimals between 0 and 1, for example 0.02`,
    );
  }
  return faults;
}

/**
 * Burn rate above which a tier fires: B = X * T / L, for both of its windows. 2 % of 28 days in one hour is 13.44.
 * Sources: Google SRE Workbook, chapter 5; CloudWatch user guide, "Service level objectives (SLOs)", method 1;
 * slok/sloth, internal/alert/window.go.
 */
export function threshold({ budgetShare, longMinutes }: Tier, interval: Interval): Fraction {
  return exact(budgetShare).mul(intervalMinutes(interval)).div(longMinutes);
}

/** Error ratio above which a tier fires: B * budget. Not reachable from 1 on. */
export function errorRatioThreshold(tier: Tier, goal: Goal, interval: Interval): Fraction {
  return threshold(tier, interval).mul(goal.budget);
}

function isShare(decimal: string): boolean {
  try {
    const share = exact(decimal);
    return share.gt(0) && share.lt(1);
  } catch {
    return false;
  }
}
