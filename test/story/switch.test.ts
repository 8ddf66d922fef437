import { METRICS } from '../../lib/model/delivery/metrics';
import { plainEstate } from '../support/estate';
import { World } from '../support/world';

const SWITCH = '/slo-response/prod/deliveries';
const estate = plainEstate();
let world: World;

beforeEach(async () => {
  world = await World.start(estate.assembly);
});
afterEach(() => world.stop());
afterAll(() => estate.remove());

/** Values of "deliveries are off" that were measured, in order. */
function measuredOff(): number[] {
  return world.log.flatMap(({ text }) => {
    const value = text.startsWith('{"_aws"') ? JSON.parse(text)[METRICS.deliveriesOff] : undefined;
    return value === undefined ? [] : [value];
  });
}

describe('deliveries that are switched off', () => {
  it('tell nobody and lose nothing: the ledger is complete, and afterwards everybody is told the newest state, once', async () => {
    await world.pass(1);
    world.stack.parameters.set(SWITCH, 'off');
    await world.pass(1);
    await world.alarm('place-order', 'fast', 'ALARM');
    await world.pass(1);
    await world.alarm('text-preview', 'fast', 'ALARM');
    await world.pass(5);
    expect(await world.stack.vendors.conversations()).toEqual([]);
    expect(await world.stack.vendors.tickets()).toEqual([]);
    expect(world.slack.calls.filter((call) => call.includes('chat.'))).toEqual([]);
    const { incidents } = await world.report();
    expect(incidents).toMatchObject([{ members: ['place-order', 'text-preview'], targets: [] }]);
    expect(await world.stack.deadLetters()).toBe(0);

    world.stack.parameters.set(SWITCH, 'on');
    await world.pass(1);
    const [message, ...others] = await world.stack.vendors.conversations();
    expect(message!.text).toContain('2 promises are not kept');
    expect([others, message!.replies, (await world.stack.vendors.tickets()).length]).toEqual([[], [], 1]);
    expect(measuredOff()).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 0]);
  });

  it('are on when the switch is missing, with a line that says so', async () => {
    world.stack.parameters.delete(SWITCH);
    await world.alarm('place-order', 'fast', 'ALARM');
    expect(await world.stack.vendors.conversations()).toHaveLength(1);
    expect(world.messages('switch unreadable, deliveries stay on').length).toBeGreaterThan(0);
  });
});
