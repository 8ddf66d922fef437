import { DAY_MS, type LocalTime, parseDateTime } from '../calendar/local-time';
import { readingsOf, utcOffsets } from '../calendar/utc-offsets';

const AT = /^at\(\s*(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::([0-5]\d))?\s*\)$/;

/** What `at(…)` says, to the minute; nothing where it is no such expression or no calendar has the date. */
export function atExpression(expression: string): { local: LocalTime; seconds: boolean } | undefined {
  const [, text = '', seconds] = AT.exec(expression) ?? [];
  const local = parseDateTime(text);
  return local === undefined ? undefined : { local, seconds: seconds !== undefined };
}

/** The last moment at which clocks of a zone may mean this: what clocks show twice or leave out has two. */
export function lastMoment(local: LocalTime, timeZone: string): number {
  return Math.max(...readingsOf(local, utcOffsets(timeZone, local - 2 * DAY_MS, local + 2 * DAY_MS)));
}

/**
 * The moment of a date and time in ISO-8601; one without an offset is meant in the zone.
 * @returns nothing where it cannot be read
 */
export function momentOf(text: string, timeZone: string): number | undefined {
  const [, date, offset] = /^(\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?)(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
  if (date === undefined) return undefined;
  const local = Date.parse(`${date.includes('T') ? date : `${date}T00:00`}Z`);
  if (Number.isNaN(local)) return undefined;
  if (offset === undefined) return lastMoment(local, timeZone);
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}
