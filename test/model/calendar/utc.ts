import type { ExclusionWindow } from '../../../lib/model/calendar/exclusion-windows';

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Whether a window begins at this moment: the six fields of its expression, read on their own. */
export function begins({ start, expression }: ExclusionWindow, moment: number): boolean {
  if (moment < start) return false;
  if (expression === undefined) return moment === start;
  const fields = /^cron\((.*)\)$/.exec(expression)![1]!.split(' ');
  const date = new Date(moment);
  const shown = [
    date.getUTCMinutes(),
    date.getUTCHours(),
    date.getUTCDate(),
    date.getUTCMonth() + 1,
    WEEKDAYS[date.getUTCDay()],
    date.getUTCFullYear(),
  ];
  return (
    fields.length === 6 &&
    moment % 60_000 === 0 &&
    shown.every((value, at) => /^[*?]$/.test(fields[at]!) || fields[at]!.split(',').includes(`${value}`))
  );
}

/** Moments of a year at which windows begin. */
export function beginnings(windows: readonly ExclusionWindow[], year: number): number[] {
  const times = new Set(windows.map(({ start }) => start % 86_400_000));
  const found: number[] = [];
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000) {
    for (const time of times) if (windows.some((window) => begins(window, day + time))) found.push(day + time);
  }
  return found;
}

export function utc(text: string): number {
  return Date.parse(`${text}Z`);
}
