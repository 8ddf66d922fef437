import { oldestKept, piecesOf, rangeOf, stepsOf } from '../../lib/pull/range';
import { keptDays, stepFor } from '../../lib/pull/retention';

const NOW = Date.parse('2026-11-22T12:07:30Z');
const DAY_MS = 86_400_000;

describe('the step', () => {
  it.each([
    [0.5, 60, 60],
    [15, 60, 60],
    [15.5, 60, 300],
    [63, 60, 300],
    [64, 60, 3600],
    [455, 60, 3600],
    // Whole periods of the SLO, whatever CloudWatch keeps.
    [1, 180, 180],
    [30, 180, 900],
    [30, 900, 900],
    [100, 900, 3600],
  ])('for %d days of an SLO with periods of %d s is %d s', (days, period, step) => {
    expect(stepFor(days, period)).toBe(step);
  });

  it.each([
    [30, 60, 600],
    [1, 60, 86_400],
    [1, 300, 900],
  ])('for %d days and periods of %d s may be %d s when that is asked for', (days, period, step) => {
    expect(stepFor(days, period, step)).toBe(step);
  });

  it.each([
    [
      30,
      60,
      60,
      /^--step: got 60 s for 30 days, allowed are multiples of 300 s up to 86400 s: the shortest data points that CloudWatch keeps for so long are of 300 s$/,
    ],
    [1, 60, 90, /^--step: got 90 s for 1 days, allowed are multiples of 60 s/],
    [1, 300, 60, /allowed are multiples of 300 s .* the SLO is computed from periods of 300 s$/],
    [1, 60, 0, /got 0 s/],
    [1, 60, -60, /got -60 s/],
    [1, 60, 172_800, /got 172800 s/],
    [1, 60, Number.NaN, /got NaN s/],
    [0, 60, undefined, /^--days: got 0, allowed are numbers above 0, at most 455$/],
    [-1, 60, undefined, /--days: got -1/],
    [456, 60, undefined, /--days: got 456/],
    [Number.NaN, 60, undefined, /--days: got NaN/],
  ])('for %d days and periods of %d s cannot be %s', (days, period, step, message) => {
    expect(() => stepFor(days, period, step)).toThrow(message);
  });

  it.each([
    [60, 15],
    [120, 15],
    [300, 63],
    [900, 63],
    [3600, 455],
    [7200, 455],
    [90, 0],
  ])('of %d s is kept for %d days', (step, days) => {
    expect(keptDays(step)).toBe(days);
  });
});

describe('the range', () => {
  it.each([
    [0.5, 60, '2026-11-22T00:02:00.000Z', '2026-11-22T12:02:00.000Z'],
    [1, 60, '2026-11-21T12:02:00.000Z', '2026-11-22T12:02:00.000Z'],
    [30, 300, '2026-10-23T12:00:00.000Z', '2026-11-22T12:00:00.000Z'],
    [100, 3600, '2026-08-14T12:00:00.000Z', '2026-11-22T12:00:00.000Z'],
    // The oldest minute would be gone before it is read.
    [15, 60, '2026-11-07T12:23:00.000Z', '2026-11-22T12:02:00.000Z'],
  ])('of %d days in steps of %d s goes from %s to %s', (days, step, from, to) => {
    const range = rangeOf(days, step, NOW);
    expect([range.from, range.to].map((time) => new Date(time).toISOString())).toEqual([from, to]);
  });

  it.each([60, 300, 900, 3600, 86_400])(
    'in steps of %d s begins and ends on the grid, where everything is kept',
    (step) => {
      for (const days of [1, 7, 14.9, 15]) {
        const range = rangeOf(days, step, NOW);
        expect([range.from, range.to].map((time) => time % (step * 1000))).toEqual([0, 0]);
        expect(range.from).toBeGreaterThanOrEqual(oldestKept(step, NOW));
        expect(range.to).toBeLessThan(NOW);
      }
    },
  );

  it('has at least one step', () => {
    expect(rangeOf(1 / 24, 3600, NOW)).toMatchObject({ from: NOW - (NOW % 3_600_000) - 3_600_000 });
    expect(() => rangeOf(0.01, 3600, NOW)).toThrow('--days: got 0.01, allowed is at least one step of 3600 s');
  });

  it.each([
    [1, 60, [1440]],
    [2.5, 60, [1440, 1440, 720]],
    [30, 300, [1440, 1440, 1440, 1440, 1440, 1440]],
    [455, 3600, [1440, 1440, 1440, 1440, 1440, 1440, 1440, 839]],
  ])('of %d days in steps of %d s is read in pieces of %j steps, which follow each other', (days, step, lengths) => {
    const range = rangeOf(days, step, NOW);
    const pieces = piecesOf(range);
    expect(pieces.map(stepsOf)).toEqual(lengths);
    expect(pieces.map(({ from }) => from)).toEqual([range.from, ...pieces.slice(0, -1).map(({ to }) => to)]);
    expect(pieces.at(-1)!.to).toBe(range.to);
    expect(range.to - range.from).toBeLessThanOrEqual(days * DAY_MS);
  });
});
