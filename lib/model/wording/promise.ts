import type { CatalogueEntry } from '../contracts/catalogue';
import { isFallback } from '../incident/fallback';
import type { Interval } from '../slo';
import { outcomesInWords } from './outcomes';
import { durationInWords } from './words';

const DAY_MS = 86_400_000;

/** Length of an interval: `28 days`, `12 h`, `one calendar month`. */
export function intervalInWords(interval: Interval): string {
  if (interval.kind === 'calendar')
    return interval.months === 1 ? 'one calendar month' : `${interval.months} calendar months`;
  const { days } = interval;
  if (!Number.isInteger(days)) return durationInWords(days * DAY_MS);
  return days === 1 ? '1 day' : `${days} days`;
}

/** The interval that counts now: `the last 28 days`, `this calendar month`. */
export function currentIntervalInWords(interval: Interval): string {
  if (interval.kind === 'rolling') return `the last ${intervalInWords(interval).replace(/^1 /, '')}`;
  return interval.months === 1 ? 'this calendar month' : `these ${intervalInWords(interval)}`;
}

/** What customers were promised, in the words of whoever promised it. */
export function promiseInWords(entry: CatalogueEntry): string {
  return isFallback(entry) ? 'an SLO that is not in the catalogue' : `"${entry.promise}"`;
}

/** How much of what is promised for how long: `99.9 % of requests over 28 days`, `99.9 % of minutes in each calendar month`. */
export function goalInWords({ attainmentGoal, measurement, interval }: CatalogueEntry): string {
  const many = `${attainmentGoal} % of ${outcomesInWords(measurement)}`;
  if (interval.kind === 'rolling') return `${many} over ${intervalInWords(interval)}`;
  return interval.months === 1 ? `${many} in each calendar month` : `${many} over every ${intervalInWords(interval)}`;
}
