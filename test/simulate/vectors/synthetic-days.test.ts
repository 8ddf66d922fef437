import { ValueSeries } from '../../../lib/simulate/value-series';
import { START } from '../fixture';
import { definedEpisodes, episodes, interruptions, twiceAbove, weightedAlike } from './episodes';

/** Small twins of the recorded days, with what must fire worked out by hand. */

/** So many values in a row. */
function series(stepMinutes: number, ...runs: readonly (readonly [count: number, value: number])[]): ValueSeries {
  const values = runs.flatMap(([count, value]) => Array<number>(count).fill(value));
  return new ValueSeries(START, stepMinutes, Float64Array.from(values));
}

describe('an evening with one strong fault and two dips', () => {
  // 16 % for three minutes from minute 60, 90 % for two from 90 and for three from 200.
  const success = series(1, [60, 100], [3, 16], [27, 100], [2, 90], [108, 100], [3, 90], [97, 100]);
  const goodWhen = { good: 'GreaterThanOrEqualTo', threshold: 100 } as const;

  it('has three interruptions', () => {
    expect(interruptions(success, goodWhen)).toEqual([
      [60, 3],
      [90, 2],
      [200, 3],
    ]);
  });

  it('by judged minutes each of them fires, because one bad minute in an hour burns at 16.7', () => {
    // A bad minute stands in the short window for five minutes: the last ones are 62, 91 and 202.
    const expected = [
      [61, 68],
      [91, 97],
      [201, 208],
    ];
    expect(episodes(99.9, success, goodWhen)).toEqual(expected);
    expect(definedEpisodes(99.9, success, goodWhen)).toEqual(expected);
  });

  it('by shares of bad requests the fault fires and the dip in the hour after it, not the lone one', () => {
    // Of an hour 0.84 minutes are a burn of 14, 1.68 of 28; three minutes of 10 % are 5.
    expect(episodes(99.9, weightedAlike(success))).toEqual([
      [62, 68],
      [91, 97],
    ]);
  });
});

describe('values every five minutes with a limit of 50', () => {
  const goodWhen = { good: 'LessThanOrEqualTo', threshold: 50 } as const;
  const high = (...steps: readonly number[]) =>
    new ValueSeries(
      START,
      5,
      Float64Array.from({ length: 120 }, (_, step) => (steps.includes(step) ? 51 : 45)),
    );

  it.each([
    ['one too high is 8.3 times the budget of an hour at 99 %', high(20), []],
    ['two within an hour fire for one period', high(20, 28), [[145, 150]]],
    ['two an hour apart do not', high(60, 72), []],
  ])('%s', (_, values, expected) => {
    expect(episodes(99, values, goodWhen)).toEqual(expected);
    expect(definedEpisodes(99, values, goodWhen)).toEqual(expected);
  });

  it('that are missing do not weigh: two of seven in an hour are two of twelve', () => {
    const values = high(100, 106);
    values.values.fill(Number.NaN, 101, 106);
    expect(episodes(99, values, goodWhen)).toEqual([[535, 540]]);
  });
});

it('a latency twice above its limit fires, a lone spike does not', () => {
  expect(twiceAbove(3, series(1, [20, 1], [1, 9], [20, 1], [2, 4], [20, 1]))).toEqual([[43, 44]]);
});
