import { RequestSeries, repeatToFill } from '../../lib/simulate';

const list = (values: Float64Array) => [...values];
const row = (minute: number, good: number, total: number) => ({ at: minute * 60_000, good, total });
const GAP = Number.NaN;

describe('a series of requests', () => {
  it('holds rows by minute and gaps as no data', () => {
    const series = RequestSeries.fromRows([row(10, 1, 2), row(12, 3, 3)], 60_000);
    expect([series.startMinute, series.endMinute, series.minutes]).toEqual([10, 13, 3]);
    expect(list(series.total)).toEqual([2, GAP, 3]);
    expect(list(series.good)).toEqual([1, GAP, 3]);
  });

  it('spreads a longer step over its minutes in whole requests and invents none', () => {
    const series = RequestSeries.fromRows([row(0, 4, 7), row(5, 0, 3)], 300_000);
    expect(list(series.total)).toEqual([1, 1, 2, 1, 2, 0, 1, 0, 1, 1]);
    const bad = list(series.total).map((total, minute) => total - series.good[minute]!);
    expect(bad.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    expect(bad.slice(0, 5).reduce((a, b) => a + b)).toBe(3);
    expect(bad.slice(5)).toEqual([0, 1, 0, 1, 1]);
  });

  it('spreads fractions evenly', () => {
    const series = RequestSeries.fromRows([row(0, 0.5, 1.5)], 120_000);
    expect([list(series.total), list(series.good)]).toEqual([
      [0.75, 0.75],
      [0.25, 0.25],
    ]);
  });

  it('covers every minute of a step that is no multiple of a minute', () => {
    const rows = [0, 90_000, 180_000, 270_000].map((at) => ({ at, good: 3, total: 3 }));
    expect(list(RequestSeries.fromRows(rows, 90_000).total)).toEqual([3, 1, 2, 3, 1, 2]);
  });

  it('is empty without rows', () => {
    expect(RequestSeries.fromRows([], 60_000).minutes).toBe(0);
  });

  it('refuses rows a lifetime apart, before it takes memory for them', () => {
    expect(() => RequestSeries.fromRows([row(0, 1, 1), row(1e9, 1, 1)], 60_000)).toThrow('got 1000000001 minutes');
  });

  it('is joined with a later one, with a gap between', () => {
    const first = RequestSeries.fromRows([row(0, 1, 1)], 60_000);
    const joined = first.append(RequestSeries.fromRows([row(2, 0, 1)], 60_000));
    expect([joined.startMinute, list(joined.good), list(joined.total)]).toEqual([0, [1, GAP, 0], [1, GAP, 1]]);
    expect(() => joined.append(first)).toThrow('append: got a start at minute 0, allowed is 3 or later');
  });

  it('moves in time', () => {
    expect(RequestSeries.fromRows([row(0, 1, 1)], 60_000).startingAt(100).endMinute).toBe(101);
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
  const ordinary = RequestSeries.fromRows([row(0, 1, 1), row(1, 2, 2), row(2, 3, 3)], 60_000);

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
    expect(() => repeatToFill(RequestSeries.fromRows([], 60_000), 5, 0)).toThrow('repeat: got an empty series');
  });
});
