import { RequestSeries } from '../../../lib/simulate';
import { ErrorBudgetHistory } from '../../../lib/simulate/error-budget-history';
import { MetricStore } from '../../../lib/simulate/metric-store';
import { outcomesOf } from '../../../lib/simulate/outcomes';
import { catalogueEntryOf, requestMetric } from '../../assembly/fixture';
import { cases, goalOf } from '../../model/slo/facts';
import { at, DAY, seriesOf } from '../fixture';
import { burnAlarm, cloudWatchOf, days, GOOGLE_TIERS, SLO } from './fixture';

/** Published figures about SLOs that count requests, through the running simulator. */

interface AwsDay {
  readonly day: number;
  readonly total: number;
  readonly bad: number;
  readonly intervalTotal: number;
  readonly intervalGood: number;
  readonly attainmentPercent: number;
  readonly budgetRequests: number;
  readonly remainingRequests: number;
}

describe('the ten days of the AWS example', () => {
  const table = cases<AwsDay>('aws_request_based_table');
  // All requests of a day come at noon.
  const series = seriesOf(
    ...table.flatMap(({ total, bad }) => [
      { minutes: DAY / 2, total: undefined },
      { minutes: 1, total, bad },
      { minutes: DAY / 2 - 1, total: undefined },
    ]),
  );
  const cloudWatch = cloudWatchOf({ goalPercent: 85, interval: days(5) }, series);

  it.each(table)('day $day: $remainingRequests requests are left', (row) => {
    const { outcomes, bad, total, remaining, status } = cloudWatch.budget(SLO, at(row.day * DAY));
    expect([outcomes, outcomes - bad]).toEqual([row.intervalTotal, row.intervalGood]);
    expect(cloudWatch.attainment(SLO, at(row.day * DAY))).toBeCloseTo(row.attainmentPercent, 1);
    expect(total).toBeCloseTo(row.budgetRequests, 9);
    expect(remaining).toBeCloseTo(row.remainingRequests, 9);
    expect(status === 'BREACHED').toBe(row.remainingRequests < 0);
  });
});

describe('examples of Elastic', () => {
  /** One minute of two counters, of which the good one may be ahead. */
  function historyOf(good: number, total: number, target: number): ErrorBudgetHistory {
    const store = new MetricStore();
    store.record(requestMetric('good'), 'Sum', 0, Float64Array.of(good));
    store.record(requestMetric('total'), 'Sum', 0, Float64Array.of(total));
    const outcomes = outcomesOf(store, catalogueEntryOf().measurement, { from: 0, to: 1 });
    return new ErrorBudgetHistory(outcomes, goalOf(target).percent, days(7));
  }

  interface Counted {
    readonly good: number;
    readonly total: number;
    readonly target: number;
  }
  const counted = <Row extends Partial<Counted>>(rows: readonly Row[]) => rows.filter(({ good }) => good !== undefined);

  it.each(counted(cases<Counted & { burn: number }>('elastic_burn')))(
    'burn of $good good of $total at $target',
    ({ good, total, target, burn }) => {
      // Elastic says 0 without data, CloudWatch has no data point.
      expect(historyOf(good, total, target).burn(60, 0)).toBe(total === 0 ? Number.NaN : burn);
    },
  );

  it.each(cases<Counted & { consumedExact: number; remainingUnclamped: number }>('elastic_budget'))(
    'budget that $good good of $total use at $target',
    ({ good, total, target, consumedExact, remainingUnclamped }) => {
      const budget = historyOf(good, total, target).budget(0);
      expect(budget.usedFraction).toBe(consumedExact);
      if (total > 0) expect(budget.remaining / budget.total).toBeCloseTo(remainingUnclamped, 9);
    },
  );

  const shares = cases<{ good: number; total: number; totalSlices?: number; sli: number; sliOlderCode?: number }>(
    'elastic_sli',
  );
  it.each(shares.filter(({ totalSlices }) => totalSlices === undefined))(
    'attainment of $good good of $total',
    ({ good, total, sli, sliOlderCode = sli }) => {
      const attainment = historyOf(good, total, 0.999).attainment(0);
      // -1 means no data.
      if (sli === -1) expect(attainment).toBeNaN();
      else expect(attainment / 100).toBeCloseTo(sliOlderCode, 6);
    },
  );
});

