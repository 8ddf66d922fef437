import {
  budgetMinutes,
  budgetRequests,
  budgetShareSpent,
  burnRate,
  clearingMinutes,
  crossingMinutes,
  detectMinutes,
  hoursToEmpty,
  parseGoal,
  resetMinutes,
  threshold,
  toNumber,
} from '../../../lib/model/slo';
import { cases, days, googleTiers, number, tierOf } from './facts';
import { watch } from './second-by-second';

const goal = parseGoal(99.9);
const interval = days(30);
const names = Object.keys(googleTiers);

type Times = { detectMinutes: number | null; resetMinutes: number | null } | null;
type Row = { errorRatio: number } & Record<string, Times>;

const matrix = cases<Row>('detection_reset_matrix').flatMap(({ errorRatio, ...row }) =>
  names.map((name) => ({ errorRatio, name, times: row[name] as Times })),
);

describe('detection and reset', () => {
  it.each(matrix)('of tier $name at an error ratio of $errorRatio: $times', ({ errorRatio, name, times }) => {
    const fault = { tier: googleTiers[name]!, goal, interval, errorRatio };
    expect(number(detectMinutes(fault))).toBe(times?.detectMinutes ?? null);
    expect(number(resetMinutes(fault))).toBe(times?.resetMinutes ?? null);
  });

  it.each(matrix)('of tier $name at $errorRatio agree with counting every second', ({ errorRatio, name, times }) => {
    const tier = googleTiers[name]!;
    const seen = watch(tier, toNumber(threshold(tier, interval)) / 1000, errorRatio);
    if (times === null) return expect(seen).toBeUndefined();
    expect(Math.abs(seen!.detectSeconds - times.detectMinutes! * 60)).toBeLessThanOrEqual(1);
    expect(Math.abs(seen!.resetSeconds - times.resetMinutes! * 60)).toBeLessThanOrEqual(1);
  });

  it.each(
    cases<{ errorRatio: number; incidentMinutes: number; detectMinutes: number; resetMinutes: number }>(
      'detection_reset_single_alarm',
    ),
  )('of $incidentMinutes minutes at $errorRatio: $detectMinutes', ({ errorRatio, incidentMinutes, ...expected }) => {
    const tier = googleTiers['page-fast']!;
    const fault = { tier, goal, interval, errorRatio, durationMinutes: incidentMinutes };
    expect(number(detectMinutes(fault))).toBe(expected.detectMinutes);
    expect(number(resetMinutes(fault))).toBe(expected.resetMinutes);
  });

  it('never comes for a fault that ends exactly at the threshold', () => {
    const fault = { tier: googleTiers['page-fast']!, goal, interval, errorRatio: 0.15 };
    expect(detectMinutes({ ...fault, durationMinutes: 5.76 })).toBeUndefined();
    expect(number(detectMinutes({ ...fault, durationMinutes: 5.77 }))).toBe(5.76);
  });

  it('never comes without errors, nor at a goal whose total outage stays below', () => {
    const tier = googleTiers['page-fast']!;
    expect(detectMinutes({ tier, goal, interval, errorRatio: 0 })).toBeUndefined();
    expect(detectMinutes({ tier, goal: parseGoal(90), interval, errorRatio: 1 })).toBeUndefined();
  });

  it('spends the share of the budget that the tier names, whatever the error ratio', () => {
    for (const { errorRatio, name, times } of matrix.filter((cell) => cell.times !== null)) {
      const tier = googleTiers[name]!;
      const minutes = detectMinutes({ tier, goal, interval, errorRatio })!;
      const burn = burnRate({ bad: errorRatio * 10_000, total: 10_000, goal })!;
      expect(number(burn.mul(minutes).div(43_200))).toBe(Number(tier.budgetShare));
      expect(times).not.toBeNull();
    }
  });

  it.each([-0.1, 1.1, Number.NaN, 'half'])('refuses the error ratio %p', (errorRatio) => {
    expect(() => detectMinutes({ tier: googleTiers['page-fast']!, goal, interval, errorRatio })).toThrow(/allowed/);
  });
});

