import fc from 'fast-check';
import type { IntervalUnit, ObjectiveInterval } from '../../../lib/assembly';
import type { Span } from './intervals';

/** Random histories as short lists, so that a counterexample can be read. */

/** So many minutes of the same kind; nothing is no data. */
export interface Spell {
  readonly minutes: number;
  /** Requests of each minute, or the value that is judged. */
  readonly total: number | undefined;
  /** Bad ones of each minute; two counters may disagree, or one of them be silent. */
  readonly bad?: number | undefined;
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 });

/** Silence, zeros, single requests, ordinary traffic, outages, and counters that disagree. */
function spell(longest: number): fc.Arbitrary<Spell> {
  const minutes = fc.integer({ min: 1, max: longest });
  const traffic = fc.nat(20).chain((total) => fc.record({ minutes, total: fc.constant(total), bad: fc.nat(total) }));
  return fc.oneof(
    traffic,
    fc.record({ minutes, total: fc.constant(undefined) }),
    fc.record({ minutes, total: fc.constant(0), bad: fc.constant(0) }),
    fc.record({ minutes: fc.constant(1), total: fc.constant(1), bad: fc.nat(1) }),
    fc.nat(20).map((total) => ({ minutes: Math.min(longest, 5), total, bad: total })),
    fc.record({ minutes, total: maybe(fc.nat(20)), bad: maybe(fc.integer({ min: -2, max: 25 })) }),
  );
}

/** @param longest minutes of a spell, of which there are up to `most` */
export function spells(longest: number, most: number): fc.Arbitrary<Spell[]> {
  return fc.array(spell(longest), { minLength: 1, maxLength: most });
}

export function minutesOf(history: readonly Spell[]): Spell[] {
  return history.flatMap((found) => Array<Spell>(found.minutes).fill(found));
}

/** Where calendars turn: months of every length, leap years, years, the days on which clocks are changed in Europe. */
const EDGES = [
  '2026-01-31',
  '2026-02-28',
  '2028-02-29',
  '2028-03-01',
  '2026-04-30',
  '2026-12-31',
  '2026-10-25',
  '2027-03-28',
];

export const startMinute = fc
  .tuple(fc.constantFrom(...EDGES), fc.integer({ min: -200, max: 1600 }))
  .map(([day, minutes]) => Date.parse(`${day}T00:00:00Z`) / 60_000 + minutes);

/** Short ones, so that they wrap within a short history, and months. @param start first minute of the history */
export function intervalNear(start: number, periodMinutes: number): fc.Arbitrary<ObjectiveInterval> {
  const of = (unit: IntervalUnit, most: number, times = 1) =>
    fc.record({ unit: fc.constant(unit), duration: fc.integer({ min: 1, max: most }).map((count) => count * times) });
  const short = fc.oneof(of('MINUTE', 60, periodMinutes), of('HOUR', 4), of('DAY', 2));
  const month = of('MONTH', 3);
  const since = (most: number) => fc.integer({ min: -most, max: most }).map((minutes) => (start + minutes) * 60);
  const calendar = (length: typeof month, most: number) =>
    fc
      .tuple(length, since(most))
      .map(([found, startSeconds]) => ({ kind: 'calendar' as const, ...found, startSeconds }));
  return fc.oneof(
    fc.oneof(short, month).map((found) => ({ kind: 'rolling' as const, ...found })),
    calendar(short, 3000),
    calendar(month, 600_000),
  );
}

/** Ascending, not overlapping, some before or after the history. */
export function exclusionsNear(start: number): fc.Arbitrary<Span[]> {
  const windows = fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 90 })), { maxLength: 3 });
  return windows.map((list) => {
    let end = start - 30;
    return list.map(([gap, length]) => {
      const from = end + gap;
      end = from + length;
      return { from, to: end };
    });
  });
}

/** Goals with none to three decimals. */
export const goal = fc.constantFrom('90', '99', '99.5', '99.9', '99.95', '99.999', '50', '66.667');

export const lookBacks = (periodMinutes: number) =>
  fc
    .array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 3 })
    .map((found) => found.map((periods) => periods * periodMinutes));
