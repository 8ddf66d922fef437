import { DAY_MS } from './local-time';
import { occurrences, type RecurringMaintenance, type SingleMaintenance, weekdaysShifted } from './recurrence';
import { momentsOf, readingsOf, utcOffsets } from './utc-offsets';

/** An exclusion window of Application Signals, which knows UTC only. */
export interface ExclusionWindow {
  /** Moment of the first one. */
  readonly start: number;
  readonly minutes: number;
  /** Six fields: minutes hours day-of-month month day-of-week year. Nothing when it happens once. */
  readonly expression?: string;
}

/** Source: AWS::ApplicationSignals::ServiceLevelObjective, ExclusionWindows. */
export const MOST_EXCLUSION_WINDOWS = 10;

/**
 * Dates on which clocks change wander through a week of their month from year to year; so many years hold all of them. More years
 * would let the months of moving feasts (Morocco's clocks follow Ramadan) grow without need.
 */
export const COVERED_YEARS = 5;

/** Moments in UTC that one expression describes. */
interface Series {
  readonly minute: number;
  readonly hour: number;
  readonly dayOfMonth: string;
  readonly dayOfWeek: string;
  readonly months: Set<number>;
  readonly first: number;
}

/**
 * UTC windows that cover a local maintenance, each offset of its zone with the months in which it holds. In a month in which the
 * clocks change both hold, and both windows are there every week of it: rather too much excluded than a maintenance counted.
 * A time that clocks leave out is covered by both readings.
 */
export function recurringWindows(maintenance: RecurringMaintenance): ExclusionWindow[] {
  const { from, timeZone, minutes } = maintenance;
  const until = from + COVERED_YEARS * 366 * DAY_MS;
  const offsets = utcOffsets(timeZone, from - 2 * DAY_MS, until + 2 * DAY_MS);
  const found = new Map<string, Series>();
  for (const local of occurrences(maintenance, until)) {
    for (const moment of readingsOf(local, offsets)) {
      const date = new Date(moment);
      const fields = { minute: date.getUTCMinutes(), hour: date.getUTCHours(), ...days(maintenance, local, date) };
      const key = Object.values(fields).join(' ');
      const series = found.get(key) ?? { ...fields, months: new Set<number>(), first: moment };
      series.months.add(date.getUTCMonth() + 1);
      found.set(key, series);
    }
  }
  return joined([...found.values()])
    .sort((one, other) => one.first - other.first)
    .map((series) => ({ start: series.first, minutes, expression: expressionOf(series) }));
}

/** The window of a maintenance that happens once, at a time that clocks show. */
export function singleWindow({ timeZone, start, minutes }: SingleMaintenance): ExclusionWindow {
  return { start: momentsOfOnce(timeZone, start)[0]!, minutes };
}

/** The moments at which the clocks of a zone show this. */
export function momentsOfOnce(timeZone: string, start: number): number[] {
  return momentsOf(start, utcOffsets(timeZone, start - 2 * DAY_MS, start + 2 * DAY_MS));
}

/**
 * What is wrong with the number of windows of one SLO, in words; nothing when it is fine.
 * @param inherited how many of them are its service's
 */
export function exclusionWindowsFault(count: number, inherited = 0): string | undefined {
  const which = inherited === 0 ? '' : ` (${inherited} of them the service's)`;
  return count > MOST_EXCLUSION_WINDOWS
    ? `maintenance: got ${count} exclusion windows${which}, allowed are ${MOST_EXCLUSION_WINDOWS} per SLO: a maintenance needs one, two where clocks change, up to six on a day of the month that is another one in UTC`
    : undefined;
}

/** Where UTC is on another date than the local clocks, so are the days of the expression. */
function days({ recurrence }: RecurringMaintenance, local: number, utc: Date) {
  switch (recurrence.kind) {
    case 'daily':
      return { dayOfMonth: '*', dayOfWeek: '?' };
    case 'weekly': {
      const shift = Math.floor(utc.getTime() / DAY_MS) - Math.floor(local / DAY_MS);
      return { dayOfMonth: '?', dayOfWeek: weekdaysShifted(recurrence.days, shift).join(',') };
    }
    case 'monthly':
      return { dayOfMonth: `${utc.getUTCDate()}`, dayOfWeek: '?' };
  }
}

/** The eve of the first day of a month has many dates; those of the same months (28 and 29 February) share a window. */
function joined(all: readonly Series[]): Series[] {
  const found = new Map<string, Series>();
  for (const series of all) {
    const { minute, hour, dayOfWeek } = series;
    const key = [minute, hour, dayOfWeek, monthsOf(series)].join(' ');
    const before = found.get(key);
    const days = [before, series].flatMap((one) => (one === undefined ? [] : one.dayOfMonth));
    found.set(key, { ...series, ...before, dayOfMonth: days.sort().join(',') });
  }
  return [...found.values()];
}

function expressionOf(series: Series): string {
  const { minute, hour, dayOfMonth, dayOfWeek } = series;
  return `cron(${minute} ${hour} ${dayOfMonth} ${monthsOf(series)} ${dayOfWeek} *)`;
}

function monthsOf({ months }: Series): string {
  return months.size === 12 ? '*' : [...months].sort((one, other) => one - other).join(',');
}
