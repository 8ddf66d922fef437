import { LOCAL_ENVIRONMENT } from '../../lib/local';
import { incidentId } from '../../lib/model/names';
import { plainEstate } from '../support/estate';
import { evening } from '../support/evening';
import { brokenInvariants } from '../support/invariants';
import { generator } from '../support/schedule';
import { MINUTE, World } from '../support/world';

/** One world; incidents of its service are counted. */
const estate = plainEstate();
let world: World;
beforeAll(async () => {
  world = await World.start(estate.assembly);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await world.jump(DAY + 60);
});
afterAll(async () => {
  await world.stop();
  estate.remove();
});

const DAY = 24 * 60;

async function count(): Promise<number> {
  return (await world.report()).incidents.filter(({ group }) => group.service === 'shop').length;
}

async function broken(generation: number): Promise<string[]> {
  return brokenInvariants(
    world.stack,
    incidentId({ ...LOCAL_ENVIRONMENT, stage: 'prod', service: 'shop' }, generation),
  );
}

function settled(generation: number): () => Promise<boolean> {
  return async () => (await broken(generation)).length === 0;
}

async function expectIncidents(expected: number): Promise<void> {
  for (let generation = 1; generation <= expected; generation += 1) expect(await broken(generation)).toEqual([]);
  expect(await count()).toBe(expected);
  expect(await world.stack.deadLetters()).toBe(0);
}

describe('alarms whose clocks disagree by up to ten minutes, with each other and with the functions', () => {
  it('make one incident each time, which ends right (three seeds)', async () => {
    for (const seed of [1, 2, 3]) {
      const clock = generator(seed);
      const skews = new Map<string, number>();
      const skew = (alarm: string) => {
        if (!skews.has(alarm)) skews.set(alarm, Math.round((clock() - 0.5) * 20 * MINUTE));
        return skews.get(alarm)!;
      };
      await evening(world, seed, settled(seed), skew);
    }
    await expectIncidents(3);
  });
});

describe('a signal that comes late', () => {
  it('finds the incident that reconciliation has opened without it, and changes nothing', async () => {
    const before = await count();
    const breach = world.event('place-order', 'fast', 'ALARM', 'OK');
    await world.jump(2);
    expect(await count()).toBe(before + 1);
    const clear = world.event('place-order', 'fast', 'OK', 'ALARM');
    for (const minutes of [60, 60, 1]) await world.jump(minutes);
    for (const late of [clear, breach]) {
      await world.stack.putEvent(late);
      await world.jump(1);
    }
    await expectIncidents(before + 1);
  });

  it('opens nothing after 20 minutes when CloudWatch says that it is over', async () => {
    const before = await count();
    const breach = world.event('place-order', 'fast', 'ALARM', 'OK');
    await world.stack.setTime(world.now() + 20 * MINUTE);
    world.event('place-order', 'fast', 'OK', 'ALARM');
    await world.stack.putEvent(breach);
    await world.jump(5);
    await expectIncidents(before);
  });

  it('opens an incident after 20 minutes when the alarm still fires', async () => {
    const before = await count();
    const breach = world.event('place-order', 'fast', 'ALARM', 'OK');
    // Everything stood still meanwhile, reconciliation too.
    await world.stack.setTime(world.now() + 20 * MINUTE);
    await world.stack.putEvent(breach);
    await world.stack.drain();
    expect(await count()).toBe(before + 1);
    await world.alarm('place-order', 'fast', 'OK');
    for (const minutes of [60, 60, 1]) await world.jump(minutes);
    await expectIncidents(before + 1);
  });
});

describe('all signals of an incident told again', () => {
  it('hours later, days later, and after the next incident change nothing', async () => {
    const before = await count();
    const put = jest.spyOn(world.stack, 'putEvent');
    await evening(world, 4, settled(before + 1));
    const told = put.mock.calls.map(([event]) => event);
    const again = async () => {
      for (const event of [...told].reverse()) await world.stack.putEvent(event);
      for (const minutes of [1, 7, 60]) await world.jump(minutes);
    };
    await again();
    await world.jump(3 * DAY);
    await again();
    await expectIncidents(before + 1);
    await evening(world, 5, settled(before + 2));
    await again();
    await expectIncidents(before + 2);
  });
});
