/** What the clocks of some time zone show, as the milliseconds of that date and time in UTC. Not a moment before its zone is known. */
export type LocalTime = number;

export const MINUTE_MS = 60_000;
export const DAY_MS = 1_440 * MINUTE_MS;

/** Years before have offsets with seconds, years after are nobody's plan. */
const DATE = /^20\d\d-\d\d-\d\d$/;
const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Midnight of a date like `2027-01-03`; nothing when no calendar has it. */
export function parseDate(text: string): LocalTime | undefined {
  if (!DATE.test(text)) return undefined;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  // Engines differ in whether they read 30 February as 2 March or refuse it.
  return Number.isNaN(midnight) || dateOf(midnight) !== text ? undefined : midnight;
}

/** Milliseconds since midnight of a time like `02:00`; nothing when no clock shows it. */
export function parseTimeOfDay(text: string): number | undefined {
  const [, hours, minutes] = TIME_OF_DAY.exec(text) ?? [];
  return hours === undefined ? undefined : (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}

/** A date and time like `2027-01-03T02:00`; nothing when there is none like it. */
export function parseDateTime(text: string): LocalTime | undefined {
  const [date = '', time = '', ...rest] = text.split('T');
  const [midnight, sinceMidnight] = [parseDate(date), parseTimeOfDay(time)];
  return midnight === undefined || sinceMidnight === undefined || rest.length > 0
    ? undefined
    : midnight + sinceMidnight;
}

/** `2027-01-03T02:00`: how mute rules write dates. */
export function dateTimeOf(local: LocalTime): string {
  return new Date(local).toISOString().slice(0, 16);
}

function dateOf(local: LocalTime): string {
  return new Date(local).toISOString().slice(0, 10);
}
