import { WEEKDAYS, type WeekdayName } from '../model/calendar/recurrence';

/** What is wrong with a choice of weekdays, each in words. */
export function weekdayFaults(what: string, days: readonly WeekdayName[]): readonly string[] {
  if (days.length === 0) return [`${what}: got none, allowed is at least one`];
  // Callers without types may give texts.
  if (!days.every((day) => WEEKDAYS.includes(day))) {
    return [`${what}: got something that is no day, allowed are Weekday.MONDAY to Weekday.SUNDAY`];
  }
  const twice = WEEKDAYS.filter((day) => days.filter((other) => other === day).length > 1);
  return twice.map((day) => `${what}: got ${day} more than once, allowed is each day once`);
}
