import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { parseAlarmHistory } from '../../lib/model/contracts/alarm-history';
import { parseHistory } from '../../lib/model/contracts/history';
import { schemaFaults } from '../support/documents';
import { arnOf } from '../support/fake-aws';
import { metricQuery, PullTestWorld, periodBased, requestBased } from './world';

let world: PullTestWorld;

beforeEach(async () => {
  world = await PullTestWorld.start();
});
afterEach(() => world.stop());

const at = (time: string) => Date.parse(time) / 1000;
const HOUR = 1 / 24;

describe('a history', () => {
  it('says how many requests were good, minute by minute, and where it comes from', async () => {
    world.aws.metrics.set('Requests', (minute) => (minute === at('2026-11-22T11:30:00Z') ? undefined : 60));
    world.aws.metrics.set('Fault', (minute) => (minute === at('2026-11-22T11:40:00Z') ? 7 : undefined));
    const document = await world.pull({ days: HOUR });
    expect(document).toEqual({
      version: 1,
      slo: 'prod-place-order',
      goal: 99.9,
      interval: 'rolling 28 days',
      kind: 'requests',
      out: world.out,
      from: '2026-11-22T11:02:00.000Z',
      to: '2026-11-22T12:02:00.000Z',
      stepSeconds: 60,
      finestStepSeconds: 60,
      rows: 59,
      gaps: 1,
      requests: { good: 59 * 60 - 7, total: 59 * 60 },
      clamped: 0,
      dropped: 0,
      repeated: 0,
      resumed: false,
    });
    expect(schemaFaults('pull', document)).toEqual([]);
    const history = parseHistory(world.read(), { file: world.out });
    expect([history.kind, history.stepMs, history.at.length]).toEqual(['requests', 60_000, 59]);
    expect(world.rows()[0]).toBe('2026-11-22T11:02:00Z,60,60');
    expect(world.rows()).toContain('2026-11-22T11:40:00Z,53,60');
    expect(history.comments.join('\n')).toMatch(
      /SLO prod-place-order: 99.9 % over rolling 28 days\nfrom .*\n.*\ntotal: \[\{"Id":"m1"/,
    );
    expect(readdirSync(world.folder)).toEqual(['history.csv']);
  });

  it('counts good requests where the SLO does', async () => {
    world.aws.objectives.set('prod-place-order', requestBased('good'));
    world.aws.metrics.set('Good', () => 59);
    expect((await world.pull({ days: HOUR })).requests).toEqual({ good: 3540, total: 3600 });
  });

  it.each([
    [
      { AttainmentGoal: 99.5, Interval: { RollingInterval: { Duration: 1, DurationUnit: 'DAY' } } },
      [99.5, 'rolling 1 day'],
    ],
    [
      {
        AttainmentGoal: 99,
        Interval: { CalendarInterval: { StartTime: 1_767_225_600, Duration: 3, DurationUnit: 'MONTH' } },
      },
      [99, 'calendar 3 months from 2026-01-01T00:00:00.000Z'],
    ],
    // What CreateServiceLevelObjective documents for who says nothing.
    [{}, [99, 'rolling 7 days']],
  ])('says the goal %j', async (Goal, [goal, interval]) => {
    world.aws.objectives.set('prod-place-order', { ...requestBased(), Goal });
    expect(await world.pull({ days: HOUR })).toMatchObject({ goal, interval });
  });

  it('has values for a period-based SLO, and steps of whole periods', async () => {
    world.aws.objectives.set('prod-place-order', periodBased(180));
    world.aws.metrics.set('Latency', () => 100);
    const document = await world.pull({ days: HOUR });
    expect(document).toMatchObject({ kind: 'periods', stepSeconds: 180, finestStepSeconds: 180, rows: 20, goal: 99 });
    expect(document).not.toHaveProperty('requests');
    expect(world.read()).toContain('\ntimestamp,value\n2026-11-22T11:00:00Z,300\n');
    expect(parseHistory(world.read(), { file: world.out }).kind).toBe('value');
  });

  it('asks metric math as Application Signals does, with periods of the step', async () => {
    const queries = [
      { ...metricQuery('Fault')[0], Id: 'f', ReturnData: false },
      { Id: 'e1', Expression: '100*f', Period: 60 },
    ];
    world.aws.objectives.set('prod-place-order', periodBased(60, queries));
    world.aws.metrics.set('100*f', () => 1);
    await world.pull({ days: HOUR, step: 300 });
    expect(world.aws.metricDataCalls[0]).toMatchObject({
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [
        {
          Id: 'f',
          ReturnData: false,
          MetricStat: { Period: 300, Stat: 'Sum', Metric: { Dimensions: [{ Name: 'Service', Value: 'orders' }] } },
        },
        { Id: 'e1', Expression: '100*f', Period: 300 },
      ],
    });
  });

  it('takes the finest step that CloudWatch keeps, of data of every age', async () => {
    const document = await world.pull({ days: 64 });
    expect(document).toMatchObject({ stepSeconds: 3600, finestStepSeconds: 60, rows: 64 * 24, gaps: 0 });
    expect(world.rows()[0]).toMatch(/,3600,3600$/);
  });

  it('has no gap at its beginning when all is asked for that CloudWatch keeps', async () => {
    expect((await world.pull({ days: 15 })).gaps).toBe(0);
  });

  it.each([
    ['by its ARN', arnOf('prod-place-order')],
    ['by its name', 'prod-place-order'],
  ])('is found %s', async (_how, slo) => {
    expect((await world.pull({ slo, days: HOUR })).slo).toBe('prod-place-order');
  });

  it('is asked for in the region of the ARN', async () => {
    const regions: unknown[] = [];
    const clients = (region?: string) => {
      regions.push(region);
      throw new Error('enough');
    };
    for (const options of [{}, { slo: arnOf('prod-a') }, { slo: arnOf('prod-a'), region: 'eu-north-1' }]) {
      await expect(world.pull(options, { clients })).rejects.toThrow('enough');
    }
    expect(regions).toEqual([undefined, 'eu-west-1', 'eu-north-1']);
  });
});

describe('what CloudWatch does with answers', () => {
  beforeEach(() => {
    world.aws.metrics.set('Fault', (minute) => (minute % 7200 === 0 ? 3 : undefined));
  });

  it.each([
    ['pages', () => Object.assign(world.aws, { pageSize: 100 }), {}],
    ['pages that come newest first', () => Object.assign(world.aws, { pageSize: 100, backwards: true }), {}],
    [
      'data points that come again with the next page',
      () => Object.assign(world.aws, { pageSize: 1000, overlap: 5 }),
      { repeated: 5 },
    ],
    ['data points from before the beginning', () => Object.assign(world.aws, { early: 3 }), {}],
    ['incomplete answers without a token', () => Object.assign(world.aws, { mostSteps: 100 }), {}],
  ])('copes with %s', async (_what, arrange, different) => {
    const plain = await world.pull({ days: 1 });
    const text = world.read();
    arrange();
    expect(await world.pull({ days: 1, force: true })).toEqual({ ...plain, ...different });
    expect(world.read()).toBe(text);
  });

  it.each([
    [3600, '2026-11-22T13:02:00.000Z'],
    [-86_400, '2026-11-21T12:02:00.000Z'],
  ])('goes by the clock of AWS where it is %d s ahead', async (ahead, to) => {
    world.aws.ahead = ahead;
    const document = await world.pull({ days: HOUR });
    expect(document.to).toBe(to);
    expect(Math.abs(document.clockOffsetSeconds! - ahead)).toBeLessThan(5);
  });

  it('gives up on a step that is incomplete for itself', async () => {
    world.aws.mostSteps = 0;
    await expect(world.pull({ days: HOUR })).rejects.toThrow(
      /^CloudWatch: got incomplete data for 2026-11-22T11:02:00.000Z/,
    );
  });

  it('copes with data that cannot be, and counts it', async () => {
    world.aws.metrics.set('Requests', (minute) => (minute % 600 === 0 ? 'NaN' : 60));
    world.aws.metrics.set('Fault', (minute) => (minute % 600 === 60 ? 61 : minute % 600 === 120 ? -1 : undefined));
    expect(await world.pull({ days: HOUR })).toMatchObject({ rows: 54, gaps: 6, clamped: 6, dropped: 12 });
    expect(() => parseHistory(world.read(), { file: world.out })).not.toThrow();
  });
});

describe('the history of alarms', () => {
  const item = (alarm: string, Timestamp: string, HistoryItemType: 'StateUpdate' | 'Action' = 'StateUpdate') => ({
    AlarmName: `slo/prod/place-order/${alarm}`,
    AlarmType: 'MetricAlarm' as const,
    Timestamp: new Date(Timestamp),
    HistoryItemType,
    HistorySummary: 'Alarm updated from OK to ALARM',
    HistoryData: JSON.stringify({ version: '1.0', oldState: { stateValue: 'OK' }, newState: { stateValue: 'ALARM' } }),
  });

  beforeEach(() => {
    world.aws.alarms.push(
      'slo/prod/place-order/fast',
      'slo/prod/place-order/slow',
      'slo/prod/place-order-2/fast',
      'cpu',
    );
    world.aws.history.push(
      item('fast', '2026-11-22T11:10:00.138Z'),
      item('slow', '2026-11-22T11:05:00Z'),
      item('fast', '2026-11-22T11:20:00Z', 'Action'),
      item('fast', '2026-11-22T11:30:00Z'),
      // Once more, as CloudWatch does sometimes.
      item('fast', '2026-11-22T11:30:00Z'),
      item('fast', '2026-11-01T00:00:00Z'),
    );
  });

  it('is written as the AWS CLI prints it, in order, for every alarm of the SLO and no other', async () => {
    world.aws.pageSize = 1;
    const document = await world.pull({ days: HOUR, step: 3600, alarms: world.alarms });
    expect(document.alarms).toEqual({ file: world.alarms, alarms: 2, items: 3, from: '2026-11-22T11:00:00.000Z' });
    expect(schemaFaults('pull', document)).toEqual([]);
    expect(JSON.parse(world.read(world.alarms)).AlarmHistoryItems[0]).toEqual({
      ...item('slow', '2026-11-22T11:05:00Z'),
      Timestamp: '2026-11-22T11:05:00.000Z',
    });
    expect(parseAlarmHistory(world.read(world.alarms), world.alarms)).toEqual({
      transitions: [
        {
          alarmName: 'slo/prod/place-order/slow',
          previous: 'OK',
          value: 'ALARM',
          at: Date.parse('2026-11-22T11:05:00Z'),
        },
        {
          alarmName: 'slo/prod/place-order/fast',
          previous: 'OK',
          value: 'ALARM',
          at: Date.parse('2026-11-22T11:10:00.138Z'),
        },
        {
          alarmName: 'slo/prod/place-order/fast',
          previous: 'OK',
          value: 'ALARM',
          at: Date.parse('2026-11-22T11:30:00Z'),
        },
      ],
      skipped: 0,
      repeated: 0,
      truncated: false,
    });
  });

  it('goes back no further than CloudWatch keeps it', async () => {
    const { alarms } = await world.pull({ days: 64, alarms: world.alarms });
    expect(alarms).toMatchObject({ items: 4, from: '2026-10-23T12:07:30.000Z' });
  });

  it.each(['prod-checkout', 'Orders of the shop'])('is empty for an SLO without alarms of ours: %s', async (name) => {
    world.aws.objectives.set(name, requestBased());
    const { alarms } = await world.pull({ slo: name, days: HOUR, alarms: world.alarms });
    expect(alarms).toMatchObject({ alarms: 0, items: 0 });
    expect(JSON.parse(world.read(world.alarms))).toEqual({ AlarmHistoryItems: [] });
  });
});

describe('what cannot be pulled', () => {
  it.each([
    ['prod-place-odrer', /^--slo: got "prod-place-odrer", did you mean "prod-place-order"\?$/],
    ['place-order', /^--slo: got "place-order", did you mean "prod-place-order"\?$/],
    ['something-else-entirely', /^--slo: got .*, allowed are prod-place-order, staging-2$/],
  ])('is an SLO called %s', async (slo, message) => {
    world.aws.pageSize = 1;
    world.aws.objectives.set('staging-2', requestBased());
    await expect(world.pull({ slo })).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['says no metric', {}],
    [
      'says no total',
      {
        RequestBasedSli: {
          RequestBasedSliMetric: { MonitoredRequestCountMetric: { BadCountMetric: metricQuery('Fault') } },
        },
      },
    ],
    ['returns two series', periodBased(60, [...metricQuery('A'), ...metricQuery('B')])],
  ])('is an SLO that %s', async (_what, objective) => {
    world.aws.objectives.set('prod-odd', objective);
    await expect(world.pull({ slo: 'prod-odd' })).rejects.toThrow(
      /^--slo: got "prod-odd", for which Application Signals does not say/,
    );
  });

  it('is an SLO without data; nothing is written', async () => {
    world.aws.metrics.delete('Requests');
    await expect(world.pull()).rejects.toThrow(
      /^--slo: got "prod-place-order", for which CloudWatch has no data from 2026-11-21T12:02/,
    );
    expect(readdirSync(world.folder)).toEqual([]);
  });

  it.each([
    [{ days: 0 }, /^--days: got 0, allowed/],
    [{ days: 500 }, /^--days: got 500, allowed are numbers above 0, at most 455$/],
    [{ days: 30, step: 60 }, /^--step: got 60 s for 30 days, allowed are multiples of 300 s/],
    [{ out: '/nowhere/at/all.csv' }, /^--out: got \/nowhere\/at\/all.csv, whose folder does not exist/],
    [{ alarms: '/nowhere/at/all.json' }, /^--alarms: got .* whose folder does not exist/],
  ])('is refused before AWS is asked: %j', async (options, message) => {
    await expect(world.pull(options)).rejects.toThrow(message);
    expect(world.aws.calls).toEqual([]);
  });

  it('is what has a step below the periods of the SLO', async () => {
    world.aws.objectives.set('prod-place-order', periodBased(300));
    await expect(world.pull({ step: 60 })).rejects.toThrow(/multiples of 300 s .*periods of 300 s$/);
  });

  it('is a file that exists, unless it may be overwritten', async () => {
    writeFileSync(world.out, 'mine');
    await expect(world.pull()).rejects.toThrow(
      `--out: got ${world.out}, which exists, allowed is a new file, or --force`,
    );
    expect([world.read(), world.aws.calls]).toEqual(['mine', []]);
    await world.pull({ days: HOUR, force: true });
    expect(world.rows()).toHaveLength(60);
  });

  it('is a file that appears meanwhile', async () => {
    const watch = () => writeFileSync(world.out, 'mine');
    await expect(world.pull({ days: HOUR }, { watch })).rejects.toThrow(/which exists/);
    expect([world.read(), existsSync(world.partial)]).toEqual(['mine', true]);
  });

  it('is one file for two things', async () => {
    await expect(world.pull({ alarms: world.out })).rejects.toThrow(
      /^--alarms: got .* allowed is any file but those of --out/,
    );
  });
});

it('says how far it is, up to the end', async () => {
  const seen: string[] = [];
  await world.pull({ days: 2, alarms: world.alarms }, { watch: ({ done, all }) => seen.push(`${done}/${all}`) });
  expect(seen).toEqual(['0/3', '1/3', '2/3', '3/3']);
});
