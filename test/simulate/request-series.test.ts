import { RequestSeries, repeatToFill } from '../../lib/simulate';
import { historyOf } from './history-fixture';

const list = (values: Float64Array) => [...values];
const row = (minute: number, good: number, total: number) => ({ at: minute * 60_000, good, total });
const seriesOf = (rows: readonly ReturnType<typeof row>[], stepMs: number) =>
  RequestSeries.fromHistory(historyOf(rows, stepMs));
const GAP = Number.NaN;

describe('a series of requests', () => {
  it('holds rows by minute and gaps as no data', () => {
    const series = seriesOf([row(10, 1, 2), row(12, 3, 3)], 60_000);
    expect([series.startMinute, series.endMinute, series.minutes]).toEqual([10, 13, 3]);
    expect(list(series.total)).toEqual([2, GAP, 3]);
    expect(list(series.good)).toEqual([1, GAP, 3]);
  });

  it('spreads a longer step over its minutes in whole requests and invents none', () => {
    const series = seriesOf([row(0, 4, 7), row(5, 0, 3)], 300_000);
    expect(list(series.total)).toEqual([1, 1, 2, 1, 2, 0, 1, 0, 1, 1]);
    const bad = list(series.total).map((total, minute) => total - series.good[minute]!);
    expect(bad.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    expect(bad.slice(0, 5).reduce((a, b) => a + b)).toBe(3);
    expect(bad.slice(5)).toEqual([0, 1, 0, 1, 1]);
  });

  it('spreads fractions evenly', () => {
    const series = seriesOf([row(0, 0.5, 1.5)], 120_000);
    expect([list(series.total), list(series.good)]).toEqual([
      [0.75, 0.75],
      [0.25, 0.25],
    ]);
  });

  it('covers every minute of a step that is no multiple of a minute', () => {
    const rows = [0, 90_000, 180_000, 270_000].map((at) => ({ at, good: 3, total: 3 }));
    expect(list(seriesOf(rows, 90_000).total)).toEqual([3, 1, 2, 3, 1, 2]);
  });

  it('rounds times down to the minute', () => {
    const rows = [53_000, 113_000, 233_000].map((at) => ({ at, good: 1, total: 1 }));
    const series = seriesOf(rows, 60_000);
    expect([series.startMinute, list(series.total)]).toEqual([0, [1, 1, GAP, 1]]);
  });

  it('keeps sums where products of counts are none that doubles can count', () => {
    const largest = Number.MAX_SAFE_INTEGER;
    const { good, total } = seriesOf([row(0, 1, largest)], 420_000);
    expect([...total].reduce((sum, count) => sum + BigInt(count), 0n)).toBe(BigInt(largest));
    expect([...good].reduce((sum, count) => sum + count)).toBe(1);
  });

  it('is cut to minutes of it', () => {
    const series = seriesOf([row(10, 1, 2), row(12, 3, 3)], 60_000);
    const cut = (from: number, to: number) => {
      const { startMinute, endMinute, total } = series.between(from, to);
      return [startMinute, endMinute, list(total)];
    };
    expect(cut(11, 13)).toEqual([11, 13, [GAP, 3]]);
    expect(cut(0, 11)).toEqual([10, 11, [2]]);
    expect(cut(12, 99)).toEqual([12, 13, [3]]);
    expect(series.between(12, 11).minutes).toBe(0);
    expect(series.between(0, 5).minutes).toBe(0);
    expect(series.between(20, 25).minutes).toBe(0);
  });

  it('is empty without rows', () => {
    expect(seriesOf([], 60_000).minutes).toBe(0);
  });

  it('refuses rows a lifetime apart, before it takes memory for them', () => {
    expect(() => seriesOf([row(0, 1, 1), row(1e9, 1, 1)], 60_000)).toThrow('got 1000000001 minutes');
  });

  it('is joined with a later one, with a gap between', () => {
    const first = seriesOf([row(0, 1, 1)], 60_000);
    const joined = first.append(seriesOf([row(2, 0, 1)], 60_000));
    expect([joined.startMinute, list(joined.good), list(joined.total)]).toEqual([0, [1, GAP, 0], [1, GAP, 1]]);
    expect(() => joined.append(first)).toThrow('append: got a start at minute 0, allowed is 3 or later');
  });

  it('moves in time', () => {
    expect(seriesOf([row(0, 1, 1)], 60_000).startingAt(100).endMinute).toBe(101);
  });

  it.each([
    ['lengths that differ', [1], [1, 1]],
    ['more good than total', [2], [1]],
    ['negative counts', [-1], [1]],
    ['an endless count', [0], [Number.POSITIVE_INFINITY]],
    ['half a gap', [GAP], [1]],
  ])('refuses %s', (_, good, total) => {
    expect(() => new RequestSeries(0, Float64Array.from(good), Float64Array.from(total))).toThrow(RangeError);
  });
});

describe('repeating an ordinary stretch', () => {
  const ordinary = seriesOf([row(0, 1, 1), row(1, 2, 2), row(2, 3, 3)], 60_000);

  it('fills the minutes back to back and ends with a whole repetition', () => {
    const filled = repeatToFill(ordinary, 8, 1000);
    expect([filled.startMinute, filled.endMinute]).toEqual([992, 1000]);
    expect(list(filled.total)).toEqual([2, 3, 1, 2, 3, 1, 2, 3]);
  });

  it('fills whole multiples', () => {
    expect(list(repeatToFill(ordinary, 6, 6).good)).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('cuts what is longer than needed', () => {
    expect(list(repeatToFill(ordinary, 2, 2).good)).toEqual([2, 3]);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %p minutes', (minutes) => {
    expect(() => repeatToFill(ordinary, minutes, 0)).toThrow(RangeError);
  });

  it('refuses an empty stretch', () => {
    expect(() => repeatToFill(seriesOf([], 60_000), 5, 0)).toThrow('repeat: got an empty series');
  });
});
