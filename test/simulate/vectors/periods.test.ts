import { cases } from '../../model/slo/facts';
import { at, DAY } from '../fixture';
import { burnAlarm, cloudWatchOf, days, firings, GOOGLE_TIERS, periodsOf, SLO } from './fixture';

/** Published figures about SLOs that judge periods, through the running simulator. */

interface Quantum {
  readonly long: number | null;
  readonly longGte: number | null;
  readonly short: number | null;
  readonly percentOfBudget: number | null;
}
type Quantisation = {
  readonly goalPercent: number;
  readonly sloPeriodMinutes: number;
  readonly budgetPeriods: number;
  readonly onePeriodPercentOfBudget: number;
} & { readonly [tier: string]: Quantum | number };

describe.each(cases<Quantisation>('quantisation_period_based'))(
  'at $goalPercent % with periods of $sloPeriodMinutes min',
  ({ goalPercent, sloPeriodMinutes, budgetPeriods, onePeriodPercentOfBudget, ...row }) => {
    const warm = (30 * DAY) / sloPeriodMinutes;
    const most = 440;
    const alarms = GOOGLE_TIERS.flatMap(({ tier, longMinutes, shortMinutes, burn }) => [
      burnAlarm(`${tier}-pair`, [longMinutes, shortMinutes], burn),
      burnAlarm(`${tier}-long`, [longMinutes], burn),
      burnAlarm(`${tier}-long-gte`, [longMinutes], burn, 'GreaterThanOrEqualToThreshold'),
      burnAlarm(`${tier}-short`, [shortMinutes], burn),
    ]);
    const cloudWatch = cloudWatchOf({ goalPercent, alarms }, periodsOf(sloPeriodMinutes, [warm, 0], [most, 1]));
    const found = firings(cloudWatch, 30 * DAY, 30 * DAY + most * sloPeriodMinutes);

    it.each(GOOGLE_TIERS)('$tier fires with as many bad periods as are needed, not one earlier', ({ tier }) => {
      const { long, longGte, short } = row[tier] as Quantum;
      const fired = (alarm: string) => found.get(`${tier}-${alarm}`)?.fired ?? null;
      const after = (periods: number | null) => periods && periods * sloPeriodMinutes;
      expect(['pair', 'long', 'long-gte', 'short'].map(fired)).toEqual([long, long, longGte, short].map(after));
    });

    it('the budget is time, and each bad period uses the same share of it', () => {
      const usedAfter = (bad: number) => cloudWatch.budget(SLO, at(30 * DAY + bad * sloPeriodMinutes));
      expect(usedAfter(0).total).toBe(budgetPeriods);
      expect(usedAfter(1).usedFraction * 100).toBeCloseTo(onePeriodPercentOfBudget, 9);
      for (const { tier } of GOOGLE_TIERS) {
        const { long, percentOfBudget } = row[tier] as Quantum;
        if (long !== null) expect(usedAfter(long).usedFraction * 100).toBeCloseTo(percentOfBudget!, 9);
      }
    });
  },
);

it.each(cases<Record<string, number>>('single_bad_period_burn'))(
  'one bad period of $sloPeriodMinutes min at $goalPercent % shows $burn in $lookbackMinutes min',
  ({ goalPercent, sloPeriodMinutes, lookbackMinutes, burn }) => {
    const values = periodsOf(sloPeriodMinutes!, [400, 0], [1, 1]);
    const cloudWatch = cloudWatchOf({ goalPercent: goalPercent! }, values);
    expect(cloudWatch.burn(SLO, lookbackMinutes!, at(401 * sloPeriodMinutes!))).toBe(burn);
  },
);

