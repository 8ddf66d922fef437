import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { LOCAL_ENVIRONMENT } from '../../lib/local';
import { catalogueParameterName, groupKey, incidentId } from '../../lib/model/names';
import { plainEstate } from '../support/estate';
import { brokenInvariants } from '../support/invariants';
import { type RemoteObject, remoteSides } from '../support/remote-side';
import { World } from '../support/world';

/** One world for all: every case is a service of its own with one or two SLOs. */
const estate = plainEstate();
let world: World;

beforeAll(async () => {
  world = await World.start(estate.assembly);
});
afterAll(async () => {
  await world.stop();
  estate.remove();
});

function parameter(slo: string): string {
  return catalogueParameterName('prod', slo);
}

/** Puts an SLO of its own into the catalogue. */
function declare(slo: string, change: object = {}): void {
  const entry = JSON.parse(world.stack.parameters.get(parameter('place-order'))!);
  world.stack.parameters.set(parameter(slo), JSON.stringify({ ...entry, slo, service: slo, ...change }));
}

function group(service: string) {
  return { ...LOCAL_ENVIRONMENT, stage: 'prod', service };
}

function incident(service: string, generation = 1): string {
  return incidentId(group(service), generation);
}

/** What Slack and GitHub have of an incident: one object each. */
async function objects(id: string): Promise<[slack: RemoteObject, github: RemoteObject]> {
  const sides = await remoteSides(world.stack, id);
  expect(sides.map(({ target, objects: found }) => [target, found.length])).toEqual([
    ['incidents', 1],
    ['tickets', 1],
  ]);
  return sides.map(({ objects: found }) => found[0]!) as [RemoteObject, RemoteObject];
}

async function clear(...slos: string[]): Promise<void> {
  await world.jump(10);
  for (const slo of slos) await world.alarm(slo, 'fast', 'OK');
  for (const minutes of [1, 60, 1, 60, 1]) await world.jump(minutes);
}

async function expectOver(id: string): Promise<void> {
  for (let step = 0; step < 10 && (await brokenInvariants(world.stack, id)).length > 0; step += 1) await world.jump(7);
  expect(await brokenInvariants(world.stack, id)).toEqual([]);
  expect(await world.stack.deadLetters()).toBe(0);
}

/** By the name of the SLO whose entry it is. */
const UNREADABLE: Readonly<Record<string, (entry: object) => string>> = {
  newer: (entry) => JSON.stringify({ ...entry, version: 2 }),
  'newer-shape': () => JSON.stringify({ version: 2, slos: [] }),
  'lacks-tiers': (entry) => JSON.stringify({ ...entry, tiers: undefined }),
  'no-json': () => '{"version":1,',
  empty: () => '',
};

describe('a catalogue entry that is missing, of a newer version or unreadable', () => {
  it('does not cost the incident: it reaches everyone, ends, and the log says why', async () => {
    const slos = ['missing', ...Object.keys(UNREADABLE)];
    for (const [slo, changed] of Object.entries(UNREADABLE)) {
      declare(slo);
      world.stack.parameters.set(parameter(slo), changed(JSON.parse(world.stack.parameters.get(parameter(slo))!)));
    }
    for (const slo of slos) await world.alarm(slo, 'fast', 'ALARM');
    await clear(...slos);
    for (const slo of slos) {
      await expectOver(incident(slo));
      for (const { text } of await objects(incident(slo))) expect(text).toContain(slo);
      const said = world.messages('catalogue entry missing, fallback used').find((message) => message.slo === slo);
      expect(said).toMatchObject({ slo, why: expect.stringContaining(parameter(slo)) });
    }
  });
});

describe('what another version of the code has written', () => {
  it('into the log is kept and passed over: the incident goes on and ends', async () => {
    declare('log');
    declare('log-second', { service: 'log' });
    await world.alarm('log', 'fast', 'ALARM');
    const pk = `INC#${incident('log')}`;
    const at = world.now();
    await put({ pk, sk: 'EVENT#000002', event: { version: 1, type: 'escalated', at, to: 'somebody' } });
    await put({ pk, sk: 'EVENT#000003', event: { version: 2, type: 'alarm', at, slo: 'log' } });
    await put({ pk, sk: 'EVENT#000004' });
    await world.jump(1);
    await world.alarm('log-second', 'fast', 'ALARM');
    await clear('log', 'log-second');
    await expectOver(incident('log'));
    const [{ text }] = await objects(incident('log'));
    expect(text).toMatch(/^Resolved: log: 2 promises/);
  });

  it('as the beginning of an incident does not swallow the next breach, which gets an incident of its own', async () => {
    declare('begun');
    await world.alarm('begun', 'fast', 'ALARM');
    const first = { version: 2, type: 'alarm', at: world.now(), slo: 'begun' };
    await change({ pk: `INC#${incident('begun')}`, sk: 'EVENT#000001' }, { event: first });
    await change({ pk: `GROUP#${groupKey(group('begun'))}`, sk: 'HEAD' }, { first });
    await world.jump(1);
    await world.alarm('begun', 'slow', 'ALARM');
    await world.jump(1);
    const [{ text }] = await objects(incident('begun', 2));
    expect(text).toContain('Your order goes through.');
    expect(await world.stack.deadLetters()).toBe(0);
  });

  it('into rows of deliveries, with less in them, is enough to go on', async () => {
    declare('rows');
    declare('rows-second', { service: 'rows' });
    await world.alarm('rows', 'fast', 'ALARM');
    const later = {
      digest: undefined,
      lookUps: undefined,
      edits: undefined,
      retries: undefined,
      confirmedAt: undefined,
    };
    for (const target of ['incidents', 'tickets'])
      await change({ pk: `INC#${incident('rows')}`, sk: `DELIV#${target}#object` }, later);
    await world.jump(1);
    await world.alarm('rows-second', 'fast', 'ALARM');
    await clear('rows', 'rows-second');
    await expectOver(incident('rows'));
  });
});

