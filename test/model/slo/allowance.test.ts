import { allowance, allowanceInWords } from '../../../lib/model/slo';
import { cases } from './facts';

describe('what a goal allows', () => {
  it.each(
    cases<Record<'goalPercent' | 'd1' | 'd7' | 'd28' | 'd30' | 'd31' | 'd90' | 'd365', number>>('budget_minutes'),
  )(
    '$goalPercent % is as many minutes as published tables say',
    ({ goalPercent, d1, d7, d28, d30, d31, d90, d365 }) => {
      const allowed = allowance(goalPercent);
      expect(allowed).toMatchObject({
        minutesPerDay: d1,
        minutesPer7Days: d7,
        minutesPer28Days: d28,
        minutesPer30Days: d30,
      });
      expect([31, 90, 365].map((days) => allowed.minutes(days))).toEqual([d31, d90, d365]);
      expect(allowed.hoursPerYear).toBeCloseTo(d365 / 60, 12);
    },
  );

  it.each([
    [99.9, 1_000_000, 1000],
    [99.95, 1_000_000, 500],
    [99.9, 100, 0.1],
    [99.9, 0, 0],
  ])('%d %% of %i requests are %d bad ones', (goal, total, bad) => {
    expect(allowance(goal).requests(total)).toBe(bad);
  });

  it.each([
    ['99.9', 28, '40.32 minutes in 28 days'],
    ['99.9', 365, '8.76 hours in 365 days'],
    ['99.99', 30, '4.32 minutes in 30 days'],
    ['99', 7, '100.8 minutes in 7 days'],
    ['99', 28, '6.72 hours in 28 days'],
    // The AWS user guide prints 21.9.
    ['99.95', 30, '21.6 minutes in 30 days'],
  ])('%s %% over %i days is said as %s', (goal, days, words) => {
    expect(allowanceInWords(goal, days)).toBe(words);
  });

  it('is nothing for a goal that is none', () => {
    expect(() => allowance(100)).toThrow(
      'attainment goal: got 100, allowed are percents greater than 1 and less than 100',
    );
  });
});