describe("the workbook's worked examples", () => {
  const pair = { burn: 14.4, goal, errorRatio: 0.15, durationMinutes: 10 };
  const tenPercentInTheHour = { burn: 36, windowMinutes: 60, goal, errorRatio: 1 };
  const wide = { burn: 1, windowMinutes: 2160, goal, errorRatio: 1 };
  const spentBy = (minutes: number) => budgetShareSpent(1000, minutes, interval);
  const ours: Readonly<Record<string, () => number | null>> = {
    '10-min window at 1x: detection of a 100 % outage': () =>
      number(crossingMinutes({ ...wide, windowMinutes: 10 })!.mul(60)),
    '10-min window at 1x: budget spent by 10 min at 0.1 %': () => number(budgetShareSpent(1, 10, interval)),
    '36-h window at 1x: budget share at fire': () => number(budgetShareSpent(1, 2160, interval)),
    '36-h window at 1x: detection of a 100 % outage': () => number(crossingMinutes(wide)!.mul(60)),
    '36-h window at 1x: reset after a 100 % outage': () => number(clearingMinutes(wide)),
    'for: 1h, 100 % outage: budget spent before the alert': () => number(spentBy(60)),
    'one 5-min 100 % spike: budget spent': () => number(spentBy(5)),
    'three 5-min 100 % spikes: budget spent': () => number(spentBy(15)),
    '5 % of budget in 1 h: burn': () => number(threshold(tierOf(5, 60), interval)),
    '36x over 1 h: detection of a 100 % outage': () => number(crossingMinutes(tenPercentInTheHour)),
    '36x over 1 h: reset after a 100 % outage': () => number(clearingMinutes(tenPercentInTheHour)),
    '35x never alerts on a 36x rule: exhaustion': () => number(hoursToEmpty(1, 35, interval)),
    '15 % errors for 10 min, 14.4x: long window crosses': () => number(crossingMinutes({ ...pair, windowMinutes: 60 })),
    '15 % errors for 10 min, 14.4x: short window crosses': () => number(crossingMinutes({ ...pair, windowMinutes: 5 })),
    '15 % errors for 10 min, 14.4x: pair clears after the end': () =>
      number(clearingMinutes({ ...pair, windowMinutes: 5 })),
    '15 % errors for 10 min, 14.4x: long window alone clears after the end': () =>
      number(clearingMinutes({ ...pair, windowMinutes: 60 })),
    '10 requests/h, 99.9 %: burn of one failure over one hour': () => number(burnRate({ bad: 1, total: 10, goal })),
    '10 requests/h, 99.9 %: budget share of one failure': () => number(budgetRequests(goal, 7200).inverse()),
    '10 requests/h, 99.9 %: failures allowed in 30 days': () => number(budgetRequests(goal, 7200)),
    '90 %: budget share of a 1-h 100 % outage': () => number(budgetShareSpent(10, 60, interval)),
    '99.999 %: exhaustion under a 100 % outage': () => number(budgetMinutes(parseGoal(99.999), interval).mul(60)),
    '99.999 %, 1 % blast radius: exhaustion': () =>
      number(hoursToEmpty(1, burnRate({ bad: 1, total: 100, goal: parseGoal(99.999) })!, interval)!.mul(60)),
  };
  const facts = cases<{ name: string; exact: number; unit: string }>('google_worked_examples');

  it.each(facts.filter(({ name }) => name in ours))('$name: $exact $unit', ({ name, exact }) => {
    expect(ours[name]!()).toBe(exact);
  });

  it('are all computed, but for two that divide plain numbers', () => {
    expect(facts.filter(({ name }) => !(name in ours)).map(({ name }) => name)).toEqual([
      '10-min window at 1x: alerts per day while meeting the SLO',
      '10 requests/h, 99.9 %: error ratio of one failure in one hour',
    ]);
  });

  it('are corrected where AWS and OpenSLO print other figures', () => {
    const facts = cases<{ printed: string; correct: number }>('published_figures_to_distrust');
    const correct = (start: string) => facts.find(({ printed }) => printed.startsWith(start))!.correct;
    expect(number(budgetMinutes(parseGoal(99.95), interval))).toBe(correct('99.95 % is 21.9'));
    expect(number(budgetRequests(parseGoal(95), 336_000))).toBe(correct('16632'));
    expect(number(burnRate({ bad: 1, total: 2, goal: parseGoal(90) })!.mul(100))).toBe(correct('error_budget'));
  });
});
