import {
  attainmentInWords,
  many,
  missedBy,
  shareInWords,
  spanInWords,
  times,
} from '../../../lib/model/wording/amounts';

describe('figures for people', () => {
  // What misses a goal must not read as if it met it.
  it.each([
    [99.93, '99.9', '99.93 %'],
    [99.8999, '99.9', '99.89 %'],
    [99.9499, '99.95', '99.949 %'],
    [99.99999, '99.9', '99.99 %'],
    [100, '99.9', '100 %'],
    [0, '99', '0.00 %'],
    [null, '99.9', 'no data'],
  ])('attainment %d of a goal of %s %%: %s', (percent, goal, words) =>
    expect(attainmentInWords(percent, goal)).toBe(words),
  );

  it.each([
    [99.62, '99.9', '0.28 points'],
    [99.8999, '99.9', 'less than 0.01 points'],
    [99.9499, '99.95', 'less than 0.001 points'],
    [0, '99', '99.00 points'],
  ])('%d misses %s %% by %s', (percent, goal, words) => expect(missedBy(percent, goal)).toBe(words));

  // What is not the whole must not read as the whole.
  it.each([
    [0, '0 %'],
    [0.00001, 'below 0.01 %'],
    [0.0042, '0.42 %'],
    [0.033, '3.3 %'],
    [0.7081, '71 %'],
    [0.996, 'almost 100 %'],
    [0.9999, 'almost 100 %'],
    [1, '100 %'],
    [1.001, 'a little over 100 %'],
    [3.797, '380 %'],
    [48.19, '4,819 %'],
    [null, 'no data'],
  ])('a share of %d is %s', (share, words) => expect(shareInWords(share)).toBe(words));

  it.each([
    [0, '0 min'],
    [0.5, 'under 1 min'],
    [13, '13 min'],
    [310, '5 h 10 min'],
    [2 * 1440, '2 days'],
    [28.17 * 1440, '28.2 days'],
  ])('%d minutes are %s', (minutes, words) => expect(spanInWords(minutes)).toBe(words));

  it('counts', () => {
    expect([0, 1, 1234567].map((count) => many(count, 'ticket'))).toEqual([
      'no tickets',
      '1 ticket',
      '1,234,567 tickets',
    ]);
    expect([1, 2, 3].map(times)).toEqual(['once', 'twice', '3 times']);
  });
});
