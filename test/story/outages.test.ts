import { plainEstate } from '../support/estate';
import { World } from '../support/world';

const estate = plainEstate();
let world: World;

beforeEach(async () => {
  world = await World.start(estate.assembly);
});
afterEach(() => world.stop());
afterAll(() => estate.remove());

/** Three failures, and then a probe after each cool-down: 30 s, 1, 2, 4, 8 and every 10 minutes. */
const MOST_CALLS_IN_AN_HOUR = 15;
const LONGEST_COOL_DOWN_MINUTES = 12;

/** What the ticket says, as the reader of its page sees it. */
async function ticket(): Promise<string> {
  const response = await fetch(`${world.stack.vendors.urls.github}/repos/echarpe/ops/issues?state=all`, {
    headers: { authorization: 'Bearer ghp-local' },
  });
  const issues = (await response.json()) as { body: string }[];
  return issues.map(({ body }) => body.replaceAll('\\', '')).join('\n');
}

async function message(): Promise<string> {
  return (await world.stack.vendors.conversations()).map(({ text }) => text).join('\n');
}

/** Each of these deliveries made one call. */
function failedCalls(): number {
  return world.messages('delivery waits').filter(({ reason }) => reason === 'failed').length;
}

interface Published {
  readonly OpenBreakers?: number;
  readonly Target?: string;
  readonly Outcome?: string;
  readonly Reason?: string;
  readonly DeliverySeconds?: number;
}

/** Metrics in the functions' logs, in embedded metric format. */
function published(): Published[] {
  return world.log.flatMap(({ text }) => (text.startsWith('{"_aws"') ? [JSON.parse(text) as Published] : []));
}

async function expectOneOfEach(): Promise<void> {
  const [conversations, issues] = [await world.stack.vendors.conversations(), await world.stack.vendors.tickets()];
  expect([conversations.length, issues.length]).toEqual([1, 1]);
  const { incidents, deliveries } = await world.report();
  expect(incidents).toHaveLength(1);
  expect(incidents[0]!.targets.map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
  expect(new Set(incidents[0]!.targets.map(({ revision }) => revision)).size).toBe(1);
  expect(deliveries.failed).toBe(0);
  for (const notes of [conversations[0]!.replies, issues[0]!.comments]) expect(new Set(notes).size).toBe(notes.length);
}

describe('an hour without Slack', () => {
  it('is told in the ticket, costs few calls, and ends with everything told once', async () => {
    await world.slack.down('unavailable');
    await world.alarm('place-order', 'fast', 'ALARM');
    expect(await ticket()).not.toContain('unreachable');
    await world.pass(6);
    expect(await ticket()).toContain('Slack has been unreachable since 14 Nov, 21:00 (Europe/Paris)');
    await world.pass(24);
    await world.alarm('text-preview', 'fast', 'ALARM');
    await world.slack.down('refused');
    await world.pass(30);
    expect(await ticket()).toContain('Slack has been unreachable since 14 Nov, 21:00 (Europe/Paris)');
    expect(world.slack.turnedAway).toBeGreaterThan(2);
    expect(failedCalls()).toBeLessThan(MOST_CALLS_IN_AN_HOUR);

    await world.slack.up();
    await world.pass(LONGEST_COOL_DOWN_MINUTES + 4);
    await expectOneOfEach();
    expect(await message()).toContain('2 promises are not kept');
    expect(await ticket()).not.toContain('unreachable');

    const breakers = published().flatMap(({ OpenBreakers }) => OpenBreakers ?? []);
    expect(breakers.length).toBeGreaterThan(60);
    expect([breakers[0], Math.max(...breakers), breakers.at(-1)]).toEqual([0, 1, 0]);
    const waited = published().flatMap(({ Target, DeliverySeconds }) =>
      Target === 'incidents' && DeliverySeconds !== undefined ? [DeliverySeconds] : [],
    );
    // The second promise broke half an hour before Slack was back.
    expect(waited).toHaveLength(1);
    expect(waited[0]).toBeGreaterThan(30 * 60);
    const outcomes = published().flatMap(({ Target, Outcome, Reason }) =>
      Target === 'incidents' && Outcome !== undefined ? [`${Outcome} ${Reason}`] : [],
    );
    expect(new Set(outcomes)).toEqual(new Set(['retryLater serverError', 'retryLater network', 'ok none']));
  });
});

describe('an hour without GitHub', () => {
  it('is told in Slack, and ends with everything told once', async () => {
    await world.alarm('place-order', 'fast', 'ALARM');
    await world.github.down('refused');
    await world.pass(1);
    await world.alarm('text-preview', 'fast', 'ALARM');
    await world.pass(8);
    expect(await message()).toContain('GitHub has been unreachable since 14 Nov, 21:01 (Europe/Paris)');
    for (let step = 0; step < 17; step += 1) await world.jump(3);
    await world.github.up();
    await world.pass(LONGEST_COOL_DOWN_MINUTES + 4);
    await expectOneOfEach();
    expect(await message()).not.toContain('unreachable');
    expect((await world.stack.vendors.tickets())[0]!.comments).toHaveLength(1);
  });
});
