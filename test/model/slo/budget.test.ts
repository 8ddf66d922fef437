import {
  attainment,
  budgetMinutes,
  budgetRequests,
  burnRate,
  consumedShare,
  formatDecimal,
  parseGoal,
  remainingRequests,
  remainingShare,
  toNumber,
} from '../../../lib/model/slo';
import { cases, days, goalOf } from './facts';

describe('budget in minutes', () => {
  it.each(cases<{ goalPercent: number } & Record<string, number>>('budget_minutes'))(
    'of $goalPercent % is exact for every interval',
    ({ goalPercent, ...row }) => {
      const goal = parseGoal(goalPercent);
      const computed = Object.keys(row).map((key) => [key, toNumber(budgetMinutes(goal, days(Number(key.slice(1)))))]);
      expect(Object.fromEntries(computed)).toEqual(row);
    },
  );

  it('counts a calendar month as 30 days', () => {
    expect(toNumber(budgetMinutes(parseGoal(99.9), { kind: 'calendar', months: 1 }))).toBe(43.2);
  });
});

interface AwsDay {
  day: number;
  total: number;
  bad: number;
  intervalTotal: number;
  intervalGood: number;
  attainmentPercent: number;
  budgetRequests: number;
  remainingRequests: number;
}

describe('the request-based table of the CloudWatch user guide', () => {
  const goal = parseGoal(85);
  const table = cases<AwsDay>('aws_request_based_table');

  it.each(table)('day $day: attainment $attainmentPercent %, $remainingRequests requests left', (row) => {
    const window = table.filter(({ day }) => day <= row.day && day > row.day - 5);
    const total = window.reduce((sum, day) => sum + day.total, 0);
    const bad = window.reduce((sum, day) => sum + day.bad, 0);
    expect([total, total - bad]).toEqual([row.intervalTotal, row.intervalGood]);
    expect(formatDecimal(attainment(total - bad, total)!.ratio.mul(100), 2)).toBe(String(row.attainmentPercent));
    expect(toNumber(budgetRequests(goal, total))).toBe(row.budgetRequests);
    expect(toNumber(remainingRequests({ bad, total, goal }))).toBe(row.remainingRequests);
  });

  it('shows an overspent budget as negative', () => {
    expect(formatDecimal(remainingRequests({ bad: 17, total: 57, goal }), 1)).toBe('-8.5');
  });
});

describe('period-based budgets', () => {
  it.each(
    cases<{ goalPercent: number; periods: number; goodPeriodsNeeded: number; budgetPeriods: number }>(
      'aws_period_based_example',
    ),
  )('of $periods periods at $goalPercent % are $budgetPeriods', ({ goalPercent, periods, ...expected }) => {
    const budget = budgetRequests(parseGoal(goalPercent), periods);
    expect(toNumber(budget)).toBe(expected.budgetPeriods);
    expect(periods - toNumber(budget)).toBe(expected.goodPeriodsNeeded);
  });
});

