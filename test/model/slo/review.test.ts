import { reviewDueAt } from '../../../lib/model/slo';

describe('a review', () => {
  it.each([
    ['30 days after the last one', { everyDays: 30, last: '2026-11-02' }, '2026-12-02'],
    ['over the end of a leap February', { everyDays: 7, last: '2028-02-25' }, '2028-03-03'],
    ['over a change of clocks', { everyDays: 180, last: '2026-09-01' }, '2027-02-28'],
    ['in whole days', { everyDays: 1.5, last: '2026-11-02' }, '2026-11-03'],
  ])('is due %s', (_when, review, due) => {
    expect(reviewDueAt(review)).toBe(Date.parse(`${due}T00:00:00Z`));
  });

  it.each([
    ['there was none', { everyDays: 30 }],
    ['no calendar has its date', { everyDays: 30, last: '2026-02-30' }],
    ['nobody reviews', undefined],
  ])('has no date while %s', (_why, review) => {
    expect(reviewDueAt(review)).toBeUndefined();
  });
});
