import { DAY_MS, parseDate } from '../calendar/local-time';
import type { CatalogueEntry } from '../contracts/catalogue';

/**
 * Start (UTC) of the day on which the next review of an SLO is due, epoch milliseconds. It is overdue the day after.
 * @returns nothing when nobody has said when the last one was
 */
export function reviewDueAt(review: CatalogueEntry['review']): number | undefined {
  const last = review?.last === undefined ? undefined : parseDate(review.last);
  return last === undefined ? undefined : last + Math.ceil(review!.everyDays) * DAY_MS;
}
