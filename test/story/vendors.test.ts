import { plainEstate } from '../support/estate';
import type { Fault } from '../support/faulty-proxy';
import { World } from '../support/world';

/** One world: each test is the next incident of its service. */
const estate = plainEstate();
let world: World;
/** What the vendors had, and what was logged, before the test. */
let before = { messages: 0, issues: 0, log: 0, calls: 0 };

const messages = async () => (await world.stack.vendors.conversations()).slice(before.messages);
const issues = async () =>
  (await world.stack.vendors.tickets())
    .filter(({ id }) => Number(id) > before.issues)
    .sort((a, b) => Number(a.id) - Number(b.id));
const incident = async () => (await world.report()).incidents.at(-1)!;

beforeAll(async () => {
  world = await World.start(estate.assembly);
});
afterEach(async () => {
  // Clear, over and sealed.
  for (const slo of ['place-order', 'text-preview']) await world.alarm(slo, 'fast', 'OK');
  for (const minutes of [61, 61, 25 * 60]) await world.jump(minutes);
  before = {
    messages: (await world.stack.vendors.conversations()).length,
    issues: Math.max(...(await world.stack.vendors.tickets()).map(({ id }) => Number(id))),
    log: world.log.length,
    calls: world.slack.calls.length,
  };
});
afterAll(async () => {
  await world.stop();
  estate.remove();
});

const POST = /chat\.postMessage/;
const CREATE_ISSUE = /^POST .*\/issues$/;
const COMMENT = /^POST .*\/issues\/\d+\/comments$/;

async function expectOneOfEach(): Promise<void> {
  const [[message, ...moreMessages], [issue, ...moreIssues]] = [await messages(), await issues()];
  expect([message, issue]).not.toContain(undefined);
  expect([moreMessages, moreIssues]).toEqual([[], []]);
  const notes = [...message!.replies, ...issue!.comments];
  expect(new Set(notes).size).toBe(notes.length);
  expect((await incident()).targets.map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
  expect(await world.stack.deadLetters()).toBe(0);
}

describe('an answer that gets lost after the vendor did what was asked', () => {
  it.each([
    ['the first Slack message', () => world.slack, POST],
    ['the GitHub issue', () => world.github, CREATE_ISSUE],
  ] as const)('does not double %s', async (_what, vendor, call) => {
    vendor().next(call, { kind: 'commitThenDrop' });
    await world.alarm('place-order', 'evidence', 'ALARM');
    await world.alarm('place-order', 'fast', 'ALARM');
    await world.pass(1);
    await world.alarm('text-preview', 'fast', 'ALARM');
    await world.pass(3);
    for (const slo of ['place-order', 'text-preview']) await world.alarm(slo, 'fast', 'OK');
    for (const minutes of [61, 61, 3]) await world.jump(minutes);
    await expectOneOfEach();
    expect((await messages())[0]!.text).toMatch(/^Resolved: /);
    expect((await issues())[0]!.state).toBe('closed');
  });

  it.each([
    ['a Slack note', () => world.slack, POST],
    ['a GitHub comment', () => world.github, COMMENT],
  ] as const)('does not double %s', async (_what, vendor, call) => {
    await world.alarm('place-order', 'fast', 'ALARM');
    vendor().next(call, { kind: 'commitThenDrop' });
    await world.pass(1);
    await world.alarm('text-preview', 'fast', 'ALARM');
    await world.pass(3);
    await expectOneOfEach();
    expect((await messages())[0]!.replies).toHaveLength(1);
    expect((await issues())[0]!.comments).toHaveLength(1);
  });
});

describe('a vendor in trouble', () => {
  it.each<[string, Fault]>([
    ['500', { kind: 'status', status: 500 }],
    ['429 with Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '90' } }],
    [
      'ok:false',
      {
        kind: 'status',
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"ok":false,"error":"internal_error"}',
      },
    ],
    ['HTML with 200', { kind: 'status', status: 200, body: '<html>maintenance</html>' }],
  ])('that answers %s is asked again until it works, and the other one does not wait', async (_what, fault) => {
    world.slack.next(POST, fault);
    await world.alarm('place-order', 'fast', 'ALARM');
    expect(await issues()).toHaveLength(1);
    expect(await messages()).toHaveLength(0);
    await world.pass(2);
    for (const minutes of [5, 5, 6]) await world.jump(minutes);
    await expectOneOfEach();
  });
});

describe('a target that refuses for good', () => {
  it("is not asked again and again, is visible in the ledger, and leaves the line that the operators' alarm counts", async () => {
    const refusal = {
      kind: 'status',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"ok":false,"error":"is_archived"}',
    } as const;
    world.slack.next(POST, refusal);
    await world.alarm('place-order', 'fast', 'ALARM');
    await world.pass(3);
    expect((await incident()).targets.map(({ kind, state }) => [kind, state])).toEqual([
      ['slack', 'rejected'],
      ['github', 'confirmed'],
    ]);
    const refused = world.log.slice(before.log).filter(({ message }) => message?.message === 'target refused');
    expect(refused).toHaveLength(1);
    expect(world.slack.calls.slice(before.calls).filter((call) => POST.test(call))).toHaveLength(1);
  });
});
