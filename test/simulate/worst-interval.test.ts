import type { Objective } from '../../lib/assembly';
import { SimulatedCloudWatch, timeOf, worstInterval } from '../../lib/simulate';
import { DAY, objectiveOf, START, type Stretch, seriesOf } from './fixture';

/** Attainment of the worst interval and the minute after the start at which it ends. */
function worst(interval: Objective['interval'] | undefined, ...stretches: readonly Stretch[]) {
  const series = seriesOf(...stretches);
  const objective = { ...objectiveOf(), ...(interval === undefined ? {} : { interval }) };
  const cloudwatch = new SimulatedCloudWatch({ objectives: [objective], series: new Map([['prod-checkout', series]]) });
  const { attainment, at } = worstInterval(cloudwatch, objective, timeOf(START), timeOf(series.endMinute));
  return [attainment, at / timeOf(1) - START];
}

const rolling = (days: number) => ({ kind: 'rolling', duration: days, unit: 'DAY' }) as const;
const monthly = { kind: 'calendar', duration: 1, unit: 'MONTH', startSeconds: START * 60 } as const;

describe('the interval that kept the promise least', () => {
  it('of a rolling interval is any whole one', () => {
    const bad = { minutes: 1, total: 10, bad: 10 };
    const [calm, long] = [
      { minutes: DAY, total: 10 },
      { minutes: 3 * DAY, total: 10 },
    ];
    expect(worst(rolling(2), calm, bad, long)).toEqual([100 * (1 - 1 / (2 * DAY)), 2 * DAY]);
  });

  it('is the whole history where that is shorter', () => {
    expect(worst(undefined, { minutes: 9, total: 10 }, { minutes: 1, total: 10, bad: 1 })).toEqual([99, 10]);
  });

  it('of a calendar interval is a whole month, or the one that the history ends in', () => {
    const month = (bad: number, days: number) => [
      { minutes: 100, total: 10, bad },
      { minutes: days * DAY - 100, total: 10 },
    ];
    const share = (bad: number, days: number) => 100 * (1 - (100 * bad) / (days * DAY * 10));
    // November, December, and ten days of January 2027.
    const [november, december] = worst(monthly, ...month(1, 30), ...month(5, 31), ...month(1, 10));
    expect(november).toBeCloseTo(share(5, 31), 12);
    expect(december).toBe(61 * DAY);
    const [january, end] = worst(monthly, ...month(1, 30), ...month(2, 31), ...month(5, 10));
    expect([january, end]).toEqual([expect.closeTo(share(5, 10), 12), 71 * DAY]);
  });

  it('says nothing without a request', () => {
    expect(worst(undefined, { minutes: 9, total: 0 })).toEqual([undefined, 9]);
  });
});
