import { binomialTail, errorRatioLowerBound, minBad } from '../../../lib/model/slo';
import { cases } from './facts';

describe('what few requests prove', () => {
  it.each(cases<{ n: number; bad: number; p0: number; tail: number }>('binomial_tail'))(
    '$bad or more of $n bad at $p0 have the probability $tail',
    ({ n, bad, p0, tail }) => {
      expect(Math.abs(binomialTail(n, bad, p0) - tail)).toBeLessThanOrEqual(1e-6);
    },
  );

  it.each(cases<{ n: number; p0: number; minBadAlpha5: number; minBadAlpha1: number }>('binomial_min_bad'))(
    'of $n requests $minBadAlpha5 (5 %) or $minBadAlpha1 (1 %) bad show more than $p0',
    ({ n, p0, ...expected }) => {
      expect([minBad(n, p0, 0.05), minBad(n, p0, 0.01)]).toEqual([expected.minBadAlpha5, expected.minBadAlpha1]);
    },
  );

  it.each(cases<{ n: number; bad: number; lower95: number }>('clopper_pearson_lower'))(
    '$bad of $n bad: the true ratio is above $lower95 with 95 % confidence',
    ({ n, bad, lower95 }) => {
      expect(Math.abs(errorRatioLowerBound(n, bad, 0.95) - lower95)).toBeLessThanOrEqual(1e-6);
    },
  );

  it('has certain ends', () => {
    expect(binomialTail(10, 0, 0.3)).toBe(1);
    expect(binomialTail(10, 11, 0.3)).toBe(0);
    expect(binomialTail(10, 3, 0)).toBe(0);
    expect(binomialTail(10, 10, 1)).toBe(1);
    expect(binomialTail(10, 10, 0.5)).toBeCloseTo(2 ** -10, 12);
    expect(errorRatioLowerBound(10, 0, 0.95)).toBe(0);
    expect(errorRatioLowerBound(5, 5, 0.95)).toBeCloseTo(0.05 ** (1 / 5), 12);
    expect(minBad(2, 0.5, 0.01)).toBe(3);
    expect(minBad(0, 0.5, 0.01)).toBe(1);
  });

  it.each([
    [-1, 0, 0.5],
    [1.5, 0, 0.5],
    [2_000_000, 0, 0.5],
    [10, Number.NaN, 0.5],
    [10, 1, 1.5],
    [10, 1, Number.NaN],
  ])('refuses n = %p, bad = %p, p = %p', (n, bad, p) => {
    expect(() => binomialTail(n, bad, p)).toThrow(/got .*, allowed are/);
    expect(() => errorRatioLowerBound(n, bad, p)).toThrow(/got .*, allowed are/);
  });
});
