import { faultsOf } from '../../lib/simulate';
import { DAY, outcomesOf, START, type Stretch, seriesOf } from './fixture';

/** Faults in minutes after the start, at 99.9 % over 28 days. */
function faults(...stretches: readonly Stretch[]) {
  return faultsOf(outcomesOf(seriesOf(...stretches)), '99.9', 28 * DAY).map(({ from, to, bad }) => [
    from - START,
    to - START,
    bad,
  ]);
}

describe('faults of a history', () => {
  it('are what goes bad much faster than allowed, from the first bad minute to the last', () => {
    const calm = { minutes: 2 * DAY, total: 10 };
    expect(faults(calm, { minutes: 30, total: 10, bad: 5 }, calm)).toEqual([[2 * DAY, 2 * DAY + 30, 150]]);
  });

  it('are two where an hour lies between them, and one where it does not', () => {
    const [calm, bad] = [
      { minutes: DAY, total: 10 },
      { minutes: 20, total: 10, bad: 10 },
    ];
    expect(faults(calm, bad, { minutes: 59, total: 10 }, bad, calm)).toEqual([[DAY, DAY + 99, 400]]);
    expect(faults(calm, bad, { minutes: 60, total: 10 }, bad, calm)).toHaveLength(2);
    expect(faults(calm, bad, { minutes: 300, total: undefined }, bad, calm)).toHaveLength(2);
  });

  it.each([
    ['a healthy month', [{ minutes: 28 * DAY, total: 10 }]],
    // 2 % of 403.2 bad requests are 8.06.
    [
      'less than 2 % of the budget',
      [
        { minutes: DAY, total: 10 },
        { minutes: 8, total: 10, bad: 1 },
        { minutes: 27 * DAY, total: 10 },
      ],
    ],
    [
      'three bad minutes, however bad',
      [
        { minutes: DAY, total: 10 },
        { minutes: 3, total: 10, bad: 10 },
        { minutes: DAY, total: 10 },
      ],
    ],
    ['a budget that is spent evenly', [{ minutes: 3 * DAY, total: 1000, bad: 1 }]],
    ['three times the allowed rate, for days', [{ minutes: 3 * DAY, total: 1000, bad: 3 }]],
    ['a history without a request', [{ minutes: DAY, total: 0 }]],
    ['a gap', [{ minutes: DAY, total: undefined }]],
  ])('are none in %s', (_what, stretches) => {
    expect(faults(...(stretches as Stretch[]))).toEqual([]);
  });

  it('of periods begin with the first bad period, not with its end', () => {
    const periods = Float64Array.from({ length: DAY }, (_, minute) => (minute % 5 === 4 ? 1 : 0));
    const bad = periods.map((period, minute) => (minute >= 600 && minute < 660 ? period : 0));
    const outcomes = { startMinute: START, bad, total: periods, known: periods, periodMinutes: 5 };
    const found = faultsOf(outcomes, '99', 28 * DAY).map(({ from, to, bad }) => [from - START, to - START, bad]);
    expect(found).toEqual([[600, 660, 12]]);
  });

  it('are what goes faster than that', () => {
    expect(faults({ minutes: 3 * DAY, total: 1000, bad: 4 })).toEqual([[0, 3 * DAY, 4 * 3 * DAY]]);
  });

  it('go on to the end of the history', () => {
    expect(faults({ minutes: DAY, total: 10 }, { minutes: 10, total: 10, bad: 10 })).toEqual([[DAY, DAY + 10, 100]]);
  });

  it('spend a share of the budget that whole intervals with as much traffic have', () => {
    const series = seriesOf({ minutes: DAY - 10, total: 10 }, { minutes: 10, total: 10, bad: 10 });
    const [fault] = faultsOf(outcomesOf(series), '99.9', 28 * DAY);
    // 14,400 requests a day allow 403.2 bad ones in 28 days.
    expect(fault?.budgetShare).toBeCloseTo(100 / 403.2, 12);
  });
});
