import { estimate, inWords, markdown, quantile } from '../../bench/study/statistics';

it('estimates a mean with its standard error', () => {
  // The variance of 1, 2, 3, 4 is 5/3.
  expect(estimate([1, 2, 3, 4])).toEqual({ mean: 2.5, error: Math.sqrt(5 / 3 / 4) });
  expect(estimate([2, 2, 2])).toEqual({ mean: 2, error: 0 });
});

it.each([
  [0.5, 50],
  [0.95, 95],
  [0.99, 99],
  [1, 100],
  [0, 1],
])('quantile %d of 100 down to 1 is %d', (share, expected) => {
  const sample = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(quantile(sample, share)).toBe(expected);
});

it.each([
  [{ mean: 0, error: 0 }, '0.00'],
  [{ mean: 0.349, error: 0.131 }, '0.35 ± 0.13'],
])('says %p as %s', (found, words) => {
  expect(inWords(found)).toBe(words);
});

it('writes a table whose first column is text', () => {
  expect(markdown(['what', 'many'], [['a', '1']])).toBe('| what | many |\n| --- | ---: |\n| a | 1 |');
});