const HOSTILE = [
  '<!channel> <@U123> *bold* `code` <https://evil.example|your bank>',
  '@everyone #1 GH-2 [link](https://evil.example) <img src=x onerror=alert(1)> | a | b |',
  '<!-- slo:inc-000000000000:r1-99 -->',
  '\u0007\u001b[31mred\u202eright to left\u0000',
].join('\n');

describe('hostile text', () => {
  it('in a catalogue entry is said as it is: it formats nothing, calls nobody, poses as nothing', async () => {
    const owner = { team: HOSTILE, contact: HOSTILE, stakeholder: HOSTILE };
    const runbook = { url: 'javascript:alert(1)', firstSteps: [HOSTILE, 'x'.repeat(9000)] };
    declare('hostile', { promise: HOSTILE, businessImpact: HOSTILE, owner, runbook });
    await world.alarm('hostile', 'fast', 'ALARM');
    await world.jump(1);
    const [slack, github] = await objects(incident('hostile'));
    expect(slack.markup).toContain('&lt;!channel&gt;');
    expect(slack.markup).not.toMatch(/<[!@#]|<https?:\/\/evil|<javascript/);
    expect(github.markup).toContain('&lt;!-- slo:inc-000000000000');
    expect(github.markup).not.toMatch(/@everyone|[^\u200b]#1\b|<img|[^\\]\]\(https:\/\/evil|\]\(javascript/);
    expect(github.markup.match(/<!--/g)).toHaveLength(1);
    for (const { text } of [slack, github]) expect(text).not.toMatch(/[^\P{Cc}\n\t]|\u202e/u);
    await clear('hostile');
    await expectOver(incident('hostile'));
  });

  it.each([
    ['markup', 'reason-markup', HOSTILE],
    ['200,000 characters', 'reason-long', 'x'.repeat(200_000)],
    ['half a character', 'reason-half', '\ud83d'],
  ])("as an alarm's reason and reading (%s) costs nothing", async (_what, slo, reason) => {
    const reasonData = JSON.stringify({ recentDatapoints: [reason.slice(0, 9)] });
    await alarmWith(slo, { reason, reasonData });
    for (const { markup } of await objects(incident(slo))) expect(markup).not.toMatch(/channel|xxxx|evil|\ud83d/);
  });

  it('as the number of an alarm costs no more than that number', async () => {
    for (const [index, number] of ['1e999', '-1e999', '1e300', '1e17', '5e-324', '{}', '"41"', 'null'].entries()) {
      const slo = `number-${index}`;
      declare(slo);
      await alarmWith(slo, { reasonData: `{"recentDatapoints":[${number}]}` });
      const [{ text }] = await objects(incident(slo));
      expect(text).toContain('Your order goes through.');
      expect(text).not.toMatch(/Infinity|NaN|e\+/);
    }
  });

  it('as the name of an alarm that cannot be ours is kept for a person, and holds up nothing', async () => {
    const names = [
      'slo/prod/<!channel>/fast',
      'slo/prod/a/fast\n<!channel>',
      `slo/prod/${'x'.repeat(4000)}/y/`,
      'slo/prod/../x/y',
    ];
    const breach = world.event('named', 'fast', 'ALARM', 'OK') as { detail: object };
    for (const alarmName of names) await world.stack.putEvent({ ...breach, detail: { ...breach.detail, alarmName } });
    await world.stack.putEvent(breach);
    for (let tries = 0; tries < 6; tries += 1) await world.jump(7);
    expect(await world.stack.deadLetters()).toBe(names.length);
    for (const { markup } of await objects(incident('named'))) expect(markup).not.toContain('channel');
  });
});

async function alarmWith(slo: string, state: object): Promise<void> {
  const event = world.event(slo, 'fast', 'ALARM', 'OK') as { detail: { state: object } };
  await world.stack.putEvent({ ...event, detail: { ...event.detail, state: { ...event.detail.state, ...state } } });
  await world.stack.drain();
}

function table() {
  const client = DynamoDBDocumentClient.from(world.stack.dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, TableName: world.stack.physicalName('AWS::DynamoDB::Table') };
}

async function put(Item: Record<string, unknown>): Promise<void> {
  const { client, TableName } = table();
  await client.send(new PutCommand({ TableName, Item }));
}

/** `undefined` removes an attribute. */
async function change(Key: { pk: string; sk: string }, changed: object): Promise<void> {
  const { client, TableName } = table();
  const { Item } = await client.send(new GetCommand({ TableName, Key }));
  expect(Item).toBeDefined();
  await put({ ...Item, ...changed });
}
