import type { CatalogueEntry, CatalogueTier } from '../model/contracts/catalogue';
import { BUDGET_EXHAUSTED, BUDGET_WARNING, EVIDENCE, NO_DATA } from '../model/names';
import { goalInWords, intervalInWords } from '../model/wording/promise';
import { durationInWords } from '../model/wording/words';
import { capital } from '../render/text';
import { timeOf } from '../simulate';

/** What is drawn of an SLO and said about it. Plain data: it crosses to a browser as JSON. */
export interface ObjectiveFacts {
  readonly slo: string;
  readonly promise: string;
  /** `99.9`, percent. */
  readonly goal: string;
  readonly days: number;
  /** `99.9 % of requests over 28 days` */
  readonly promised: string;
  /** `28 days`, `one calendar month` */
  readonly interval: string;
  readonly tiers: readonly TierFacts[];
}

export interface TierFacts {
  readonly alarm: string;
  readonly urgency: 'page' | 'ticket';
  readonly threshold: number;
  readonly longMinutes: number;
  /** `wakes someone above 13.44 over 1 h and 5 min` */
  readonly meaning: string;
}

const DAY_MINUTES = 1440;
const DAYS_OF_A_MONTH = 30;

export function objectiveFacts(entry: CatalogueEntry): ObjectiveFacts {
  const { slo, promise, attainmentGoal, interval, tiers } = entry;
  return {
    slo,
    promise,
    goal: attainmentGoal,
    days: interval.kind === 'rolling' ? interval.days : interval.months * DAYS_OF_A_MONTH,
    promised: goalInWords(entry),
    interval: intervalInWords(interval),
    tiers: tiers.map((tier) => ({
      alarm: tier.alarm,
      urgency: tier.urgency,
      threshold: tier.threshold,
      longMinutes: tier.longMinutes,
      meaning: tierInWords(tier),
    })),
  };
}

/** What an alarm of an SLO waits for; nothing for one that is not ours. */
export function alarmInWords({ tiers }: Pick<CatalogueEntry, 'tiers'>, alarm: string): string {
  const tier = tiers.find((candidate) => candidate.alarm === alarm);
  return tier === undefined ? (MEANINGS[alarm] ?? '') : tierInWords(tier);
}

const MEANINGS: Readonly<Record<string, string>> = {
  [EVIDENCE]: 'fires when requests failed in 4 of 60 minutes',
  [NO_DATA]: 'fires when no request arrives',
  [BUDGET_WARNING]: 'fires when little of the error budget is left',
  [BUDGET_EXHAUSTED]: 'fires when the error budget is used up',
};

/** `wakes someone above 13.44 over 1 h and 5 min` */
function tierInWords({ longMinutes, shortMinutes, threshold, urgency }: CatalogueTier): string {
  const windows = `over ${windowInWords(longMinutes)} and ${windowInWords(shortMinutes)}`;
  return `${urgency === 'page' ? 'wakes someone' : 'files a ticket'} above ${decimal(threshold)} ${windows}`;
}

function windowInWords(minutes: number): string {
  if (minutes % DAY_MINUTES !== 0) return durationInWords(timeOf(minutes));
  return minutes === DAY_MINUTES ? '1 day' : `${minutes / DAY_MINUTES} days`;
}

/** `55 % of the error budget for 28 days is left: 412 more requests may fail.` */
export function budgetInWords(left: number, remaining: number, interval: string): string {
  const budget = `the error budget for ${interval}`;
  if (!Number.isFinite(left)) return `No request yet, so ${budget} is untouched.`;
  const requests = Math.floor(Math.abs(remaining));
  if (left < 0) return `${capital(budget)} is used up: ${many(requests)} failed than the goal allows.`;
  return `${(left * 100).toFixed(0)} % of ${budget} is left: ${many(requests)} may fail.`;
}

function many(requests: number): string {
  return `${requests} more request${requests === 1 ? '' : 's'}`;
}

function decimal(value: number): string {
  return value.toFixed(3).replace(/\.?0+$/, '');
}
