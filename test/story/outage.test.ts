import { LOCAL_ENVIRONMENT } from '../../lib/local';
import { incidentId } from '../../lib/model/names';
import { plainEstate } from '../support/estate';
import type { Outage } from '../support/faulty-proxy';
import { brokenInvariants } from '../support/invariants';
import { remoteSides } from '../support/remote-side';
import { World } from '../support/world';

/** One world; each test is the next incident of its service. */
const estate = plainEstate();
let world: World;
let generation = 0;
beforeAll(async () => {
  world = await World.start(estate.assembly);
});
beforeEach(() => {
  generation += 1;
});
afterEach(async () => {
  await Promise.all([world.slack.up(), world.github.up()]);
  // The last one is sealed, the next one is another.
  await world.jump(25 * 60);
});
afterAll(async () => {
  await world.stop();
  estate.remove();
});

/** Minutes between two looks: time-lapse. */
const STEP = 6;

function incident(): string {
  return incidentId({ ...LOCAL_ENVIRONMENT, stage: 'prod', service: 'shop' }, generation);
}

async function pass(minutes: number): Promise<void> {
  for (let gone = 0; gone < minutes; gone += STEP) await world.jump(STEP);
}

/** Opens, gets worse and clears within an hour. */
async function evening(): Promise<void> {
  await world.alarm('place-order', 'evidence', 'OK', 'INSUFFICIENT_DATA');
  await world.alarm('place-order', 'fast', 'ALARM');
  await pass(6);
  await world.alarm('place-order', 'evidence', 'ALARM');
  await pass(6);
  await world.alarm('text-preview', 'fast', 'ALARM');
  await pass(18);
  for (const slo of ['place-order', 'text-preview']) await world.alarm(slo, 'fast', 'OK');
  await pass(24);
}

/** How many objects Slack and GitHub have of the incident. */
async function told(): Promise<{ slack: number; github: number }> {
  const [slack, github] = (await remoteSides(world.stack, incident())).map(({ objects }) => objects.length);
  return { slack: slack!, github: github! };
}

async function expectAllTold(): Promise<void> {
  for (let step = 0; step < 30 && (await brokenInvariants(world.stack, incident())).length > 0; step += 1)
    await world.jump(STEP);
  expect(await brokenInvariants(world.stack, incident())).toEqual([]);
  // Nothing that is tidied up later comes to light then.
  for (const minutes of [10, 65]) await world.jump(minutes);
  expect(await brokenInvariants(world.stack, incident())).toEqual([]);
  expect(await world.stack.deadLetters()).toBe(0);
  const { incidents } = await world.report();
  expect(incidents.filter(({ group }) => group.service === 'shop')).toHaveLength(generation);
}

/** Nobody listens; or somebody does and says nothing, so that nobody knows what was done. */
const HOWS: readonly Outage[] = ['refused', 'reset'];

describe('a vendor that is away for the hour of an incident', () => {
  it.each(HOWS)('(Slack, connections %s) hears everything once afterwards, and GitHub at once', async (how) => {
    await world.slack.down(how);
    await evening();
    expect(await told()).toEqual({ slack: 0, github: 1 });
    await world.slack.up();
    await expectAllTold();
  });

  it('(GitHub, connections reset) hears everything once afterwards, and Slack at once', async () => {
    await world.github.down('reset');
    await evening();
    expect(await told()).toEqual({ slack: 1, github: 0 });
    await world.github.up();
    await expectAllTold();
  });

  it('is both of them: both hear everything once afterwards', async () => {
    await Promise.all([world.slack.down('reset'), world.github.down('refused')]);
    await evening();
    expect(await told()).toEqual({ slack: 0, github: 0 });
    await Promise.all([world.slack.up(), world.github.up()]);
    await expectAllTold();
  });

  it('in the middle of an incident that it knows hears what it missed once', async () => {
    await world.alarm('place-order', 'fast', 'ALARM');
    await world.slack.down('reset');
    await evening();
    await world.slack.up();
    await expectAllTold();
  });

  it('for longer than the incident lasts hears of it all the same, as of one that is over', async () => {
    await Promise.all([world.slack.down('refused'), world.github.down('refused')]);
    await evening();
    await pass(120);
    await Promise.all([world.slack.up(), world.github.up()]);
    await expectAllTold();
  });
});
