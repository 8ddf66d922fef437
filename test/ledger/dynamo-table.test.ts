import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoTable } from '../../lambda/ledger/dynamo-table';
import { Ledger } from '../../lambda/ledger/ledger';
import { ABSENT } from '../../lambda/ledger/table';
import { Emulator } from '../../lib/local/emulator';
import { LONGEST_NOTE } from '../../lib/model/contracts/command';
import { LedgerWorld } from '../support/ledger';

const KB = 1024;
/** DynamoDB gives at most 1 MB with one answer to a query. */
const ITEMS = 40;
const SIZE = 60 * KB;

let emulator: Emulator<{ url: string }>;
let client: DynamoDBClient;
beforeAll(async () => {
  emulator = await Emulator.start<{ url: string }>('dynalite.mjs');
  client = new DynamoDBClient({
    endpoint: emulator.ready.url,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await client.send(
    new CreateTableCommand({
      TableName: 'ledger',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
});
afterAll(async () => {
  client.destroy();
  await emulator.stop();
});

test('a log of more than one megabyte is read to its end', async () => {
  const table = new DynamoTable(client, 'ledger');
  for (let n = 1; n <= ITEMS; n += 1)
    await table.put({ pk: 'INC#a', sk: `EVENT#${String(n).padStart(6, '0')}`, text: 'x'.repeat(SIZE) }, ABSENT);
  const found = await table.query('INC#a', 'EVENT#');
  expect(found.map(({ sk }) => Number(sk.slice(6)))).toEqual(Array.from({ length: ITEMS }, (_, index) => index + 1));
});

test('an incident keeps the longest note, whatever it is written in, beside what was found out', async () => {
  const world = new LedgerWorld();
  const ledger = new Ledger(new DynamoTable(client, 'ledger'), () => world.now());
  const recorded = await ledger.record(world.alarmSignal('shop', 'fast', 'ALARM'));
  if (recorded.outcome !== 'recorded') throw new Error(`outcome: got ${recorded.outcome}`);
  const { id } = recorded.incident;
  // Three bytes each, and four for two.
  for (const text of ['語'.repeat(LONGEST_NOTE), '🧯'.repeat(LONGEST_NOTE / 2)]) {
    const by = { by: { name: 'Dana' }, via: 'incidents', support: false };
    const changed = await ledger.change(id, ({ signals }) =>
      signals.has(text[0]!) ? undefined : { version: 1, type: 'noted', key: text[0]!, at: world.now(), ...by, text },
    );
    expect(changed?.state.milestones.at(-1)?.text).toBe(text);
  }
  const traces = Array.from({ length: 250 }, (_, index) => ({ id: `1-67891233-${index}`, exception: 'LockTimeout' }));
  await ledger.change(id, ({ findings }) =>
    findings.traces ? undefined : { version: 1, type: 'enriched', at: world.now(), findings: { traces } },
  );
  const state = await ledger.state(id);
  expect(state?.findings.traces).toEqual(traces);
  expect(state?.milestones.filter(({ kind }) => kind === 'noted').map(({ text }) => text?.length)).toEqual([
    LONGEST_NOTE,
    LONGEST_NOTE,
  ]);
});
