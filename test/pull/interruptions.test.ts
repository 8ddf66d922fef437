import { appendFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import type { AwsFault } from '../support/fake-aws';
import { PullTestWorld, requestBased } from './world';

let world: PullTestWorld;

beforeEach(async () => {
  world = await PullTestWorld.start();
  world.aws.metrics.set('Requests', (minute) => (minute % 420 === 0 ? 60 + (minute % 9) : undefined));
  world.aws.metrics.set('Fault', (minute) => (minute % 1260 === 0 ? 62 : undefined));
});
afterEach(() => world.stop());

const GET = /GetMetricData/;
const stays = () => `What was read stays in ${world.partial}; the same command goes on from there.`;
/** Lets that many calls through, and spoils the next one. */
const after = (calls: number, fault: AwsFault) =>
  world.aws.plan.push(
    ...Array.from({ length: calls }, () => ({ when: GET, fault: undefined })),
    ...Array.from({ length: 10 }, () => ({ when: GET, fault })),
  );
const heal = () => {
  world.aws.plan.length = 0;
};

describe('patience', () => {
  it.each(['throttled', 'throttled400', 'internalError'] as const)('outlasts calls that are %s', async (fault) => {
    world.aws.plan.push(...[fault, fault, undefined, fault].map((one) => ({ when: GET, fault: one })));
    await world.pull();
    expect(world.paused).toEqual([5000, 10_000, 5000]);
  });

  it('outlasts Application Signals, too', async () => {
    world.aws.plan.push({ when: /GetServiceLevelObjective/, fault: 'throttled' });
    await world.pull();
    expect(world.paused).toEqual([5000]);
  });

  it('ends, and says what stays', async () => {
    after(2, 'throttled');
    await expect(world.pull({ days: 2 })).rejects.toMatchObject({
      name: 'UsageError',
      message: `AWS: got "ThrottlingException, says the fake" again and again for more than 2 minutes, allowed are calls at the rate that the quotas of the account leave; try again later\n${stays()}`,
    });
    expect(world.paused).toEqual([5000, 10_000, 20_000, 40_000, 60_000]);
  });

  it('has nothing to say about what stays before anything was read', async () => {
    after(0, 'throttled');
    await expect(world.pull()).rejects.toThrow(/try again later$/);
    expect(readdirSync(world.folder)).toEqual([]);
  });
});

describe('a fault', () => {
  it.each([
    ['expired', /^AWS credentials: got none that work \(ExpiredTokenException, says the fake\), allowed is a profile/],
    [
      'denied',
      /^AWS: got AccessDeniedException: .*; allowed are credentials that may application-signals:GetServiceLevelObjective, .*cloudwatch:GetMetricData/,
    ],
    ['forbidden', /^CloudWatch: got "Forbidden" for the query "m1", allowed are metrics that the credentials may read/],
    ['broken', /^AWS: got InternalServerException/],
    ['dropped', /^AWS: got .*(hang up|ECONNRESET)/],
  ] as const)('of the kind "%s" is said at once, and what was read stays', async (fault, message) => {
    await world.pull({ days: 3 });
    const whole = world.read();
    after(4, fault);
    await expect(world.pull({ days: 3, force: true })).rejects.toThrow(message);
    await expect(world.pull({ days: 3, force: true })).rejects.toThrow(stays());
    expect([world.paused, world.read()]).toEqual([[], whole]);
    heal();
    world.aws.metricDataCalls.length = 0;
    world.now += 3_600_000;
    expect(await world.pull({ days: 3, force: true })).toMatchObject({
      resumed: true,
      from: '2026-11-19T12:02:00.000Z',
    });
    expect(world.aws.metricDataCalls).toHaveLength(2);
    expect(world.read()).toBe(whole);
    expect(existsSync(world.partial)).toBe(false);
  });

  it('while the history of alarms is read loses nothing of the metrics', async () => {
    world.aws.alarms.push('slo/prod/place-order/fast');
    world.aws.plan.push({ when: /DescribeAlarmHistory/, fault: 'broken' });
    await expect(world.pull({ alarms: world.alarms })).rejects.toThrow(stays());
    expect(readdirSync(world.folder)).toEqual(['history.csv.partial']);
    world.aws.metricDataCalls.length = 0;
    await world.pull({ alarms: world.alarms });
    expect(world.aws.metricDataCalls).toEqual([]);
    expect(readdirSync(world.folder)).toEqual(['alarms.json', 'history.csv']);
  });
});

it('ends in the middle of a wait when the user has enough', async () => {
  const enough = new AbortController();
  after(2, 'throttled');
  const pause = async () => {
    enough.abort();
    throw enough.signal.reason;
  };
  await expect(world.pull({ days: 2 }, { pause, signal: enough.signal })).rejects.toThrow(`interrupted\n${stays()}`);
});

describe('what was read before', () => {
  beforeEach(async () => {
    after(2, 'broken');
    await expect(world.pull({ days: 2 })).rejects.toThrow();
    heal();
  });

  it.each([
    ['days', { days: 3 }, /got a part for --days 2, allowed is a part of what is asked for now; remove the file/],
    ['step', { days: 2, step: 300 }, /got a part for --step 60, allowed/],
    ['SLO', { days: 2, slo: 'prod-other' }, /got a part for SLO arn:aws:.*:slo\/prod-place-order, allowed/],
  ])('is refused for another %s, and left alone', async (_what, options, message) => {
    world.aws.objectives.set('prod-other', requestBased());
    const before = world.read(world.partial);
    const refusal = world.pull(options);
    await expect(refusal).rejects.toThrow(message);
    await refusal.catch(({ message }: Error) => expect(message).not.toContain('goes on from there'));
    expect(world.read(world.partial)).toBe(before);
  });

  it('has nothing to do with a command that is wrong', async () => {
    await expect(world.pull({ days: 0 })).rejects.toThrow(/at most 455$/);
  });

  it('is refused when the SLO counts something else now', async () => {
    world.aws.objectives.set('prod-place-order', requestBased('good'));
    await expect(world.pull({ days: 2 })).rejects.toThrow(/got a part that was read from other metrics of the SLO/);
  });

  it('is refused when the rest is too old by now', async () => {
    world.now += 20 * 86_400_000;
    await expect(world.pull({ days: 2 })).rejects.toThrow(/whose rest CloudWatch no longer keeps/);
  });

  it.each(['mine', 'timestamp,good,total\n', '{"version":2}\n', 'null\n'])(
    'is refused when it is none of ours: %j',
    async (text) => {
      writeFileSync(world.partial, text);
      await expect(world.pull({ days: 2 })).rejects.toThrow(/got something that this version did not begin/);
    },
  );

  it('counts up to where it was cut off, wherever that is', async () => {
    const written = world.read(world.partial);
    await world.pull({ days: 2 });
    const whole = world.read();
    await assert(
      asyncProperty(integer({ min: 0, max: written.length }), async (length) => {
        writeFileSync(world.partial, written.slice(0, length));
        await world.pull({ days: 2, force: true });
        expect(world.read()).toBe(whole);
      }),
      {
        numRuns: 8,
        seed: 6,
        examples: [[0], [10], [written.indexOf('\n')], [written.indexOf('\n') + 1], [written.length - 1]],
      },
    );
  });
});

it('goes on a second time after a line that was cut off', async () => {
  after(2, 'broken');
  await expect(world.pull({ days: 3 })).rejects.toThrow(stays());
  heal();
  appendFileSync(world.partial, '{"from":179');
  after(2, 'broken');
  await expect(world.pull({ days: 3 })).rejects.toThrow(stays());
  heal();
  world.aws.metricDataCalls.length = 0;
  await world.pull({ days: 3 });
  expect(world.aws.metricDataCalls).toHaveLength(2);
});

it('ends with the same files, whatever happens on the way', async () => {
  world.aws.alarms.push('slo/prod/place-order/fast');
  const files = () => [world.read(), world.read(world.alarms)];
  const options = { days: 3, alarms: world.alarms, force: true };
  world.aws.history.push({
    AlarmName: 'slo/prod/place-order/fast',
    Timestamp: new Date(world.now - 7_200_000),
    HistoryItemType: 'StateUpdate',
    HistoryData: '{}',
  });
  const plain = await world.pull(options);
  const expected = files();
  const fault = constantFrom<AwsFault>('throttled', 'throttled400', 'broken', 'dropped', 'expired', 'internalError');
  // Fewer faults than a piece has calls would let nobody through: the SDK's own tries are switched off here.
  const trouble = record({ faults: array(fault, { minLength: 1 }), every: integer({ min: 8, max: 30 }) });
  const pages = record({ pageSize: integer({ min: 60, max: 300 }), overlap: integer({ min: 0, max: 3 }) });
  await assert(
    asyncProperty(trouble, pages, async ({ faults, every }, paging) => {
      let calls = 0;
      const chance = () => {
        calls += 1;
        return calls % every === 0 ? faults[(calls / every) % faults.length] : undefined;
      };
      Object.assign(world.aws, paging, { chance });
      let ended: Awaited<ReturnType<typeof world.pull>> | undefined;
      for (let attempt = 0; ended === undefined && attempt < 60; attempt += 1) {
        ended = await world.pull(options).catch(() => undefined);
      }
      expect(ended).toMatchObject({ rows: plain.rows, clamped: plain.clamped, requests: plain.requests });
      expect(files()).toEqual(expected);
      expect(existsSync(world.partial)).toBe(false);
    }),
    { numRuns: 8, seed: 6 },
  );
});
