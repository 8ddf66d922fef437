import { dependencyCeiling, goalFault, parseGoal, toNumber } from '../../../lib/model/slo';
import { cases, goalOf } from './facts';

describe('attainment goals', () => {
  it.each([
    [99.9, '99.9', '1/1000'],
    ['99.90', '99.9', '1/1000'],
    ['99.999', '99.999', '1/100000'],
    [95, '95', '1/20'],
    ['1.5', '1.5', '197/200'],
    ['99.9996', '99.9996', '1/250000'],
  ])('%p is %s % with a budget of exactly %s', (given, percent, budget) => {
    const goal = parseGoal(given);
    expect(goal.percent).toBe(percent);
    expect(goal.budget.toFraction()).toBe(budget);
  });

  it.each([0, -1, 100, 100.1, '100', '1e3', Number.NaN, Number.POSITIVE_INFINITY, '', 'ninety', '99,9', '99.9 %'])(
    'refuses %p and says what is allowed',
    (percent) => {
      expect(goalFault(percent)).toMatch(/got .*, allowed are percents greater than 1 and less than 100/);
      expect(() => parseGoal(percent)).toThrow(RangeError);
    },
  );

  it.each([
    [0.999, '99.9'],
    ['0.9995', '99.95'],
    [1, '100'],
    [0.5, '50'],
  ])('takes %p for a fraction and offers the percent %s', (percent, offered) => {
    expect(goalFault(percent)).toContain(`a fraction is written as percent (${offered})`);
  });

  it('refuses more decimals than an interval can show, and shortens what it quotes', () => {
    expect(goalFault('99.9999999999999')).toBe(
      'attainment goal: got "99.9999999999999", allowed are at most 12 decimals',
    );
    expect(goalFault('9'.repeat(5000))?.length).toBeLessThan(200);
  });
});

describe('dependencies', () => {
  it.each(cases<{ targets: number[]; product: number }>('composite_product'))(
    'allow no promise above the product of theirs: $product',
    ({ targets, product }) => {
      expect(toNumber(dependencyCeiling(targets.map(goalOf)).div(100))).toBe(product);
    },
  );

  it('set no ceiling when there are none', () => {
    expect(toNumber(dependencyCeiling([]))).toBe(100);
  });
});
