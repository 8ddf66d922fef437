import { Stack } from 'aws-cdk-lib';
import { CfnAlarmMuteRule } from 'aws-cdk-lib/aws-cloudwatch';
import { PlainResponse, shopForEngineers, synthesized } from '../support/estate';
import { MINUTE, World } from '../support/world';

const FAST = 'slo/prod/place-order/fast';

/** Between 21:00 and 22:00 UTC nobody is to be told of slow orders. */
const estate = synthesized(
  shopForEngineers,
  (app) => new PlainResponse(app, 'EcharpeResponse'),
  (app) => {
    const stack = new Stack(app, 'Maintenance');
    new CfnAlarmMuteRule(stack, 'Mute', {
      name: 'maintenance',
      rule: { schedule: { expression: 'at(2026-11-14T21:00)', duration: 'PT1H', timezone: 'UTC' } },
      muteTargets: { alarmNames: ['slo/prod/place-order/slow'] },
    });
    return stack;
  },
);
afterAll(estate.remove);

let world: World;
beforeEach(async () => {
  world = await World.start(estate.assembly);
});
afterEach(() => world.stop());

/** CloudWatch shows it, and no event tells it. */
const silently = (alarm: string, value: 'ALARM' | 'OK') => world.cloudwatch.set(alarm, value, world.now());
const incidents = async () => (await world.report()).incidents;
const conversation = async () => {
  const all = await world.stack.vendors.conversations();
  expect(all.length).toBeLessThanOrEqual(1);
  return all[0];
};

describe('what CloudWatch never repeats is not lost', () => {
  test('an alarm of which no event came opens an incident within a minute, and its late event changes nothing', async () => {
    silently(FAST, 'ALARM');
    const began = world.now();
    await world.pass(1);
    expect(await incidents()).toMatchObject([{ members: ['place-order'], pages: 1 }]);
    // By then its picture is in the message.
    await world.pass(1);
    const said = (await conversation())!;
    await world.stack.putEvent(world.event('place-order', 'fast', 'ALARM', 'OK', began));
    await world.pass(3);
    expect(await incidents()).toHaveLength(1);
    expect(await conversation()).toEqual(said);
    expect(world.messages('missed changes found')).toHaveLength(1);
  });

  test('a clear of which no event came ends the incident', async () => {
    await world.alarm('place-order', 'fast', 'ALARM');
    await world.pass(5);
    silently(FAST, 'OK');
    await world.pass(1);
    await world.jump(61);
    expect(await incidents()).toMatchObject([{ mitigatedAt: expect.any(String) }]);
    await world.jump(61);
    expect(await incidents()).toMatchObject([{ resolvedAt: expect.any(String) }]);
    expect(await world.stack.vendors.tickets()).toMatchObject([{ state: 'closed' }]);
  });

  test('no end is decided while CloudWatch says that an alarm is on, whatever was heard', async () => {
    await world.alarm('place-order', 'fast', 'ALARM');
    await world.alarm('place-order', 'fast', 'OK');
    await world.jump(59);
    silently(FAST, 'ALARM');
    await world.pass(3);
    const [incident] = await incidents();
    expect(incident).not.toHaveProperty('mitigatedAt');
  });

  test('an alarm that is deleted while it fires needs a person, and is never resolved', async () => {
    await world.alarm('place-order', 'fast', 'ALARM');
    world.cloudwatch.remove(FAST);
    await world.pass(2);
    await world.jump(180);
    expect((await conversation())!.replies).toEqual([expect.stringContaining('was deleted while it was on')]);
    const [incident] = await incidents();
    expect(incident).not.toHaveProperty('mitigatedAt');
    expect(await world.stack.vendors.tickets()).toMatchObject([{ state: 'open' }]);
  });

  test('the event of a deletion is heard at once', async () => {
    await world.alarm('place-order', 'fast', 'ALARM');
    world.cloudwatch.remove(FAST);
    await world.stack.putEvent(world.deletion('place-order', 'fast'));
    await world.stack.drain();
    expect((await conversation())!.replies).toEqual([expect.stringContaining('was deleted while it was on')]);
  });
});

describe('an alarm under a mute rule', () => {
  test('opens nothing while it is muted, and an incident when the rule ends and it still fires', async () => {
    await world.jump(65);
    await world.alarm('place-order', 'slow', 'ALARM');
    await world.jump(50);
    expect(await incidents()).toEqual([]);
    await world.pass(6);
    expect(await incidents()).toMatchObject([{ members: ['place-order'] }]);
  });

  test('does not join an incident that is open', async () => {
    await world.jump(65);
    await world.alarm('text-preview', 'fast', 'ALARM');
    await world.alarm('place-order', 'slow', 'ALARM');
    expect(await incidents()).toMatchObject([{ members: ['text-preview'] }]);
  });
});

describe('an ALARM that comes late', () => {
  const late = () => world.event('place-order', 'fast', 'ALARM', 'OK', world.now() - 20 * MINUTE);

  test('opens nothing when CloudWatch says that it is over', async () => {
    const event = late();
    silently(FAST, 'OK');
    await world.stack.putEvent(event);
    await world.stack.drain();
    expect(await incidents()).toEqual([]);
    expect(world.messages('signal recorded')).toMatchObject([{ outcome: 'noted', why: 'late, and OK by now' }]);
  });

  test('opens nothing when the alarm does not exist any more', async () => {
    const event = late();
    world.cloudwatch.remove(FAST);
    await world.stack.putEvent(event);
    await world.stack.drain();
    expect(await incidents()).toEqual([]);
  });

  test('opens an incident when it is still on', async () => {
    await world.stack.putEvent(late());
    await world.stack.drain();
    expect(await incidents()).toHaveLength(1);
  });
});