describe("other tools' figures for budgets", () => {
  it.each(
    cases<{ good: number; total: number; target: number; consumedExact: number; remainingUnclamped: number }>(
      'elastic_budget',
    ),
  )('Elastic: $good of $total at $target consume $consumedExact', ({ good, total, target, ...expected }) => {
    const outcomes = { bad: Math.max(0, total - good), total, goal: goalOf(target) };
    expect(toNumber(consumedShare(outcomes))).toBe(expected.consumedExact);
    expect(toNumber(remainingShare(outcomes))).toBe(expected.remainingUnclamped);
  });

  it('OpenSLO: a week at 99.95 %, two weeks of minutes at 95 %, 336,000 requests at 95 %', () => {
    const [week, slices, , requests] = cases<{ budgetMinutes: number; slices: number; budgetEvents: number }>(
      'openslo_examples',
    );
    expect(toNumber(budgetMinutes(parseGoal(99.95), days(7)))).toBe(week!.budgetMinutes);
    expect(toNumber(budgetMinutes(parseGoal(95), days(14)))).toBe(slices!.budgetMinutes);
    expect(toNumber(budgetRequests(parseGoal(95), 336_000))).toBe(requests!.budgetEvents);
  });

  it('Instana: bad minutes against a week, and good and bad events', () => {
    const [first, second, events] = cases<{
      goalPercent: number;
      periodMinutes: number;
      budgetMinutes: number;
      badMinutes: number;
      sliPercent: number;
      remainingMinutes: number;
      good: number;
      bad: number;
    }>('instana_examples');
    for (const row of [first!, second!]) {
      expect(toNumber(budgetRequests(parseGoal(row.goalPercent), row.periodMinutes))).toBe(row.budgetMinutes);
    }
    const share = attainment(first!.periodMinutes - first!.badMinutes, first!.periodMinutes)!;
    expect(formatDecimal(share.ratio.mul(100), 2)).toBe(String(first!.sliPercent));
    const { badMinutes: bad, periodMinutes: total, goalPercent, remainingMinutes } = second!;
    expect(toNumber(remainingRequests({ bad, total, goal: parseGoal(goalPercent) }))).toBe(remainingMinutes);
    const ofEvents = attainment(events!.good, events!.good + events!.bad)!;
    expect(formatDecimal(ofEvents.ratio.mul(100), 2)).toBe(String(events!.sliPercent));
  });

  it.each(cases<Record<string, number>>('slo_generator_report'))('slo-generator: half a day at SLI $sli', (row) => {
    const goal = goalOf(row.goal!);
    const interval = days(row.windowSeconds! / 86_400);
    const total = row.windowSeconds! / 60;
    const outcomes = { bad: row.errorMinutes!, total, goal };
    expect(toNumber(budgetMinutes(goal, interval))).toBe(row.budgetMinutes);
    expect(toNumber(remainingRequests(outcomes))).toBe(row.remainingMinutes);
    expect(toNumber(consumedShare(outcomes).mul(100))).toBe(row.consumedPercent);
    expect(toNumber(burnRate(outcomes)!)).toBe(row.burn);
  });
});

interface ElasticSli {
  good: number;
  total: number;
  sli?: number;
  sliOlderCode?: number;
  totalSlices?: number;
  target?: number;
  burn?: number;
  burnWithoutFixedDenominator?: number;
}

describe('attainment', () => {
  it.each(cases<ElasticSli>('elastic_sli').filter(({ sli }) => sli !== undefined))(
    'of $good of $total (slices: $totalSlices) is $sli, nothing where Elastic says -1, and held at 1',
    ({ good, total, totalSlices, sli, sliOlderCode }) => {
      const all = totalSlices ?? total;
      const result = attainment(good + all - total, all);
      if (sli === -1) return expect(result).toBeUndefined();
      expect(formatDecimal(result!.ratio, 6)).toBe(String(sliOlderCode ?? sli));
      expect(result!.clamped).toBe(sliOlderCode !== undefined);
    },
  );

  it.each(cases<ElasticSli>('elastic_sli').filter(({ burn }) => burn !== undefined))(
    'over $totalSlices expected slices makes one bad slice a burn of $burn',
    ({ good, total, totalSlices, target, ...expected }) => {
      const goal = goalOf(target!);
      const bad = total - good;
      expect(toNumber(burnRate({ bad, total: totalSlices!, goal })!)).toBeCloseTo(expected.burn!, 6);
      expect(toNumber(burnRate({ bad, total, goal })!)).toBe(expected.burnWithoutFixedDenominator);
    },
  );

  it.each([
    ['good', -1, 10],
    ['good', Number.NaN, 10],
    ['total', 1, -10],
    ['total', 1, Number.POSITIVE_INFINITY],
    ['total', 0, Number.NaN],
  ])('refuses a %s that is no count (%p of %p)', (name, good, total) => {
    expect(() => attainment(good, total)).toThrow(new RegExp(`^${name}: got .*, allowed are counts from 0 up$`));
  });

  it('says that exactly the budget was consumed, where doubles say less', () => {
    expect(consumedShare({ bad: 1, total: 1000, goal: parseGoal(99.9) }).equals(1)).toBe(true);
    expect(0.001 / (1 - 0.999)).toBeLessThan(1);
  });

  it('takes a day of a large site without losing a request', () => {
    const outcomes = { bad: 9_007_199_254_740, total: 9_007_199_254_740_991, goal: parseGoal('99.9') };
    expect(formatDecimal(remainingRequests(outcomes), 3)).toBe('0.991');
  });
});
