import { Random } from '../../bench/study/random';
import { DAY_MINUTES, seriesOf, type Traffic } from '../../bench/study/traffic';
import type { RequestSeries } from '../../lib/simulate';

const MONTH = 30 * DAY_MINUTES;
const BUSY: Traffic = { perHour: 6000, swing: 0, errorRate: 0.01, burst: 1 };

function sums({ good, total }: RequestSeries, from = 0, to = total.length) {
  const sum = (values: Float64Array) => values.slice(from, to).reduce((all, value) => all + (value || 0), 0);
  return { bad: sum(total) - sum(good), total: sum(total) };
}

it.each((['together', 'inARow'] as const).flatMap((failures) => [1, 3, 10].map((burst) => ({ failures, burst }))))(
  'keeps rate and share of failures: $failures, bursts of $burst',
  ({ failures, burst }) => {
    const found = sums(seriesOf({ ...BUSY, failures, burst }, MONTH, Random.of(1)));
    const expected = { bad: 43_200, total: 4_320_000 };
    // A Poisson number of bursts of geometric length has the variance mean x (2 burst - 1); requests of the total come with them.
    const error = Math.sqrt(expected.bad * (2 * burst - 1));
    expect(Math.abs(found.bad - expected.bad)).toBeLessThan(4 * error);
    expect(Math.abs(found.total - expected.total)).toBeLessThan(4 * (Math.sqrt(expected.total) + error));
  },
);

it('lets failures come together: ten in a minute that has any', () => {
  const quiet = { perHour: 60, swing: 0, errorRate: 0.01, burst: 10 };
  const series = seriesOf(quiet, 2 * MONTH, Random.of(2));
  const minutes = series.total.filter((total, minute) => series.good[minute]! < total).length;
  expect(sums(series).bad / minutes).toBeGreaterThan(8);
  expect(sums(series).bad / minutes).toBeLessThan(12);
});

it('lets failures come in a row: at one request a minute most minutes with failures have nothing else', () => {
  const quiet: Traffic = { perHour: 60, swing: 0, errorRate: 0.01, burst: 10, failures: 'inARow' };
  const series = seriesOf(quiet, 2 * MONTH, Random.of(2));
  const bad = [...series.total].map((total, minute) => total - series.good[minute]!);
  const wholly = bad.filter((count, minute) => count === series.total[minute]).length;
  const partly = bad.filter((count, minute) => count > 0 && count < series.total[minute]!).length;
  expect(wholly).toBeGreaterThan(3 * partly);
});

it('swings around its mean: busy in the morning, quiet in the evening, as much in all', () => {
  const series = seriesOf({ ...BUSY, perHour: 600, swing: 0.95 }, MONTH, Random.of(3));
  const at = (hour: number) => {
    const hours = Array.from({ length: 30 }, (_, day) => day * DAY_MINUTES + hour * 60);
    return hours.reduce((all, from) => all + sums(series, from, from + 60).total, 0) / 30;
  };
  // 600 x (1 + 0.95 sin): 1170 at its peak, 30 at its trough.
  expect(at(6)).toBeGreaterThan(1100);
  expect(at(18)).toBeLessThan(60);
  expect(Math.abs(sums(series).total - 432_000)).toBeLessThan(4 * Math.sqrt(432_000));
});

it('has a gap where no request came', () => {
  const { good, total } = seriesOf({ ...BUSY, perHour: 6 }, MONTH, Random.of(4));
  const gaps = total.filter(Number.isNaN).length;
  expect(Math.abs(gaps / MONTH - Math.exp(-0.1))).toBeLessThan(0.006);
  expect(total).not.toContain(0);
  expect(good.filter(Number.isNaN)).toHaveLength(gaps);
});

it('fails wholly from the moment of an outage on, in its first minute partly', () => {
  const series = seriesOf({ ...BUSY, errorRate: 0.0001 }, 100, Random.of(5), 50.25);
  const share = (minute: number) => 1 - series.good[minute]! / series.total[minute]!;
  expect(share(49)).toBeLessThan(0.05);
  expect(share(50)).toBeGreaterThan(0.55);
  expect(share(50)).toBeLessThan(0.95);
  expect(sums(series, 51).bad).toBe(sums(series, 51).total);
});
