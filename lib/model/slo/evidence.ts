import { exact, toNumber } from './exact';
import type { Goal } from './goal';
import type { Interval } from './interval';
import { badNeeded } from './low-traffic';
import type { Tier } from './tier';

/**
 * The evidence alarm: that more than a few requests are bad. A burn tier alone can fire on the first bad request of a
 * quiet hour. It watches the bad requests of the SLI itself, one data point a minute.
 *
 * Simulated over 108 cells (6 to 6,000 requests per hour, error rates of half and all of the budget, flat or swinging
 * by 95 %, bursts of mean 1, 3 and 10): at most 0.35 pages per 30 days, against 20 and 35 at 60 per hour without the
 * rule (docs/simulation-study.md). Missing data must be `notBreaching`: with `missing` or `ignore` CloudWatch fires early on sparse data.
 */
export const EVIDENCE_RULE = {
  source: 'own simulation: 108 cells of traffic, error rate, daily swing and burst length, 30 days each',
  periodSeconds: 60,
  /** Bad requests in a minute, strictly more than. */
  threshold: 0,
  comparisonOperator: 'GreaterThanThreshold',
  datapointsToAlarm: 4,
  evaluationPeriods: 60,
  treatMissingData: 'notBreaching',
} as const;

/** Bad periods of an hour that are more than chance, where periods are judged and not requests. */
const LEAST_BAD_PERIODS = 2;
const MINUTE_SECONDS = 60;

/** How many data points of how many must be bad. */
export interface EvidenceSpan {
  readonly datapointsToAlarm: number;
  readonly evaluationPeriods: number;
}

/**
 * The rule for data points of another length: bad minutes in an hour become bad periods in an hour, at least two. Of 5-minute
 * periods 2 of 12. Longer periods were not simulated; the rule keeps that no single data point calls anyone.
 */
export function evidenceSpan(periodSeconds: number): EvidenceSpan {
  const { datapointsToAlarm, evaluationPeriods } = EVIDENCE_RULE;
  const scaled = (minutes: number) => Math.ceil((minutes * MINUTE_SECONDS) / periodSeconds);
  const bad = Math.max(LEAST_BAD_PERIODS, scaled(datapointsToAlarm));
  return { datapointsToAlarm: bad, evaluationPeriods: Math.max(bad, scaled(evaluationPeriods)) };
}

/**
 * A page tier that stays in ALARM pages even without evidence: after 15 minutes up to this long window, after 60 above
 * it.
 */
const FAST_LONG_MINUTES = 60;
const HELD_FAST_MINUTES = 15;
const HELD_SLOW_MINUTES = 60;

/**
 * Bad requests in the long window from which a page tier needs no further evidence; the alarm would cost it 3 minutes.
 */
const ENOUGH_BAD = 100;

/**
 * Minutes in ALARM after which a page tier pages although evidence is missing; nothing for a ticket tier, which needs
 * none.
 */
export function heldMinutes({ urgency, longMinutes }: Pick<Tier, 'urgency' | 'longMinutes'>): number | undefined {
  if (urgency !== 'page') return undefined;
  return longMinutes <= FAST_LONG_MINUTES ? HELD_FAST_MINUTES : HELD_SLOW_MINUTES;
}

export interface EvidenceQuestion {
  readonly tiers: readonly Tier[];
  readonly goal: Goal;
  readonly interval: Interval;
  /** Requests per hour when traffic is least. */
  readonly troughPerHour: number;
}

/**
 * Whether the evidence alarm can be left out: every page tier needs at least 100 bad requests even at the trough,
 * that is floor(B * budget * N_L) >= 100. At 99.9 % over 28 days from 7,441 requests per hour.
 */
export function evidenceUnnecessary({ tiers, goal, interval, troughPerHour }: EvidenceQuestion): boolean {
  return tiers
    .filter(({ urgency }) => urgency === 'page')
    .every((tier) => {
      const events = toNumber(exact(troughPerHour).mul(tier.longMinutes).div(60));
      const needed = badNeeded({ tier, goal, interval }, events);
      return needed === undefined || needed > ENOUGH_BAD;
    });
}
