import { DAY_MS, type LocalTime, MINUTE_MS } from './local-time';

/** In the order of `Date.getUTCDay`; both cron dialects know these names, while their numbers differ. */
export const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;
/** Name of a day in both cron dialects. */
export type WeekdayName = (typeof WEEKDAYS)[number];

/** Every month has these days. */
export const LAST_DAY_OF_EVERY_MONTH = 28;

export type Recurrence =
  | { readonly kind: 'daily' }
  | { readonly kind: 'weekly'; readonly days: readonly WeekdayName[] }
  | { readonly kind: 'monthly'; readonly dayOfMonth: number };

/** A maintenance that comes again at the same local time. */
export interface RecurringMaintenance {
  readonly recurrence: Recurrence;
  readonly timeZone: string;
  /** Midnight of the first day on which it may happen. */
  readonly from: LocalTime;
  /** Milliseconds since midnight. */
  readonly at: number;
  readonly minutes: number;
}

/** A maintenance that happens once. */
export interface SingleMaintenance {
  readonly timeZone: string;
  readonly start: LocalTime;
  readonly minutes: number;
}

/** Local times at which it begins, up to a day. */
export function* occurrences({ recurrence, from, at }: RecurringMaintenance, until: LocalTime): Generator<LocalTime> {
  for (let day = from; day < until; day += DAY_MS) if (fallsOn(recurrence, day)) yield day + at;
}

/** Minutes between the beginnings of two of them that lie closest together. */
export function shortestGap(recurrence: Recurrence): number {
  return (daysBetween(recurrence) * DAY_MS) / MINUTE_MS;
}

/** Weekdays in the order of the week, so many days on. */
export function weekdaysShifted(days: readonly WeekdayName[], shift: number): WeekdayName[] {
  const shifted = days.map((day) => WEEKDAYS[(WEEKDAYS.indexOf(day) + shift + 7) % 7]!);
  return WEEKDAYS.filter((day) => shifted.includes(day));
}

function fallsOn(recurrence: Recurrence, day: LocalTime): boolean {
  const date = new Date(day);
  switch (recurrence.kind) {
    case 'daily':
      return true;
    case 'weekly':
      return recurrence.days.includes(WEEKDAYS[date.getUTCDay()]!);
    case 'monthly':
      return date.getUTCDate() === recurrence.dayOfMonth;
  }
}

function daysBetween(recurrence: Recurrence): number {
  if (recurrence.kind === 'daily') return 1;
  if (recurrence.kind === 'monthly') return LAST_DAY_OF_EVERY_MONTH;
  const days = recurrence.days.map((day) => WEEKDAYS.indexOf(day)).sort((one, other) => one - other);
  return Math.min(...days.map((day, at) => (days[at + 1] ?? days[0]! + 7) - day));
}
