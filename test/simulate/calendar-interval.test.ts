import type { ObjectiveInterval } from '../../lib/assembly';
import { RequestSeries } from '../../lib/simulate';
import { ErrorBudgetHistory } from '../../lib/simulate/error-budget-history';
import { intervalOf } from '../../lib/simulate/interval-of';
import { outcomesOf } from './fixture';

const minute = (text: string) => Date.parse(`${text}Z`) / 60_000;
const calendar = (startTime: string, duration = 1, unit: ObjectiveInterval['unit'] = 'MONTH'): ObjectiveInterval => ({
  kind: 'calendar',
  duration,
  unit,
  startSeconds: minute(startTime) * 60,
});

describe('the calendar interval of a minute', () => {
  it.each([
    ['months', calendar('2026-01-01T00:00'), '2026-02-28T23:59', '2026-02-01T00:00'],
    ['months, at the first minute of one', calendar('2026-01-01T00:00'), '2026-03-01T00:00', '2026-03-01T00:00'],
    ['months of leap years', calendar('2026-01-01T00:00'), '2028-02-29T12:00', '2028-02-01T00:00'],
    ['months over the end of a year', calendar('2026-11-01T00:00', 3), '2027-01-31T23:59', '2026-11-01T00:00'],
    ['quarters', calendar('2026-01-01T00:00', 3), '2026-06-30T23:59', '2026-04-01T00:00'],
    ['quarters that begin in February', calendar('2026-02-01T00:00', 3), '2026-06-30T23:59', '2026-05-01T00:00'],
    ['months that begin within one', calendar('2026-01-15T06:30'), '2026-02-15T06:29', '2026-01-15T06:30'],
    ['months that begin within one, next', calendar('2026-01-15T06:30'), '2026-02-15T06:30', '2026-02-15T06:30'],
    ['months that begin on a 31st', calendar('2026-01-31T00:00'), '2026-03-01T00:00', '2026-02-28T00:00'],
    ['months before the first', calendar('2026-01-01T00:00'), '2025-12-31T23:59', '2025-12-01T00:00'],
    ['days', calendar('2026-01-01T08:00', 7, 'DAY'), '2026-01-15T07:59', '2026-01-08T08:00'],
    ['days before the first', calendar('2026-01-01T00:00', 1, 'DAY'), '2025-12-31T12:00', '2025-12-31T00:00'],
    ['hours', calendar('2026-01-01T00:30', 2, 'HOUR'), '2026-01-01T04:29', '2026-01-01T02:30'],
  ])('%s', (_what, interval, at, start) => {
    expect(intervalOf(interval)(minute(at)).from).toBe(minute(start));
  });

  it('is found whatever was asked before', () => {
    const startOf = intervalOf(calendar('2026-01-01T00:00'));
    for (const at of ['2026-03-05T00:00', '2026-01-05T00:00', '2026-03-31T23:59', '2026-02-01T00:00']) {
      expect(startOf(minute(at)).from).toBe(minute(`${at.slice(0, 7)}-01T00:00`));
    }
  });
});

describe('a budget over calendar months', () => {
  // January 2026 has 31 days, that is 44,640 minutes, February 28 days; ten requests a minute.
  const START = minute('2026-01-01T00:00');
  const minutes = (31 + 28) * 1440;
  const total = new Float64Array(minutes).fill(10);
  const good = Float64Array.from(total);
  const bad = (from: string, count: number) => good.fill(0, minute(from) - START, minute(from) - START + count);
  bad('2026-01-10T00:00', 30);
  bad('2026-02-01T00:00', 1);
  const history = new ErrorBudgetHistory(
    outcomesOf(new RequestSeries(START, good, total)),
    '99.9',
    calendar('2026-01-01T00:00'),
  );

  it('holds the true length of the month', () => {
    // 446,400 requests allow 446.4 bad ones; 300 were bad.
    expect(history.budget(minute('2026-01-31T23:59'))).toEqual({
      total: 446.4,
      usedFraction: 3000 / 4464,
      remaining: 146.4,
      bad: 300,
      outcomes: 446_400,
      status: 'WARNING',
    });
  });

  it('begins anew with each month', () => {
    // The first minute of February was all bad: 10 of 10 requests.
    expect(history.budget(minute('2026-02-01T00:00'))).toMatchObject({ bad: 10, outcomes: 10 });
    expect(history.attainment(minute('2026-02-01T00:00'))).toBe(0);
    // 28 days are 40,320 minutes: 10 of 403,200 requests were bad.
    expect(history.budget(minute('2026-02-28T23:59'))).toMatchObject({ bad: 10, outcomes: 403_200 });
    expect(history.attainment(minute('2026-02-28T23:59'))).toBe((100 * 403_190) / 403_200);
  });

  it('leaves burn rates to their look-backs, across the end of a month', () => {
    // 10 bad of 600 requests in the hour up to 00:00: 1/60 of them, 16.67 times the budget of 1/1000.
    expect(history.burn(60, minute('2026-02-01T00:00'))).toBeCloseTo(1000 / 60, 12);
  });

  it('is the burn of an empty look-back: that of the month so far', () => {
    const silent = (length: number) => new Float64Array(length).fill(Number.NaN);
    const join = (values: Float64Array) => Float64Array.from([...values.slice(0, 10), ...silent(60)]);
    const start = minute('2026-02-01T00:00') - START;
    const series = new RequestSeries(START + start, join(good.slice(start)), join(total.slice(start)));
    const quiet = new ErrorBudgetHistory(outcomesOf(series), '99.9', calendar('2026-01-01T00:00'));
    // One of ten minutes of February was bad: a tenth of the requests, 100 times the budget.
    expect(quiet.burn(60, minute('2026-02-01T01:09'))).toBe(100);
  });
});
