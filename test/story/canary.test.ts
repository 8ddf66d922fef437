import { readAlarms } from '../../lib/assembly';
import { LOCAL_ENVIRONMENT } from '../../lib/local';
import type { ForcedAlarm } from '../../lib/local/ports';
import { canariesOf } from '../../lib/local/story/canaries';
import { SimulatedCloudWatch } from '../../lib/simulate';
import { echarpe } from '../support/estate';
import { StubCloudWatch } from '../support/stub-cloudwatch';
import { EVENING, MINUTE, World } from '../support/world';

const estate = echarpe();
let world: World;
let alarms: SimulatedCloudWatch;

/** CloudWatch as far as test alarms go: they are raised by call and go back by themselves. */
function cloudwatch(): StubCloudWatch {
  const canary = readAlarms(estate.assembly, { environment: LOCAL_ENVIRONMENT }).filter(({ name }) =>
    name.endsWith('/canary'),
  );
  alarms = new SimulatedCloudWatch({ objectives: [], alarms: canary, series: new Map() });
  alarms.evaluate(EVENING);
  return Object.assign(new StubCloudWatch(), { setAlarmState: (forced: ForcedAlarm) => alarms.setAlarmState(forced) });
}

afterEach(() => world.stop());
afterAll(() => estate.remove());

/** Lets so many test alarms be raised, so many minutes apart; each goes back before the next. */
async function canaries(count: number, minutes = 15): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) {
    await world.stack.setTime(world.now() + (minutes - 1) * MINUTE);
    for (const { value, previous, at } of alarms.evaluate(world.now()))
      await world.stack.putEvent(world.event('delivery-canary', 'canary', value, previous, at));
    await world.pass(1);
  }
}

const judged = () => canariesOf(world.log);
const verdicts = () => world.messages('canary judged').map(({ good, why }) => (good === true ? 'good' : why));

describe('S1.38: test alarms on their way through template, bundles and targets', () => {
  it('make one message, edited and without a thread, and one ticket a day, which is closed when the next one comes', async () => {
    world = await World.start(estate.assembly, undefined, cloudwatch());
    // Hourly: a day of 96 says the same and takes four times as long.
    await canaries(25, 60);
    const [message, second] = await world.stack.vendors.conversations(true);
    expect(message).toMatchObject({ edited: true, replies: [] });
    expect(message!.text).toMatch(/this one is finished/);
    expect(second!.text).toMatch(/nobody needs to act/);
    const issues = (await world.stack.vendors.tickets(true)).sort((a, b) => Number(a.id) - Number(b.id));
    expect(issues.map(({ state, comments }) => [state, comments])).toEqual([
      ['closed', []],
      ['open', []],
    ]);
    expect(judged()).toEqual({ judged: 24, good: 24 });
    // Nobody else hears of it.
    expect(await world.stack.vendors.conversations()).toEqual([]);
    expect(await world.stack.vendors.tickets()).toEqual([]);
    expect(await world.stack.deadLetters()).toBe(0);
  });

  it('are late at a target that comes back after minutes, lost at one that stays dead, and good again afterwards', async () => {
    world = await World.start(estate.assembly, undefined, cloudwatch());
    const dead = () => world.slack.next(/chat\.update/, { kind: 'status', status: 500 });
    await canaries(2);
    dead();
    await canaries(1);
    await world.pass(5);
    await canaries(1);
    dead();
    dead();
    await canaries(4);
    const lost = 'not confirmed by canary';
    expect(verdicts()).toEqual(['good', 'good', 'later than 60 s at canary', 'good', lost, lost, 'good']);
    expect(judged()).toEqual({ judged: 7, good: 4 });
  });

  it('are lost when their event reaches nobody', async () => {
    world = await World.start(estate.assembly);
    for (let quarter = 0; quarter < 3; quarter += 1) await world.jump(15);
    expect(new Set(verdicts())).toEqual(new Set(['the ledger never heard of it']));
    expect(judged()).toEqual({ judged: 2, good: 0 });
  });

  it('are judged later, and the same, when the function died before it could judge', async () => {
    world = await World.start(estate.assembly, undefined, cloudwatch());
    await canaries(1);
    // The runs in between never happened.
    await world.stack.setTime(world.now() + 60 * MINUTE);
    await canaries(1);
    expect(verdicts()).toEqual(['good']);
  });

  it('are neither sent nor judged while deliveries are switched off', async () => {
    world = await World.start(estate.assembly, undefined, cloudwatch());
    await canaries(1);
    world.stack.parameters.set('/slo-response/prod/deliveries', 'off');
    await canaries(3);
    expect(judged()).toEqual({ judged: 0, good: 0 });
    world.stack.parameters.set('/slo-response/prod/deliveries', 'on');
    await canaries(2);
    expect(judged()).toEqual({ judged: 2, good: 2 });
  });
});
