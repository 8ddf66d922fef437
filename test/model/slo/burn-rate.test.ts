import fc from 'fast-check';
import {
  AWS_RECIPE,
  budgetShareSpent,
  burnRate,
  burnRateOf,
  burnToEmptyIn,
  crossingMinutes,
  hoursToEmpty,
  maxBurn,
  minGoalForBurn,
  parseGoal,
  threshold,
  toNumber,
} from '../../../lib/model/slo';
import { cases, days, goalOf, number } from './facts';

const goal999 = parseGoal(99.9);

describe('burn rate', () => {
  it.each(cases<{ good: number; total: number; sli?: number; target: number; burn: number }>('elastic_burn'))(
    'at $target: $good of $total (or SLI $sli) burns at $burn',
    ({ good, total, sli, target, burn }) => {
      const goal = goalOf(target);
      const [ofGood, ofTotal] = sli === undefined ? [good, total] : [sli * 1000, 1000];
      const bad = Math.max(0, ofTotal - ofGood);
      // Elastic says 0 without data; we say that there is no burn to speak of.
      expect(number(burnRate({ bad, total: ofTotal, goal }))).toBe(ofTotal === 0 ? null : burn);
    },
  );

  it.each(
    cases<{ goalPercent: number; sloPeriodMinutes: number; lookbackMinutes: number; burn: number }>(
      'single_bad_period_burn',
    ),
  )(
    'of one bad period of $sloPeriodMinutes min in $lookbackMinutes min at $goalPercent % is $burn',
    ({ goalPercent, sloPeriodMinutes, lookbackMinutes, burn }) => {
      const outcomes = { bad: 1, total: lookbackMinutes / sloPeriodMinutes };
      const goal = parseGoal(goalPercent);
      expect(number(burnRate({ ...outcomes, goal })!)).toBe(burn);
      expect(burnRateOf(goal)(outcomes.bad, outcomes.total)).toBe(burn);
    },
  );

  it('holds more bad than total at a total outage, and refuses what is no count', () => {
    expect(number(burnRate({ bad: 12, total: 10, goal: goal999 }))).toBe(1000);
    expect(() => burnRate({ bad: -1, total: 10, goal: goal999 })).toThrow('bad: got -1, allowed are counts from 0 up');
    expect(() => burnRate({ bad: 0, total: Number.NaN, goal: goal999 })).toThrow('total: got NaN');
  });

  it('is the same in the function for loops, to the last bit', () => {
    const percents = fc.integer({ min: 2, max: 99_998 }).map((thousandths) => String(thousandths / 1000));
    const goals = percents.filter((percent) => Number(percent) > 1).map(parseGoal);
    fc.assert(
      fc.property(goals, fc.nat(1_000_000), fc.nat(1_000_000), (goal, bad, total) => {
        expect(burnRateOf(goal)(bad, total) ?? null).toBe(number(burnRate({ bad, total, goal })));
      }),
    );
  });

  it('exactly at a threshold is not above it, in the function for loops as well', () => {
    // 13.44 * 0.001 = 42 / 3125
    const limit = toNumber(threshold(AWS_RECIPE.tiers[0]!, days(28)));
    const burn = burnRateOf(goal999);
    expect(burn(42, 3125)).toBe(limit);
    expect(burn(43, 3125)! > limit).toBe(true);
    expect(burn(0, 0)).toBeUndefined();
  });
});

describe('limits of burn', () => {
  it.each(cases<{ goalPercent: number; maxBurn: number }>('max_burn'))(
    'a total outage at $goalPercent % burns at $maxBurn',
    ({ goalPercent, maxBurn: expected }) => {
      expect(number(maxBurn(parseGoal(goalPercent)))).toBe(expected);
    },
  );

  it.each(cases<{ burn: number; minGoalPercent: number | null }>('min_goal_for_burn'))(
    'a burn of $burn exists above $minGoalPercent %',
    ({ burn, minGoalPercent }) => {
      const found = number(minGoalForBurn(burn));
      if (minGoalPercent === null) expect(found).toBeNull();
      else expect(found).toBeCloseTo(minGoalPercent, 9);
    },
  );
});

describe('time until the budget is empty', () => {
  it.each(cases<{ burn: number; errorRatio: number; exhaustionMinutes: number }>('google_burn_exhaustion'))(
    'a burn of $burn empties 30 days at 99.9 % in $exhaustionMinutes minutes',
    ({ burn, errorRatio, exhaustionMinutes }) => {
      expect(number(burnRate({ bad: errorRatio * 1000, total: 1000, goal: goal999 }))).toBe(burn);
      expect(number(hoursToEmpty(1, burn, days(30))!.mul(60))).toBe(exhaustionMinutes);
    },
  );

  it.each(
    cases<{ remainingShare: number; periodDays: number; burn: number; etaDays: number; fullBudgetDays: number }>(
      'eta_calendar',
    ),
  )('with $remainingShare left at a burn of $burn is $etaDays days', (row) => {
    const interval = days(row.periodDays);
    expect(number(hoursToEmpty(row.remainingShare, row.burn, interval)!.div(24))).toBe(row.etaDays);
    expect(number(hoursToEmpty(1, row.burn, interval)!.div(24))).toBe(row.fullBudgetDays);
  });

  it('is not given when nothing burns, and is over when the budget is overspent', () => {
    expect(hoursToEmpty(1, 0, days(28))).toBeUndefined();
    expect(number(hoursToEmpty('-0.5', 3, days(28)))).toBe(0);
  });

  it.each(cases<Record<string, number>>('honeycomb_style_exhaustion'))(
    'Honeycomb: $exhaustionHours hours of $periodDays days are a burn of $burn',
    (row) => {
      const interval = days(row.periodDays!);
      const burn = burnToEmptyIn(row.exhaustionHours! * 60, interval);
      const windowMinutes = row.lookbackHours! * 60;
      const window = { burn, windowMinutes, goal: parseGoal(row.goalPercent!), errorRatio: row.errorRatio! };
      expect(number(burn)).toBe(row.burn);
      expect(number(budgetShareSpent(burn, windowMinutes, interval))).toBe(row.budgetShareAtFire);
      expect(number(crossingMinutes(window)!.mul(60))).toBe(row.detectSeconds);
    },
  );
});

describe('published figures that contradict their own formula', () => {
  const facts = cases<{ where: string; printed: string; correct: number }>('published_figures_to_distrust');
  const ours: Readonly<Record<string, () => number | null>> = {
    'one failure of 10 requests/h at 99.9 % is a 1,000x burn': () =>
      number(burnRate({ bad: 1, total: 10, goal: goal999 })),
    'factor 7: 20 % in a day, 100 % within 5 days': () => number(budgetShareSpent(700, 1440, days(28))),
    'factor 2: 10 % in a day, 100 % within 10 days': () => number(budgetShareSpent(200, 1440, days(28))),
    '72.34 % left at -0.523 %/week: 138 days to exhaustion': () =>
      number(
        hoursToEmpty('0.7234', toNumber(burnToEmptyIn(10_080, days(28)).mul(523).div(100_000)), days(28))!.div(24),
      ),
  };

  it.each(facts.filter(({ printed }) => printed in ours))('$where: $printed, correct is $correct', (fact) => {
    expect(Math.abs(ours[fact.printed]!()! - fact.correct)).toBeLessThanOrEqual(0.05);
  });
});
