import type { ExclusionWindowDefinition } from '../assembly';
import { quoted, recurrenceFaults } from '../model/schedule';
import { type Beginnings, cronBeginnings, notBefore, onceAt } from './beginnings';
import { monthsAfter, monthsBetween } from './calendar-months';
import { MINUTE_MS, timeOf } from './minutes';
import type { Stretch } from './outcomes';

const UNIT_MS = { MINUTE: MINUTE_MS, HOUR: 60 * MINUTE_MS, DAY: 1440 * MINUTE_MS } as const;
const LONGEST_MONTH_MS = 31 * UNIT_MS.DAY;

/**
 * The minutes that an SLO does not count, ascending and without overlaps; a minute that is excluded in part is excluded. Everything is UTC.
 *
 * No window begins before its start. A month, also as a duration, has its true length [ours: as in calendar intervals]. A `rate` counts
 * from the start; a `cron` without a start has always been there [ours].
 *
 * @param objectiveName of the SLO, for errors
 * @throws RangeError for an expression that is not simulated, and a window that says nowhere when it begins
 */
export function excludedStretches(
  windows: readonly ExclusionWindowDefinition[],
  fromMinute: number,
  toMinute: number,
  objectiveName: string,
): readonly Stretch[] {
  const found = windows.flatMap((window) => {
    const fail = (got: string, allowed: string): never => {
      throw new RangeError(`SLO "${objectiveName}": exclusion window: got ${got}, allowed ${allowed}`);
    };
    return stretchesOf(window, beginningsOf(window, fail), fromMinute, toMinute);
  });
  return merged(found);
}

function stretchesOf(
  { duration, unit }: ExclusionWindowDefinition,
  next: Beginnings,
  fromMinute: number,
  toMinute: number,
): Stretch[] {
  const endOf = (begun: number) => (unit === 'MONTH' ? monthsAfter(begun, duration) : begun + duration * UNIT_MS[unit]);
  const longest = duration * (unit === 'MONTH' ? LONGEST_MONTH_MS : UNIT_MS[unit]);
  const found: Stretch[] = [];
  const end = timeOf(toMinute);
  for (let begun = next(timeOf(fromMinute) - longest); begun !== undefined && begun < end; begun = next(begun)) {
    const from = Math.max(fromMinute, Math.floor(begun / MINUTE_MS));
    const to = Math.min(toMinute, Math.ceil(endOf(begun) / MINUTE_MS));
    if (to > from) found.push({ from, to });
  }
  return found;
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const found: { from: number; to: number }[] = [];
  for (const { from, to } of [...stretches].sort((one, other) => one.from - other.from)) {
    const last = found.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

function beginningsOf(
  { startsAt, expression }: ExclusionWindowDefinition,
  fail: (got: string, allowed: string) => never,
): Beginnings {
  const [, kind, fields = ''] = /^(cron|rate)\((.*)\)$/.exec(expression ?? '') ?? [];
  if (kind !== 'cron' && startsAt === undefined)
    return fail(
      `no StartTime${expression === undefined ? '' : ` with ${quoted(expression)}`}`,
      'is one, unless its expression is cron(...)',
    );
  if (expression === undefined) return onceAt(startsAt!);
  const [fault] = recurrenceFaults(expression).filter(({ uncertain }) => !uncertain);
  if (fault !== undefined)
    return fail(
      `${quoted(expression)}${fault.part === undefined ? '' : ` (${fault.part}: ${fault.got})`}`,
      fault.allowed,
    );
  if (kind === 'rate') return rate(fields, startsAt!);
  try {
    // Five fields are read as six without the year: the only ones known hold a `?` [inferred].
    const beginnings = cronBeginnings(fields, { timeZone: 'UTC', quartz: true });
    return startsAt === undefined ? beginnings : notBefore(startsAt, beginnings);
  } catch {
    return fail(
      quoted(expression),
      'are values, names, lists, steps and ranges that ascend, weekdays from 1 (Sunday) to 7, "L", "LW" and "15W" as days of the month, "6L" and "6#2" as weekdays',
    );
  }
}

/** `3 day`, from the start on. */
function rate(text: string, start: number): Beginnings {
  const [, count, unit] = /(\d+)\s+(hour|day|month)/.exec(text)!;
  const every = Number(count);
  const unitMs = unit === 'hour' ? UNIT_MS.HOUR : UNIT_MS.DAY;
  const nth = (n: number) => (unit === 'month' ? monthsAfter(start, n * every) : start + n * every * unitMs);
  const units = (time: number) => (unit === 'month' ? monthsBetween(start, time) : (time - start) / unitMs);
  return (after) => {
    const n = Math.max(0, Math.floor(units(after) / every));
    return nth(n) > after ? nth(n) : nth(n + 1);
  };
}
