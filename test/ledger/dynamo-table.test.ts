import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoTable } from '../../lambda/ledger/dynamo-table';
import { ABSENT } from '../../lambda/ledger/table';
import { Emulator } from '../../lib/local/emulator';

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
