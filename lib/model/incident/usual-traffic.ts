import { median } from '../median';

/** How much traffic is usual: the median of the same hour over the last four weeks, or the mean while there is less history. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LEAST_DAYS = 3;

/** How far back to read. */
export const USUAL_HISTORY_MS = 28 * DAY;

export interface HourlyPoint {
  /** Start of the hour, epoch milliseconds. */
  readonly at: number;
  readonly value: number;
}

/** Requests that are usual between two moments, from hourly sums of earlier days. */
export function usualRequests(history: readonly HourlyPoint[], from: number, to: number): number {
  const hours = (to - from) / HOUR;
  const hourOfDay = Math.floor((from % DAY) / HOUR);
  const sameHour = history.filter(({ at }) => Math.floor((at % DAY) / HOUR) === hourOfDay).map(({ value }) => value);
  const perHour = sameHour.length >= LEAST_DAYS ? median(sameHour)! : mean(history.map(({ value }) => value));
  return perHour * hours;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}
