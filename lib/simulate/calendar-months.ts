/**
 * So many months after a moment in UTC, on the same day and at the same time of day; on the last day of a month that has no such
 * day [ours].
 *
 * @param time epoch milliseconds
 */
export function monthsAfter(time: number, months: number): number {
  const at = new Date(time);
  const month = monthsSinceEpoch(at) + months;
  const timeOfDay = time - Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  // Day 0 of the next month is the last of this one.
  const lastDay = new Date(Date.UTC(1970, month + 1, 0)).getUTCDate();
  return Date.UTC(1970, month, Math.min(at.getUTCDate(), lastDay)) + timeOfDay;
}

/** How often the month of the calendar changes between two moments; below 0 when the second one is earlier. */
export function monthsBetween(first: number, second: number): number {
  return monthsSinceEpoch(new Date(second)) - monthsSinceEpoch(new Date(first));
}

function monthsSinceEpoch(date: Date): number {
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}
