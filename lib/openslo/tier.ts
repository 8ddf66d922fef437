import type { LeftOut } from '../model/contracts/documents';
import { burnTierNameFault } from '../model/names';
import { budgetShareSpent, exact, formatDecimal, type PolicyUse, policyFaults, type Urgency } from '../model/slo';
import type { Condition } from './alerting';
import type { TierValue } from './declaration';
import { minutesOf } from './durations';
import { shown } from './shape-faults';

export type TierUse = PolicyUse;

/** Our constructs take a twelfth, as the SRE Workbook does (chapter 5); one that is no whole minutes is written. */
export const SHORT_SHARE = 12;
/** Of a percent: the burn rate that comes out differs by less than one in a thousand million. */
const PERCENT_DECIMALS = 10;
const LONGEST_NAME = 40;

/** OpenSLO leaves the words to its users; these two are not ambiguous. */
const URGENCIES: Readonly<Record<string, Urgency>> = { page: 'page', ticket: 'ticket' };

/** A tier, and in what it differs from what OpenSLO says. */
export interface SaidTier {
  readonly tier: TierValue;
  readonly differences: readonly LeftOut[];
}

/**
 * A burn rate over one look-back window as a tier: the same threshold over the same window, and our short window beside it.
 * @param names that other tiers of the SLO have
 * @returns what is wrong, where ours cannot say it
 */
export function tierOf({ spec, name, part, texts }: Condition, use: TierUse, names: Set<string>): SaidTier | string {
  const { severity } = spec;
  const { kind = 'burnrate', op = 'gt', threshold, lookbackWindow, alertAfter = '0m' } = spec.condition;
  const urgency = URGENCIES[severity.toLowerCase()];
  const longMinutes = minutesOf(lookbackWindow);
  if (kind !== 'burnrate') return `got the condition ${shown(kind)}, allowed is burnrate`;
  if (op === 'lt' || op === 'lte')
    return `got op ${op}, allowed are gt and gte: an alarm on a low burn rate would tell of good days`;
  if (urgency === undefined) return `got severity ${shown(severity)}, allowed are page and ticket`;
  if (longMinutes === undefined) return `got the window ${lookbackWindow}, allowed are minutes, hours, days and weeks`;
  const shortMinutes = Math.ceil(longMinutes / SHORT_SHARE);
  const share = budgetShareSpent(threshold, longMinutes, use.interval);
  const percent = formatDecimal(share.mul(100), PERCENT_DECIMALS);
  const tierName = freeName(name, urgency, names);
  const model = {
    name: tierName,
    urgency,
    longMinutes,
    shortMinutes,
    budgetShare: formatDecimal(exact(percent).div(100), PERCENT_DECIMALS + 2),
  };
  const faults = policyFaults({ id: 'of OpenSLO', tiers: [model] }, use);
  if (faults.length > 0) return faults.join('; ');
  names.add(tierName);
  const condition = part.at('condition');
  const differences = [condition.at('lookbackWindow').left(shortWindowFault(lookbackWindow, shortMinutes))];
  if (Number.parseInt(alertAfter, 10) > 0) differences.push(condition.at('alertAfter').left(delayFault(alertAfter)));
  const tier = { ...model, budgetPercent: percent, burnRate: formatDecimal(threshold, PERCENT_DECIMALS), texts };
  return { tier, differences };
}

function shortWindowFault(window: string, shortMinutes: number): string {
  return `got one window of ${window}, allowed are two: ours fires when the last ${shortMinutes} minutes burn as fast, too, and ends sooner; nothing is to be done if that suits`;
}

function delayFault(alertAfter: string): string {
  return `got ${alertAfter}, allowed is 0m: an alarm here waits for nothing but its two windows`;
}

/** The condition's name where an alarm may have it; else how urgent it is, with a number from the second one on. */
function freeName(name: string, urgency: Urgency, names: ReadonlySet<string>): string {
  const wish = name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, LONGEST_NAME);
  if (burnTierNameFault(wish) === undefined && !names.has(wish)) return wish;
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? urgency : `${urgency}-${number}`;
    if (!names.has(free)) return free;
  }
}
