import type { ObjectiveInterval } from '../../../lib/assembly';

/** Minutes since the epoch, `to` not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTES = { MINUTE: 1, HOUR: 60, DAY: 1440, MONTH: 30 * 1440 } as const;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The interval to which each minute belongs. Calendar intervals are counted off from the first one, one by one, which is why
 * the minutes should lie near it.
 */
export function intervalsOver(interval: ObjectiveInterval, { from, to }: Span): (minute: number) => Span {
  const length = interval.duration * MINUTES[interval.unit];
  if (interval.kind === 'rolling') return (minute) => ({ from: minute + 1 - length, to: minute + 1 });
  const first = Math.floor(interval.startSeconds / 60);
  const startOf = (number: number) =>
    interval.unit === 'MONTH' ? monthsLater(first, number * interval.duration) : first + number * length;
  let number = 0;
  while (startOf(number) > from) number -= 1;
  while (startOf(number + 1) <= from) number += 1;
  const spans: Span[] = [];
  for (; startOf(number) < to; number += 1) spans.push({ from: startOf(number), to: startOf(number + 1) });
  return (minute) => spans.find((span) => span.from <= minute && minute < span.to)!;
}

/** The same day and time of a later month; its last day where it has none of that number [ours, interval-of.ts]. */
function monthsLater(minute: number, months: number): number {
  const at = new Date(minute * 60_000);
  const month = at.getUTCFullYear() * 12 + at.getUTCMonth() + months;
  const year = Math.floor(month / 12);
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
  const days = MONTH_LENGTHS[month - year * 12]! + (isLeap && month - year * 12 === 1 ? 1 : 0);
  const day = Math.min(at.getUTCDate(), days);
  return Date.UTC(year, month - year * 12, day, at.getUTCHours(), at.getUTCMinutes()) / 60_000;
}