describe('the budget of requests', () => {
  it('of OpenSLO: 24,000 requests a day for two weeks', () => {
    const { budgetEvents } = cases<{ name: string; budgetEvents: number }>('openslo_examples').find(({ name }) =>
      name.startsWith('Occurrences'),
    )!;
    const hour = [
      { minutes: 1, total: 1000 },
      { minutes: 59, total: 0 },
    ];
    const series = seriesOf(...Array.from({ length: 14 * 24 }, () => hour).flat());
    const cloudWatch = cloudWatchOf({ goalPercent: 95, interval: days(14) }, series);
    expect(cloudWatch.budget(SLO, at(14 * DAY)).total).toBe(budgetEvents);
  });

  const events = cases<Record<string, number>>('instana_examples').filter(({ good }) => good !== undefined);
  it.each(events)('of Instana: $good good, $bad bad', ({ good, bad, sliPercent }) => {
    const cloudWatch = cloudWatchOf({ goalPercent: 95 }, seriesOf({ minutes: 1, total: good! + bad!, bad: bad! }));
    expect(cloudWatch.attainment(SLO, at(1))).toBeCloseTo(sliPercent!, 2);
  });

  // AWS computes thresholds with months of 30 days, budgets with true ones.
  const FIRST_OF = { 28: '2026-02-01', 29: '2028-02-01', 30: '2026-04-01', 31: '2026-01-01' };
  it.each(cases<{ monthDays: keyof typeof FIRST_OF; burn: number }>('calendar_month_bias'))(
    'of a month of $monthDays days: an hour at $burn uses 2 %',
    ({ monthDays, burn }) => {
      const perMinute = 1250;
      const start = Date.parse(`${FIRST_OF[monthDays]}T00:00:00Z`) / 60_000;
      const total = new Float64Array(monthDays * DAY).fill(perMinute);
      const good = Float64Array.from(total);
      const hour = 10 * DAY;
      // A burn of 1 is one bad request of a thousand.
      const bad = Math.round((burn * 60 * perMinute) / 1000);
      for (let left = bad, minute = hour; left > 0; left -= perMinute, minute += 1)
        good[minute] = perMinute - Math.min(left, perMinute);
      const interval = { kind: 'calendar', duration: 1, unit: 'MONTH', startSeconds: start * 60 } as const;
      const cloudWatch = cloudWatchOf({ goalPercent: 99.9, interval }, new RequestSeries(start, good, total));
      const after = (minutes: number) => (start + minutes) * 60_000;
      expect(cloudWatch.burn(SLO, 60, after(hour + 60))).toBe(burn);
      expect(cloudWatch.budget(SLO, after(monthDays * DAY)).usedFraction).toBe(0.02);
    },
  );
});

interface LowTraffic {
  readonly requestsPerHour: number;
  readonly eventsInPeriod: number;
  readonly budgetEvents: number;
  readonly badNeededFast: number;
  readonly badNeededSlow: number;
}

describe.each(cases<LowTraffic>('low_traffic_events'))('at $requestsPerHour requests per hour', (row) => {
  const alarms = GOOGLE_TIERS.map(({ tier, longMinutes, shortMinutes, burn }) =>
    burnAlarm(tier, [longMinutes, shortMinutes], burn),
  );
  /** All requests of an hour come in one minute; that of the last hour has the bad ones. */
  const after = (hours: number, bad: number) => {
    const requests = { minutes: 1, total: row.requestsPerHour };
    const good = Array.from({ length: hours }, () => [{ minutes: 59, total: 0 }, requests]).flat();
    const series = seriesOf(...good.slice(0, -1), { ...requests, bad });
    const cloudWatch = cloudWatchOf({ goalPercent: 99.9, alarms }, series);
    cloudWatch.evaluate(at(hours * 60));
    return cloudWatch;
  };

  it.each([
    ['page-fast', row.badNeededFast],
    ['page-slow', row.badNeededSlow],
  ])('%s fires at bad request %d, not before', (tier, needed) => {
    expect([needed - 1, needed].map((bad) => after(6, bad).state(tier).value)).toEqual(['OK', 'ALARM']);
  });

  it('the budget of 30 days is a thousandth of them', () => {
    const budget = after(30 * 24, 0).budget(SLO, at(30 * DAY));
    expect(budget).toMatchObject({ outcomes: row.eventsInPeriod, total: row.budgetEvents });
  });
});
