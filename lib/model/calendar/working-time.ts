import { DAY_MS, MINUTE_MS } from './local-time';
import { localTimeAt, readingsOf, utcOffsets } from './utc-offsets';

/** When people work; days from 0 (Sunday) to 6, hours of the day with their fractions. */
export interface WorkingHours {
  readonly workDays: readonly number[];
  readonly workFromHour: number;
  readonly workToHour: number;
}

const HOUR_MINUTES = 60;

/** How much working time lies between two moments, in milliseconds. Holidays are working days here: nobody has told of them. */
export function workingTime(from: number, to: number, hours: WorkingHours, timeZone: string): number {
  if (to <= from) return 0;
  const offsets = utcOffsets(timeZone, from - 2 * DAY_MS, to + 2 * DAY_MS);
  const [firstDay, lastDay] = [from, to].map((moment) => startOfDay(localTimeAt(moment, offsets))) as [number, number];
  // An hour that clocks leave out begins when they jump, one that they show twice the first time.
  const moment = (local: number) => readingsOf(local, offsets)[0]!;
  let worked = 0;
  for (let day = firstDay; day <= lastDay; day += DAY_MS) {
    if (!hours.workDays.includes(new Date(day).getUTCDay())) continue;
    const [begin, end] = [hours.workFromHour, hours.workToHour].map((hour) =>
      moment(day + Math.round(hour * HOUR_MINUTES) * MINUTE_MS),
    ) as [number, number];
    worked += Math.max(0, Math.min(end, to) - Math.max(begin, from));
  }
  return worked;
}

function startOfDay(local: number): number {
  return Math.floor(local / DAY_MS) * DAY_MS;
}
