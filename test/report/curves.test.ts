import { curves } from '../../lib/report/curves';
import { goodPercent, type Recorded } from '../../lib/report/readings';
import type { BudgetReport } from '../../lib/simulate';
import { at, cloudWatchOver, DAY, objectiveOf, START, seriesOf } from '../simulate/fixture';

const MOST = 2000;
const objective = objectiveOf();

/** A calm stretch of so many minutes with one minute in which all of 1,000 requests fail. */
function spike(minutes: number, minute: number) {
  const calm = { total: 1000, bad: 0 };
  return seriesOf(
    { minutes: minute, ...calm },
    { minutes: 1, total: 1000, bad: 1000 },
    { minutes: minutes - minute - 1, ...calm },
  );
}

function drawn(series: ReturnType<typeof seriesOf>, from = 0, to = series.minutes) {
  return curves({
    objective,
    cloudwatch: cloudWatchOver(series),
    series,
    from: at(from),
    to: at(to),
    mostPoints: MOST,
  });
}

describe('curves of a report', () => {
  it('have a point for each minute of an evening: five minutes of requests, and what the alarms compare', () => {
    const series = spike(600, 300);
    const { stepMinutes, good, worst, burns, left } = drawn(series);
    expect([stepMinutes, good.length, worst]).toEqual([1, 600, undefined]);
    // The minute 300 is readable at 301, which is point 300, and in the last five minutes until point 304.
    expect(good.slice(299, 306)).toEqual([100, 80, 80, 80, 80, 80, 100]);
    const cloudwatch = cloudWatchOver(series);
    const { longMinutes, shortMinutes } = objective.entry.tiers[0]!;
    const lower = Math.min(
      ...[longMinutes, shortMinutes].map((window) => cloudwatch.burn('prod-checkout', window, at(303))!),
    );
    expect(burns[0]![302]).toBeCloseTo(lower, 1);
    // All 301,000 requests so far may have 301 bad ones.
    expect(left[300]).toBeCloseTo(100 * (1 - 1000 / 301), 3);
  });

  it('keep the worst of many weeks: no more points than a picture has room for, and a bad minute is not lost', () => {
    const [minutes, bad] = [120 * DAY, 70_123];
    const series = spike(minutes, bad);
    const burn = (_: string, window: number, time: number) => (time === at(bad + 1) ? 10_000 / window : 0.5);
    const budget = (): BudgetReport => ({
      total: 10,
      usedFraction: 0.25,
      remaining: 7.5,
      bad: 2.5,
      outcomes: 10_000,
      status: 'OK',
    });
    const source = { objective, cloudwatch: { burn, budget }, series, from: at(0), to: at(minutes), mostPoints: MOST };
    const { stepMinutes, goodMinutes, good, worst, burns, left } = curves(source);
    expect(good.length).toBeLessThanOrEqual(MOST);
    expect(good.length * stepMinutes).toBeGreaterThanOrEqual(minutes);
    const point = Math.floor(bad / stepMinutes);
    expect([goodMinutes, Math.min(...(worst as number[])), worst![point]]).toEqual([5, 80, 80]);
    expect(good[point]).toBeCloseTo(100 - 100 / stepMinutes, 3);
    expect(new Set(left)).toEqual(new Set([75]));
    // The lower one of both windows, and of all minutes of the point the highest.
    for (const [tier, { longMinutes }] of objective.entry.tiers.entries()) {
      expect(burns[tier]).toHaveLength(good.length);
      expect(burns[tier]!.flatMap((value, index) => (value === 0.5 ? [] : [index, value]))).toEqual([
        point,
        Number((10_000 / longMinutes).toPrecision(3)),
      ]);
    }
  });

  it('agree with the direct definition on random minutes with gaps, for a part of a history, too', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1664525 + 1013904223) % 2 ** 32;
      return seed / 2 ** 32;
    };
    const stretches = Array.from({ length: 900 }, () => {
      const total = random() < 0.1 ? undefined : Math.floor(random() * 20);
      return {
        minutes: 1 + Math.floor(random() * 9),
        total,
        bad: total === undefined ? 0 : Math.floor(random() * random() * (total + 1)),
      };
    });
    const series = seriesOf(...stretches);
    const [from, to] = [37, series.minutes - 11];
    const { stepMinutes, worst, good } = drawn(series, from, to);
    const direct = (begin: number, end: number) => {
      const shares = Array.from({ length: end - begin }, (_, index) => direct5(series, begin + index + 1));
      return shares.reduce(
        (least, share) => (share === null ? least : least === null ? share : Math.min(least, share)),
        null,
      );
    };
    expect(stepMinutes).toBe(Math.ceil((to - from) / MOST));
    for (const [point, value] of (worst ?? good).entries()) {
      const end = Math.min(from + (point + 1) * stepMinutes, to);
      const expected = direct(worst === undefined ? end - 1 : from + point * stepMinutes, end);
      if (expected === null) expect(value).toBeNull();
      else expect(value).toBeCloseTo(expected, 3);
    }
  });

  it('have no value where there is no data', () => {
    const { good, burns } = drawn(seriesOf({ minutes: 30, total: undefined }));
    expect(new Set([...good, ...burns.flat()])).toEqual(new Set([null]));
  });
});

/** Percent of good requests of the five minutes before one, from a slice. */
function direct5({ good, total }: Recorded, minute: number): number | null {
  const sum = (values: Float64Array) =>
    [...values.slice(Math.max(0, minute - 5), minute)]
      .filter((value) => !Number.isNaN(value))
      .reduce((a, b) => a + b, 0);
  return sum(total) === 0 ? null : (100 * sum(good)) / sum(total);
}

it('the share of good requests is that of the five minutes before', () => {
  const series = seriesOf(
    { minutes: 5, total: 10, bad: 5 },
    { minutes: 5, total: undefined },
    { minutes: 5, total: 10 },
  );
  expect([0, 1, 5, 7, 10, 12].map((minute) => goodPercent(series, START + minute))).toEqual([
    null,
    50,
    50,
    50,
    null,
    100,
  ]);
});
