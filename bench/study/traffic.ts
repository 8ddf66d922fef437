import { RequestSeries } from '../../lib/simulate';
import { inARow, together } from './failures';
import type { Random } from './random';

export const DAY_MINUTES = 1440;
/** What every history begins with and no figure counts: the interval of the SLO, so that its windows are full. */
export const WARM_MINUTES = 28 * DAY_MINUTES;
/** Sunday, 1 November 2026, 00:00 UTC, in minutes since the epoch: any midnight would do. */
export const START_MINUTE = Date.UTC(2026, 10, 1) / 60_000;

/** How people come and how their requests fail. */
export interface Traffic {
  readonly perHour: number;
  /** Share by which a sine of one day swings around `perHour`: 0.95 means from 0.05 to 1.95 of it. */
  readonly swing: number;
  /** Share of requests that fail. */
  readonly errorRate: number;
  /** Mean number of failures that come of one cause. */
  readonly burst: number;
  /**
   * Whether they hit requests of one minute, or requests one after the other.
   *
   * @default 'together'
   */
  readonly failures?: 'together' | 'inARow';
}

/**
 * A history of it, beginning at midnight. Arrivals are Poisson. A minute without a request is a gap, as it is in CloudWatch.
 *
 * @param outage moment, in minutes after the start, from which on every request fails
 */
export function seriesOf(
  traffic: Traffic,
  minutes: number,
  random: Random,
  outage = Number.POSITIVE_INFINITY,
): RequestSeries {
  const { errorRate, burst, failures = 'together' } = traffic;
  const draw = { together, inARow }[failures](errorRate, burst, random);
  const rates = ratesOf(traffic);
  const good = new Float64Array(minutes).fill(Number.NaN);
  const total = new Float64Array(minutes).fill(Number.NaN);
  for (let minute = 0; minute < minutes; minute += 1) {
    const drawn = draw(rates[minute % rates.length]!);
    if (drawn.total === 0) continue;
    total[minute] = drawn.total;
    good[minute] = outage >= minute + 1 ? drawn.total - drawn.bad : early(outage - minute, drawn.total, random);
  }
  return new RequestSeries(START_MINUTE, good, total);
}

/** Expected requests of each minute of a day; one for all when they are the same. */
function ratesOf({ perHour, swing }: Traffic): number[] {
  const at = (minute: number) => (perHour / 60) * (1 + swing * Math.sin((2 * Math.PI * minute) / DAY_MINUTES));
  return Array.from({ length: swing === 0 ? 1 : DAY_MINUTES }, (_, minute) => at(minute));
}

/** How many of the requests of a minute came in this first part of it. */
function early(part: number, requests: number, random: Random): number {
  let found = 0;
  for (let request = 0; request < requests; request += 1) if (random.fraction() < part) found += 1;
  return found;
}
