import { ValueSeries } from '../../lib/simulate';

const GAP = Number.NaN;
const fromRows = (seconds: readonly number[], value: readonly number[], stepSeconds: number) =>
  ValueSeries.fromHistory({
    at: Float64Array.from(seconds, (second) => second * 1000),
    value: Float64Array.from(value),
    stepMs: stepSeconds * 1000,
  });
const partsOf = ({ startMinute, stepMinutes, values, endMinute }: ValueSeries) => [
  startMinute,
  stepMinutes,
  [...values],
  endMinute,
];

describe('a series of values', () => {
  it('has one value of each step, and gaps as no data', () => {
    const series = fromRows([600, 900, 1500], [1.5, 0, 7], 300);
    expect(partsOf(series)).toEqual([10, 5, [1.5, 0, GAP, 7], 30]);
  });

  it('rounds times down to the minute, all by the same 53 s', () => {
    expect(partsOf(fromRows([53, 113], [1, 2], 60))).toEqual([0, 1, [1, 2], 2]);
  });

  it.each([61, 90, 3601])('refuses a step of %i s, which rounding would make uneven', (step) => {
    const why = 'rounded down to the minute, rows would no longer be equally far apart';
    expect(() => fromRows([0, step], [1, 2], step)).toThrow(
      `series: got a step of ${step} s, allowed are multiples of 60 s: ${why}`,
    );
  });

  it('refuses rows a lifetime apart, before it takes memory for them', () => {
    expect(() => fromRows([0, 6e10], [1, 2], 60)).toThrow('got 1000000001 minutes');
  });

  it('is cut to the steps that lie wholly inside', () => {
    const series = new ValueSeries(10, 5, Float64Array.of(1, 2, 3, 4));
    expect(partsOf(series.between(11, 29))).toEqual([15, 5, [2, 3], 25]);
    expect(partsOf(series.between(0, 99))).toEqual([10, 5, [1, 2, 3, 4], 30]);
    expect(partsOf(series.between(15, 20))).toEqual([15, 5, [2], 20]);
    expect(series.between(16, 24).minutes).toBe(0);
    expect(series.between(40, 50).minutes).toBe(0);
  });

  it.each([
    ['steps of no minutes', 0, [1]],
    ['steps of half a minute', 0.5, [1]],
    ['a negative value', 1, [-1]],
    ['an endless value', 1, [Number.POSITIVE_INFINITY]],
  ])('refuses %s', (_, stepMinutes, values) => {
    expect(() => new ValueSeries(0, stepMinutes, Float64Array.from(values))).toThrow(RangeError);
  });
});