describe('the budget of time', () => {
  it.each(cases<Record<string, number>>('aws_period_based_example'))(
    'of the AWS example is used up by $budgetPeriods bad periods, not by 130',
    ({ periodDays, sloPeriodMinutes, goalPercent, periods, goodPeriodsNeeded, budgetPeriods }) => {
      const values = periodsOf(sloPeriodMinutes!, [goodPeriodsNeeded! - 1, 0], [budgetPeriods! + 1, 1]);
      const cloudWatch = cloudWatchOf({ goalPercent: goalPercent!, interval: days(periodDays!) }, values);
      const after = (bad: number) => cloudWatch.budget(SLO, at(goodPeriodsNeeded! - 1 + bad));
      // "So far in the current interval, 130 of the 1-minute periods were unhealthy." [same page]
      expect(after(130)).toMatchObject({ total: budgetPeriods, bad: 130, remaining: 302, status: 'OK' });
      expect(after(budgetPeriods!)).toMatchObject({ usedFraction: 1, remaining: 0, status: 'WARNING' });
      expect(after(budgetPeriods! + 1)).toMatchObject({ outcomes: periods, remaining: -1, status: 'BREACHED' });
    },
  );

  it.each(cases<Record<string, number>>('budget_minutes'))('at $goalPercent %', ({ goalPercent, ...row }) => {
    for (const [name, minutes] of Object.entries(row)) {
      const interval = days(Number(name.slice(1)));
      const cloudWatch = cloudWatchOf({ goalPercent: goalPercent!, interval }, periodsOf(1, [1, 0]));
      expect(cloudWatch.budget(SLO, at(1)).total).toBe(minutes);
    }
  });

  const openSlo = cases<{ name: string; budgetMinutes?: number }>('openslo_examples');
  const named = (start: string) => openSlo.find(({ name }) => name.startsWith(start))!.budgetMinutes!;

  it('of OpenSLO: a week at 99.95 %', () => {
    const cloudWatch = cloudWatchOf({ goalPercent: 99.95, interval: days(7) }, periodsOf(1, [1, 0]));
    expect(cloudWatch.budget(SLO, at(1)).total).toBe(named('1 week'));
  });

  it('of OpenSLO: an attack of two weeks at 95 %, by time slices', () => {
    const minutes = named('Timeslices');
    const values = periodsOf(1, [14 * DAY, 0], [minutes + 1, 1]);
    const cloudWatch = cloudWatchOf({ goalPercent: 95, interval: days(14) }, values);
    const after = (attack: number) => cloudWatch.budget(SLO, at(14 * DAY + attack));
    expect(after(minutes)).toMatchObject({ total: minutes, usedFraction: 1, status: 'WARNING' });
    expect(after(minutes + 1).status).toBe('BREACHED');
  });

  const instana = cases<Record<string, number>>('instana_examples').filter(
    ({ badMinutes }) => badMinutes !== undefined,
  );
  it.each(instana)('of Instana: $badMinutes bad minutes at $goalPercent %', (row) => {
    const { goalPercent, periodMinutes, badMinutes, budgetMinutes, sliPercent, remainingMinutes } = row;
    const values = periodsOf(1, [periodMinutes! - badMinutes!, 0], [badMinutes!, 1]);
    const cloudWatch = cloudWatchOf({ goalPercent: goalPercent!, interval: days(7) }, values);
    const { total, remaining, status } = cloudWatch.budget(SLO, at(periodMinutes!));
    expect(total).toBe(budgetMinutes);
    if (sliPercent !== undefined) expect(cloudWatch.attainment(SLO, at(periodMinutes!))).toBeCloseTo(sliPercent, 2);
    if (remainingMinutes !== undefined) expect([remaining, status]).toEqual([remainingMinutes, 'BREACHED']);
  });

  it.each(cases<Record<string, number>>('slo_generator_report'))(
    'of slo-generator: half a day, half of it bad',
    (row) => {
      const turns = Array.from(
        { length: 360 },
        () =>
          [
            [1, 0],
            [1, 1],
          ] as const,
      ).flat();
      const interval = { kind: 'rolling', duration: row.windowSeconds! / 3600, unit: 'HOUR' } as const;
      const cloudWatch = cloudWatchOf({ goalPercent: row.goal! * 100, interval }, periodsOf(1, ...turns));
      const budget = cloudWatch.budget(SLO, at(720));
      expect(budget).toMatchObject({
        total: row.budgetMinutes,
        bad: row.errorMinutes,
        remaining: row.remainingMinutes,
      });
      expect(budget.usedFraction * 100).toBe(row.consumedPercent);
      expect(cloudWatch.burn(SLO, 60, at(720))).toBe(row.burn);
      expect(cloudWatch.attainment(SLO, at(720))).toBe(row.sli! * 100);
    },
  );
});

describe('periods without data are not bad, and divide the bad ones', () => {
  interface Slices {
    readonly good: number;
    readonly total: number;
    readonly totalSlices?: number;
    readonly sli?: number;
    readonly burn?: number;
  }
  const slices = cases<Slices>('elastic_sli').filter(({ totalSlices }) => totalSlices !== undefined);
  it.each(slices)('$good good of $total, $totalSlices in all', ({ good, total, totalSlices = 0, sli, burn }) => {
    // Elastic's rows: a week of slices of one or five minutes, and an hour.
    const periodMinutes = totalSlices === 2016 ? 5 : 1;
    const values = periodsOf(periodMinutes, [good, 0], [total - good, 1], [totalSlices - total, Number.NaN]);
    const cloudWatch = cloudWatchOf({ goalPercent: 99.9, interval: days(7) }, values);
    const end = at(totalSlices * periodMinutes);
    if (sli !== undefined) expect(cloudWatch.attainment(SLO, end)! / 100).toBeCloseTo(sli, 6);
    if (burn !== undefined) expect(cloudWatch.burn(SLO, totalSlices, end)).toBeCloseTo(burn, 6);
  });
});
