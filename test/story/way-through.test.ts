import { plainEstate } from '../support/estate';
import { MINUTE, World } from '../support/world';

const estate = plainEstate();
let world: World;

beforeEach(async () => {
  world = await World.start(estate.assembly);
});
afterEach(() => world.stop());
afterAll(() => estate.remove());

/** A breach of two SLOs with evidence; the second joins the first's incident. */
async function breach(): Promise<void> {
  await world.alarm('place-order', 'evidence', 'ALARM');
  await world.alarm('place-order', 'fast', 'ALARM');
  await world.pass(1);
  await world.alarm('text-preview', 'fast', 'ALARM');
}

async function recover(): Promise<void> {
  await world.jump(20);
  await world.alarm('place-order', 'fast', 'OK');
  await world.alarm('text-preview', 'fast', 'OK');
  for (const minutes of [61, 61, 3]) await world.jump(minutes);
}

async function expectOneOfEach(): Promise<void> {
  const { incidents } = await world.report();
  const conversations = await world.stack.vendors.conversations();
  const issues = await world.stack.vendors.tickets();
  expect(incidents).toHaveLength(1);
  expect(conversations).toHaveLength(1);
  expect(issues).toHaveLength(1);
  const notes = [...conversations[0]!.replies, ...issues[0]!.comments];
  expect(new Set(notes).size).toBe(notes.length);
}

describe('a breach on its way through template, bundles and targets', () => {
  it('is one incident of both SLOs, one edited message with notes and one issue that is closed at the end', async () => {
    await breach();
    await recover();
    await expectOneOfEach();
    const { incidents, deliveries } = await world.report();
    expect(incidents[0]).toMatchObject({
      members: ['place-order', 'text-preview'],
      severity: 'sev2',
      pages: 1,
      openedBy: { alarm: 'fast', urgency: 'page' },
    });
    expect(incidents[0]!.mitigatedAt).toBeDefined();
    expect(incidents[0]!.resolvedAt).toBeDefined();
    expect(deliveries.failed).toBe(0);
    const [message] = await world.stack.vendors.conversations();
    expect(message).toMatchObject({ edited: true });
    expect(message!.text).toMatch(/^Resolved: shop: 2 promises/);
    expect(message!.replies.join('\n')).toMatch(/text-preview broke its promise, too[\s\S]*Mitigated[\s\S]*Resolved/);
    const [issue] = await world.stack.vendors.tickets();
    expect(issue).toMatchObject({ state: 'closed' });
    expect(issue!.comments).toHaveLength(message!.replies.length);
  });

  it('is told once however often a signal is repeated', async () => {
    const event = world.event('place-order', 'fast', 'ALARM', 'OK');
    for (let copy = 0; copy < 5; copy += 1) await world.stack.putEvent(event);
    await world.stack.drain();
    await world.stack.putEvent(event);
    await world.stack.drain();
    await expectOneOfEach();
    expect(world.messages('signal recorded').filter(({ duplicate }) => duplicate === true)).toHaveLength(5);
  });

  it('ends right when signals arrive in the wrong order', async () => {
    const at = world.now();
    await world.pass(3);
    for (const [alarm, value, previous, minute] of [
      ['fast', 'OK', 'ALARM', 2],
      ['fast', 'ALARM', 'OK', 1],
      ['evidence', 'ALARM', 'OK', 0],
    ] as const) {
      await world.stack.putEvent(world.event('place-order', alarm, value, previous, at + minute * MINUTE));
      await world.stack.drain();
    }
    for (const minutes of [61, 61, 8]) await world.jump(minutes);
    await expectOneOfEach();
    expect((await world.report()).incidents[0]!.resolvedAt).toBeDefined();
  });

  it('is a ticket while evidence is missing, and a page when it comes', async () => {
    await world.alarm('place-order', 'evidence', 'OK', 'INSUFFICIENT_DATA');
    await world.alarm('place-order', 'fast', 'ALARM');
    expect((await world.report()).incidents[0]).toMatchObject({ severity: 'sev3', pages: 0 });
    await world.pass(2);
    await world.alarm('place-order', 'evidence', 'ALARM');
    expect((await world.report()).incidents[0]).toMatchObject({ severity: 'sev2', pages: 1 });
  });

  it('is not paged when a held tier has no bad request behind it', async () => {
    await world.alarm('place-order', 'evidence', 'OK', 'INSUFFICIENT_DATA');
    await world.alarm('place-order', 'fast', 'ALARM');
    await world.pass(16);
    const [message] = await world.stack.vendors.conversations();
    expect(message!.replies.join()).toMatch(/Nobody is woken for alarm "fast" of place-order/);
    expect((await world.report()).incidents[0]).toMatchObject({ pages: 0 });
  });

  it('of an SLO that the catalogue does not know still reaches everyone', async () => {
    await world.alarm('forgotten', 'fast', 'ALARM');
    const [message] = await world.stack.vendors.conversations();
    expect(message!.text).toContain('forgotten: an SLO that is not in the catalogue is not kept');
    expect(await world.stack.vendors.tickets()).toHaveLength(1);
  });
});

describe('a message that cannot be understood', () => {
  it('goes to the dead-letter queue with its reason in the log, and holds up nothing', async () => {
    await world.stack.putEvent({
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      detail: { alarmName: 'slo/prod/broken' },
    });
    await world.alarm('place-order', 'fast', 'ALARM');
    expect(await world.stack.vendors.conversations()).toHaveLength(1);
    await world.pass(5 * 6 + 1);
    expect(await world.stack.deadLetters()).toBe(1);
    expect(String(world.messages('signal not recorded')[0]?.why)).toMatch(/not a change of an alarm/);
  });
});
