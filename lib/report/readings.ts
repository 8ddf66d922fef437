import type { CatalogueTier } from '../model/contracts/catalogue';
import type { RequestSeries, SimulatedCloudWatch } from '../simulate';

/** What is recorded of an SLO, minute by minute. */
export type Recorded = Pick<RequestSeries, 'startMinute' | 'good' | 'total'>;

/** The share of good requests is taken over so many minutes: one minute has too few requests to say a percentage. */
export const GOOD_MINUTES = 5;

/**
 * Percent of good requests over the minutes before one; null without requests. As readable at that minute: the last one that counts is
 * the one before.
 */
export function goodPercent({ startMinute, good, total }: Recorded, minute: number, minutes = GOOD_MINUTES) {
  let [sumGood, sumTotal] = [0, 0];
  for (let at = minute - minutes; at < minute; at += 1) {
    sumGood += good[at - startMinute] || 0;
    sumTotal += total[at - startMinute] || 0;
  }
  return sumTotal === 0 ? null : (100 * sumGood) / sumTotal;
}

/** Burn rate of a tier: the lower one of its two windows, which is what its alarm compares with the threshold; null without data. */
export function tierBurn(
  cloudwatch: Pick<SimulatedCloudWatch, 'burn'>,
  objectiveName: string,
  { longMinutes, shortMinutes }: CatalogueTier,
  at: number,
): number | null {
  const long = cloudwatch.burn(objectiveName, longMinutes, at);
  const short = cloudwatch.burn(objectiveName, shortMinutes, at);
  return long === undefined || short === undefined ? null : Math.min(long, short);
}
