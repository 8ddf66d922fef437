import { DynamoTable } from '../../lambda/ledger/dynamo-table';
import { Ledger } from '../../lambda/ledger/ledger';
import { LOCAL_ENVIRONMENT } from '../../lib/local';
import { entry } from '../support/entries';
import { bareEstate } from '../support/estate';
import { World } from '../support/world';

// What is found out is told as well, which would bring to light what nobody asked for.
const estate = bareEstate();
let world: World;

beforeEach(async () => {
  world = await World.start(estate.assembly);
});
afterEach(() => world.stop());
afterAll(() => estate.remove());

const HISTORY = /conversations\.history/;
const POST = /chat\.postMessage/;
const FORBIDDEN = {
  kind: 'status',
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"ok":false,"error":"missing_scope"}',
} as const;

/** Three, or four where the third comes a moment before the five minutes are over. */
const MORE_LOOKS_THAN_ANYBODY_MAKES = 10;

/** What a function wrote that died before it asked for deliveries. */
async function recordOnly(): Promise<void> {
  const table = new DynamoTable(world.stack.dynamodb, world.stack.physicalName('AWS::DynamoDB::Table'));
  const group = { ...LOCAL_ENVIRONMENT, stage: 'prod', service: 'shop' };
  const at = world.now();
  world.cloudwatch.set('slo/prod/place-order/fast', 'ALARM', at);
  await new Ledger(table, () => world.now()).record({
    group,
    entry: entry({ slo: 'place-order', service: 'shop' }),
    event: {
      version: 1,
      type: 'alarm',
      key: `place-order/fast/${at}`,
      slo: 'place-order',
      alarm: 'fast',
      value: 'ALARM',
      at,
    },
  });
}

describe('an incident that nobody asked deliveries for', () => {
  it('reaches every target within minutes all the same', async () => {
    await recordOnly();
    await world.pass(1);
    expect(await world.stack.vendors.conversations()).toEqual([]);
    await world.pass(3);
    expect(await world.stack.vendors.conversations()).toHaveLength(1);
    expect(await world.stack.vendors.tickets()).toHaveLength(1);
    expect(world.messages('target lags behind').map(({ target, why }) => [target, why])).toEqual([
      ['incidents', 'missing'],
      ['tickets', 'missing'],
    ]);
    await world.pass(10);
    expect(world.messages('target lags behind')).toHaveLength(2);
  });
});

describe('a message that was created twice, because its first creation could not be looked up', () => {
  it('is one again after five minutes: the older, with the last word and every note', async () => {
    world.slack.next(POST, { kind: 'commitThenDrop' });
    for (let look = 0; look < MORE_LOOKS_THAN_ANYBODY_MAKES; look += 1) world.slack.next(HISTORY, FORBIDDEN);
    await world.alarm('place-order', 'fast', 'ALARM');
    await world.pass(6);
    const [older, younger] = await world.stack.vendors.conversations();
    expect(younger).toBeDefined();
    world.slack.forget();
    await world.alarm('text-preview', 'fast', 'ALARM');
    await world.pass(7);
    const left = await world.stack.vendors.conversations();
    expect(left.map(({ ts }) => ts)).toEqual([older!.ts]);
    expect(left[0]!.text).toContain('2 promises are not kept');
    expect(left[0]!.replies).toHaveLength(1);
    for (const minutes of [60, 10]) await world.jump(minutes);
    expect(await world.stack.vendors.conversations()).toHaveLength(1);
    expect((await world.report()).deliveries.failed).toBe(0);
  });
});
