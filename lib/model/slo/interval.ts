import { exact, toNumber } from './exact';

/** The time over which a goal is judged. */
export type Interval =
  | { readonly kind: 'rolling'; readonly days: number }
  | { readonly kind: 'calendar'; readonly months: number };

const MINUTES_PER_DAY = 1440;

/**
 * A calendar month counts as 30 days in thresholds, whatever its length. Source: CloudWatch user guide, "Service level
 * objectives (SLOs)".
 */
const DAYS_PER_MONTH = 30;

/** Intervals last from hours up to a year. Source: as above. */
const LONGEST_DAYS = 366;
const MOST_MONTHS = 12;

/** Application Signals takes no earlier start. Source: AWS::ApplicationSignals::ServiceLevelObjective, CalendarInterval. */
export const FIRST_MONTH = '2000-01';

/** What is wrong with an interval, in words; nothing when it is fine. */
export function intervalFault(interval: Interval): string | undefined {
  if (interval.kind === 'calendar') {
    const { months } = interval;
    const fine = Number.isInteger(months) && months >= 1 && months <= MOST_MONTHS;
    return fine ? undefined : `calendar interval: got ${months} months, allowed are 1 to ${MOST_MONTHS}`;
  }
  const { days } = interval;
  const inRange = Number.isFinite(days) && days > 0 && days <= LONGEST_DAYS;
  const fine = inRange && exact(days).mul(MINUTES_PER_DAY).d === 1n;
  return fine
    ? undefined
    : `rolling interval: got ${days} days, allowed are whole minutes of more than 0 and at most ${LONGEST_DAYS} days`;
}

/**
 * Length of the interval in minutes, as thresholds and budgets count it: a calendar month has 30 days.
 * @throws RangeError when the interval is not one
 */
export function intervalMinutes(interval: Interval): number {
  const fault = intervalFault(interval);
  if (fault !== undefined) throw new RangeError(fault);
  const days = interval.kind === 'rolling' ? interval.days : interval.months * DAYS_PER_MONTH;
  return toNumber(exact(days).mul(MINUTES_PER_DAY));
}

/**
 * True length in minutes of the calendar interval that begins with a month (UTC). Attainment counts these, thresholds
 * do not: 2 % of a 31-day month in an hour is a burn of 14.88, not 14.4.
 * @param month 1 to 12
 * @param months length of the interval
 */
export function calendarMinutes(year: number, month: number, months = 1): number {
  return (Date.UTC(year, month - 1 + months) - Date.UTC(year, month - 1)) / 60_000;
}
