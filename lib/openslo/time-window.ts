import type { LeftOut } from '../model/contracts/documents';
import { FIRST_MONTH, type Interval, intervalFault } from '../model/slo';
import type { IntervalValue } from './declaration';
import { minutesOf, monthsOf } from './durations';
import type { Part } from './resource';
import type { TimeWindow } from './shapes';

const MINUTES_PER_DAY = 1440;
const SAY_IT = 'say `interval` where the function is called';
/** How the specification writes a moment; what follows is a time of day. */
const START = /^(\d{4}-(?:0[1-9]|1[0-2]))-(\d{2})(?:[ T](.*))?$/;
const MIDNIGHT = /^00:00(?::00)?Z?$/;
const UTC = /^(?:UTC|Etc\/UTC|Etc\/GMT|GMT|Z|Zulu|Etc\/Zulu)$/i;

/** The interval of an SLO; nothing where ours has none like it. */
export function intervalOf(window: TimeWindow, part: Part, left: LeftOut[]): IntervalValue | undefined {
  const { isRolling, calendar } = window;
  const rolling = isRolling ?? calendar === undefined;
  if (rolling && calendar !== undefined) {
    left.push(part.at('calendar').left(`got a calendar and isRolling, allowed is one of them; ${SAY_IT}`));
    return undefined;
  }
  if (!rolling && calendar === undefined) {
    left.push(part.left(`got isRolling false without a calendar, allowed is a calendar with startTime; ${SAY_IT}`));
    return undefined;
  }
  return calendar === undefined ? rollingOf(window, part, left) : calendarOf(window.duration, calendar, part, left);
}

function rollingOf({ duration }: TimeWindow, part: Part, left: LeftOut[]): IntervalValue | undefined {
  const minutes = minutesOf(duration);
  const days = (minutes ?? 0) / MINUTES_PER_DAY;
  if (minutes === undefined || !Number.isInteger(days)) {
    const why = minutes === undefined ? 'which has no fixed number of days' : 'which is no whole number of days';
    left.push(part.at('duration').left(`got ${duration}, ${why}; allowed are whole days that move on; ${SAY_IT}`));
    return undefined;
  }
  return possible({ kind: 'rolling', days }, duration, part, left);
}

function calendarOf(
  duration: string,
  { startTime, timeZone }: NonNullable<TimeWindow['calendar']>,
  part: Part,
  left: LeftOut[],
): IntervalValue | undefined {
  const months = monthsOf(duration);
  if (months === undefined) {
    left.push(
      part.at('duration').left(`got ${duration}, allowed are whole months (M, Q, Y) of the calendar; ${SAY_IT}`),
    );
    return undefined;
  }
  const [, month, day, time = '00:00'] = START.exec(startTime) ?? [];
  if (month === undefined || month < FIRST_MONTH) {
    const allowed = `allowed are moments from ${FIRST_MONTH} on, such as 2026-01-01 00:00:00`;
    left.push(
      part.at('calendar', 'startTime').left(`got ${JSON.stringify(startTime.slice(0, 40))}, ${allowed}; ${SAY_IT}`),
    );
    return undefined;
  }
  const interval = possible({ kind: 'calendar', months }, duration, part, left);
  if (interval === undefined) return undefined;
  if (day !== '01' || !MIDNIGHT.test(time)) {
    left.push(part.at('calendar', 'startTime').left(startFault(startTime, month)));
  }
  if (!UTC.test(timeZone)) left.push(part.at('calendar', 'timeZone').left(zoneFault(timeZone)));
  return { kind: 'calendar', months, ...(begins(months, month) ? {} : { firstMonth: month }) };
}

function possible(interval: Interval, duration: string, part: Part, left: LeftOut[]): Interval | undefined {
  const fault = intervalFault(interval);
  if (fault === undefined) return interval;
  left.push(part.at('duration').left(`got ${duration}: ${fault}; ${SAY_IT}`));
  return undefined;
}

/** Whether intervals that begin in the default month begin in this one, too. */
function begins(months: number, month: string): boolean {
  const at = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return (at(month) - at(FIRST_MONTH)) % months === 0;
}

function startFault(startTime: string, month: string): string {
  return `got ${JSON.stringify(startTime.slice(0, 40))}, allowed are first days of a month at midnight: the first of ${month} was taken, so the budget begins anew at another moment`;
}

function zoneFault(timeZone: string): string {
  return `got ${JSON.stringify(timeZone.slice(0, 40))}, allowed is UTC: months begin at midnight UTC, some hours away from yours`;
}
