import type { Measurement } from '../../lib/model/contracts/measurement';
import { alarm, incident, MINUTE, START } from '../support/incidents';
import { Harness } from './harness';
import { subject, subjectOf } from './subject';

const NOW = START + 10 * MINUTE;
const harness = Harness.forTests();
const metric = (name: string, stat = 'Sum') => ({ namespace: 'Shop', name, dimensions: {}, stat });
const BAD = 'total - FILL(good, 0)';

const FAULTS: Measurement = {
  kind: 'requests',
  periodSeconds: 60,
  bad: { metrics: { bad: metric('Fault') } },
  total: { metrics: { total: metric('Total') } },
};
const PERIODS: Measurement = {
  kind: 'periods',
  periodSeconds: 600,
  bad: { expression: 'IF(value > 250, 1, 0)', metrics: { value: metric('Latency', 'p99') } },
  total: { metrics: { total: metric('Latency', 'SampleCount') } },
};

describe('what customers get now', () => {
  it.each([
    ['requests that are computed', undefined, { [BAD]: 30, Total: 600 }, { minutes: 5, bad: 150, total: 3000 }],
    ['requests with a metric of their own', FAULTS, { Fault: 3, Total: 600 }, { minutes: 5, bad: 15, total: 3000 }],
    ['no fault at all', FAULTS, { Total: 600 }, { minutes: 5, bad: 0, total: 3000 }],
    ['nobody', undefined, {}, { minutes: 5, bad: 0, total: 0 }],
    ['periods: each is an outcome', PERIODS, { 'IF(value > 250, 1, 0)': 1 }, { minutes: 10, bad: 1, total: 1 }],
  ])('%s', async (_, measurement, values: Record<string, number>, expected) => {
    harness.fake.metric = (name) => values[name];
    const { lately, missing } = await harness.find(
      ['lately'],
      subject(measurement === undefined ? {} : { measurement }),
    );
    expect({ lately, missing }).toEqual({ lately: { orders: expected }, missing: [] });
  });

  it('is missing when CloudWatch computes nothing in spite of requests, as in a total outage', async () => {
    harness.fake.metric = (name) => (name === 'Total' ? 600 : undefined);
    expect(await harness.find(['lately'], subject())).toEqual({
      lately: {},
      missing: [
        { what: expect.stringMatching(/fail now of orders$/), why: expect.stringMatching(/in spite of requests/) },
      ],
    });
  });

  it('leaves out values that are no numbers', async () => {
    harness.fake.metric = (name, at) => (name === 'Total' ? 600 : at < NOW - 2 * MINUTE ? 'NaN' : 6);
    expect((await harness.find(['lately'], subject())).lately).toEqual({
      orders: { minutes: 5, bad: 12, total: 1200 },
    });
  });

  it('is not asked for an SLO that is not in the catalogue: nobody knows where to count', async () => {
    const nowhere: Measurement = { ...FAULTS, bad: { metrics: {} }, total: { metrics: {} } };
    expect(await harness.find(['lately', 'trend'], subject({ measurement: nowhere }))).toEqual({
      lately: {},
      trends: {},
      missing: [],
    });
    expect(harness.fake.asked).toEqual([]);
  });
});

describe('the trend', () => {
  async function trend(minutesAfter: number, measurement?: Measurement) {
    const change = measurement === undefined ? {} : { measurement };
    const now = START + minutesAfter * MINUTE;
    const { trends } = await harness.find(['trend'], subject(change, now));
    return trends!.orders!;
  }

  it('shows the onset: calm before, bad after, in thirty steps of the last hour', async () => {
    harness.fake.metric = (name, at) => (name === 'Total' ? 600 : at >= START ? 60 : 0);
    const { from, stepMinutes, badPercent } = await trend(10);
    expect({ from, stepMinutes, steps: badPercent.length }).toEqual({
      from: START - 50 * MINUTE,
      stepMinutes: 2,
      steps: 30,
    });
    expect(badPercent.slice(0, 25)).toEqual(Array(25).fill(0));
    expect(badPercent.slice(25)).toEqual(Array(5).fill(10));
  });

  it.each([
    ['two hours', 120, START - 30 * MINUTE],
    ['twenty hours', 20 * 60, START - 30 * MINUTE],
    ['three days: the last day alone', 3 * 24 * 60, START + 2 * 24 * 60 * MINUTE],
  ])(
    'of an incident that goes on for %s begins half an hour earlier, in at most 60 steps',
    async (_, minutes, since) => {
      harness.fake.metric = (name) => (name === 'Total' ? 60 : 6);
      const { from, stepMinutes, badPercent } = await trend(minutes);
      expect(from).toBeLessThanOrEqual(since);
      expect(from).toBeGreaterThan(since - stepMinutes * MINUTE);
      expect(badPercent.length).toBeLessThanOrEqual(60);
      expect(from + badPercent.length * stepMinutes * MINUTE).toBeGreaterThanOrEqual(START + minutes * MINUTE);
      expect(badPercent).toEqual(badPercent.map(() => 10));
    },
  );

  it('has gaps where nothing came, and where nothing could be computed', async () => {
    harness.fake.metric = (name, at) => {
      if (at < START - 30 * MINUTE) return undefined;
      return name === 'Total' ? 600 : at >= START ? undefined : 6;
    };
    const { badPercent } = await trend(10);
    expect(badPercent).toEqual([...Array(10).fill(null), ...Array(15).fill(1), ...Array(5).fill(null)]);
  });

  it('ends before a step that has only just begun: what is still to come is no gap', async () => {
    harness.fake.metric = (name, at) => (at >= START + 10 * MINUTE ? undefined : name === 'Total' ? 600 : 6);
    const { from, stepMinutes, badPercent } = await trend(10.5);
    expect(badPercent).toEqual(badPercent.map(() => 1));
    expect(from + badPercent.length * stepMinutes * MINUTE).toBe(START + 10 * MINUTE);
  });

  it('of a period-based SLI has whole periods in its steps', async () => {
    harness.fake.metric = (name, at) => (name.startsWith('IF') ? Number(at >= START) : 0);
    const { stepMinutes, badPercent } = await trend(10, PERIODS);
    expect(stepMinutes).toBe(10);
    expect(badPercent).toEqual([0, 0, 0, 0, 0, 100]);
  });

  it('covers every member', async () => {
    harness.fake.metric = () => 1;
    const two = incident(alarm(0, 'fast', 'ALARM'), alarm(1, 'fast', 'ALARM', { slo: 'pay' }));
    expect(Object.keys((await harness.find(['trend'], subjectOf(two))).trends!)).toEqual(['orders', 'pay']);
  });
});
