import { DAY_MS, parseDate } from '../calendar/local-time';
import type { CatalogueEntry } from '../contracts/catalogue';

/**
 * The day on which the next review is due: so many whole days after the last one.
 * @returns its start in UTC, in epoch milliseconds; nothing where nobody has said when the last review was
 */
export function reviewDueAt(review: CatalogueEntry['review']): number | undefined {
  const last = review?.last === undefined ? undefined : parseDate(review.last);
  return review === undefined || last === undefined ? undefined : last + Math.floor(review.everyDays) * DAY_MS;
}
