import type { ObjectiveInterval } from '../assembly';
import { monthsAfter, monthsBetween } from './calendar-months';
import { minuteOf, timeOf } from './minutes';
import type { Stretch } from './outcomes';

/** A rolling month counts 30 days, as in the burn-rate thresholds of the AWS user guide. A calendar month has its true length. */
const UNIT_MINUTES = { MINUTE: 1, HOUR: 60, DAY: 1440, MONTH: 43_200 } as const;

/**
 * The whole interval that a minute belongs to. A rolling one ends with the minute. "As soon as one calendar interval ends, another
 * automatically begins" [AWS API reference, CalendarInterval]; in UTC [inferred]. Before the first one it is as if intervals had
 * always been [ours], so that older recordings can be simulated.
 */
export function intervalOf(interval: ObjectiveInterval): (minute: number) => Stretch {
  const { kind, duration, unit } = interval;
  const minutes = duration * UNIT_MINUTES[unit];
  if (kind === 'rolling') return (minute) => ({ from: minute + 1 - minutes, to: minute + 1 });
  const first = minuteOf(interval.startSeconds * 1000);
  if (unit === 'MONTH') return months(timeOf(first), duration);
  return (minute) => {
    const from = first + Math.floor((minute - first) / minutes) * minutes;
    return { from, to: from + minutes };
  };
}

/** @param first epoch milliseconds at which an interval begins, @param length months of one */
function months(first: number, length: number): (minute: number) => Stretch {
  const startOf = (interval: number) => minuteOf(monthsAfter(first, interval * length));
  // Minutes are asked for in order, so the interval of the last one is mostly that of the next.
  let known = { from: 0, to: 0 };
  return (minute) => {
    if (minute < known.from || minute >= known.to) {
      const near = Math.floor(monthsBetween(first, timeOf(minute)) / length);
      const interval = minute < startOf(near) ? near - 1 : near;
      known = { from: startOf(interval), to: startOf(interval + 1) };
    }
    return known;
  };
}
