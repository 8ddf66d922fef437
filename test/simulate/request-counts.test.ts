import type { IncidentState, Question } from '../../lib/model/incident';
import { SimulatedCloudWatch, timeOf } from '../../lib/simulate';
import { RequestCounts } from '../../lib/simulate/request-counts';
import { at, objectiveOf, START, seriesOf } from './fixture';

const LAG = 3;

/** Requests come, stop for two days and come again. */
const SERIES = seriesOf({ minutes: 100, total: 7 }, { minutes: 2880, total: 0 }, { minutes: 100, total: 2 });

function world(periodSeconds: number) {
  const found = objectiveOf();
  const measurement = { ...found.entry.measurement, periodSeconds };
  const entry = { ...found.entry, measurement };
  const cloudwatch = new SimulatedCloudWatch({
    objectives: [{ ...found, alarms: [] }],
    composites: [],
    series: new Map([['prod-checkout', SERIES]]),
    lagMinutes: LAG,
  });
  const state = { objectives: { checkout: entry }, openedAt: at(60) } as unknown as IncidentState;
  return { cloudwatch, state };
}

describe('requests since a moment', () => {
  it.each([60, 300])('asked minute after minute, are those that can be read, by periods of %d s', (periodSeconds) => {
    const { cloudwatch, state } = world(periodSeconds);
    const counts = new RequestCounts(cloudwatch);
    const question: Question = { kind: 'traffic', slo: 'checkout', since: at(63), least: 5, leastShareOfUsual: 0.1 };
    const first = START + 63 - ((START + 63) % (periodSeconds / 60));
    for (let minute = START + 64; minute < SERIES.endMinute + 5; minute += 1) {
      cloudwatch.evaluate(timeOf(minute));
      const readable = SERIES.total.subarray(first - START, Math.max(minute - LAG - START, first - START));
      const requests = readable.reduce((sum, count) => sum + count, 0);
      expect(counts.answer(state, question, timeOf(minute))).toMatchObject({ requests });
    }
  });

  it('are not counted again from the beginning each time', () => {
    const { cloudwatch, state } = world(60);
    const counts = new RequestCounts(cloudwatch);
    const question: Question = { kind: 'traffic', slo: 'checkout', since: at(63), least: 5, leastShareOfUsual: 0.1 };
    const read = jest.spyOn(cloudwatch, 'metricData');
    for (let minute = 64; minute < 2000; minute += 1) {
      cloudwatch.evaluate(at(minute));
      counts.answer(state, question, at(minute));
    }
    const [, ...others] = read.mock.calls.filter(([, start]) => start >= at(63));
    expect(Math.max(...others.map(([, start, end]) => end - start))).toBeLessThanOrEqual(10 * 60_000);
  });
});
