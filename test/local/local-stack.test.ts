import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { Duration, Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { build } from 'esbuild';
import { type CloudWatchPort, LocalStack, type LogLine, VirtualClock } from '../../lib/local';
import { synthesized } from '../support/estate';

const START = Date.parse('2026-11-14T20:00:00Z');
const SILENT: CloudWatchPort = { alarms: () => [], metricData: () => [] };
const folders: string[] = [];
const stacks: LocalStack[] = [];

/** A function of a few lines, bundled with the real SDK as the build does. */
async function bundle(source: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-bundle-'));
  folders.push(folder);
  const entry = join(__dirname, `${folder.split('/').at(-1)}.mjs`);
  writeFileSync(entry, source);
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  try {
    await build({
      entryPoints: [entry],
      outfile: join(folder, 'index.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      mainFields: ['module', 'main'],
      banner,
    });
  } finally {
    rmSync(entry);
  }
  return folder;
}

interface Handled {
  readonly timeout?: Duration;
  readonly environment?: Record<string, string>;
  readonly more?: (stack: Stack) => void;
}

/** A rule, a queue with a dead-letter queue, a function and a table. */
function estate(
  code: string,
  { timeout = Duration.seconds(10), environment = {}, more = () => undefined }: Handled = {},
) {
  return synthesized((app) => {
    const stack = new Stack(app, 'Tiny');
    const table = new Table(stack, 'Table', { partitionKey: { name: 'pk', type: AttributeType.STRING } });
    const deadLetters = new Queue(stack, 'DeadLetters');
    const queue = new Queue(stack, 'Queue', {
      visibilityTimeout: Duration.seconds(60),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 },
    });
    const fn = new LambdaFunction(stack, 'Fn', {
      code: Code.fromAsset(code),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      timeout,
      environment: { TABLE: table.tableName, ...environment },
    });
    fn.addEventSource(new SqsEventSource(queue, { reportBatchItemFailures: true }));
    new Rule(stack, 'Rule', { eventPattern: { source: ['test'] }, targets: [new SqsQueue(queue)] });
    more(stack);
    return stack;
  });
}

async function start(code: string, handled: Handled = {}) {
  const { assembly, directory } = estate(code, handled);
  folders.push(directory);
  const log: LogLine[] = [];
  const clock = new VirtualClock(START);
  const stack = await LocalStack.start({ assembly, clock, cloudwatch: SILENT, onLog: (line) => log.push(line) });
  stacks.push(stack);
  const text = () => log.map((line) => line.text).join('\n');
  return { stack, clock, text };
}

const WRITES = `
  import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
  const client = new DynamoDBClient();
  export const handler = async ({ Records }) => {
    for (const { body } of Records) {
      const Item = { pk: { S: JSON.parse(body).id }, at: { S: new Date().toISOString() } };
      await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item }));
    }
    return { batchItemFailures: [] };
  };`;
const FAILS =
  'export const handler = async ({ Records }) => ({ batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) });';

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

afterEach(async () => {
  await Promise.all(stacks.splice(0).map((stack) => stack.stop()));
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('an assembly on this computer', () => {
  it('carries an event through rule, queue and bundle into the table, at the virtual time', async () => {
    const { stack } = await start(await bundle(WRITES));
    await stack.setTime(START + 3_600_000);
    await stack.putEvent({ source: 'test', id: 'one' });
    await stack.putEvent({ source: 'somebody else', id: 'two' });
    await stack.drain();
    const table = DynamoDBDocumentClient.from(stack.dynamodb);
    const read = async (pk: string) =>
      (await table.send(new GetCommand({ TableName: stack.physicalName('AWS::DynamoDB::Table'), Key: { pk } }))).Item;
    expect((await read('one'))!.at).toMatch(/^2026-11-14T21:00:0/);
    expect(await read('two')).toBeUndefined();
  });

  it('brings a message back after its visibility timeout in virtual time, and gives up after three tries', async () => {
    const { stack } = await start(await bundle(FAILS));
    await stack.putEvent({ source: 'test' });
    for (const [minute, dead] of [
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 1],
    ] as const) {
      await stack.setTime(START + minute * 61_000);
      await stack.drain();
      expect(await stack.deadLetters()).toBe(dead);
    }
  });

  it('replaces a function that dies, and keeps its message', async () => {
    const dies = await bundle(`import { existsSync, writeFileSync } from 'node:fs';
      export const handler = async () => { if (!existsSync(process.env.MARK)) { writeFileSync(process.env.MARK, ''); process.exit(3); } console.info('second life'); };`);
    const { stack, text } = await start(dies, { environment: { MARK: join(dies, 'mark') } });
    await stack.putEvent({ source: 'test' });
    await stack.drain();
    await stack.setTime(START + 61_000);
    await stack.drain();
    expect(text()).toContain('second life');
    expect(await stack.deadLetters()).toBe(0);
  });

  it('ends a function that takes longer than its timeout', async () => {
    const { stack } = await start(
      await bundle('export const handler = () => new Promise(() => setInterval(() => undefined, 1000));'),
      { timeout: Duration.seconds(1) },
    );
    await stack.putEvent({ source: 'test' });
    await stack.drain();
    await stack.setTime(START + 61_000);
    expect(await stack.deadLetters()).toBe(0);
  });

  it('lets no function reach another computer', async () => {
    const calls = await bundle(
      "export const handler = async () => { try { await fetch('http://192.0.2.1/'); } catch (error) { console.info(error.cause?.message ?? error.message); } };",
    );
    const { stack, text } = await start(calls);
    await stack.putEvent({ source: 'test' });
    await stack.drain();
    expect(text()).toContain('connection to 192.0.2.1 refused');
  });

  it('lists what it does not know', async () => {
    const { stack } = await start(await bundle(FAILS), { more: (scope) => void new Bucket(scope, 'Bucket') });
    expect(stack.unsupportedResources.map(({ type, stack: { name } }) => [name, type])).toEqual([
      ['Tiny', 'AWS::S3::Bucket'],
    ]);
  });

  it('leaves no process behind, and may be stopped twice', async () => {
    const { stack } = await start(await bundle(FAILS));
    const pids = stack.pids;
    expect(pids.filter(alive)).toHaveLength(3);
    await stack.stop();
    await stack.stop();
    expect(pids.filter(alive)).toEqual([]);
  });
});

describe('an assembly that cannot run', () => {
  it('says which function throws at start, and why', async () => {
    await expect(start(await bundle("throw new Error('no database for me');"))).rejects.toThrow(
      /function Tiny-Fn\w+ does not start: .*no database for me/,
    );
  });

  it('says that a bundle has no handler', async () => {
    await expect(start(await bundle('export const other = 1;'))).rejects.toThrow(/does not start: .*handler/);
  });

  it('is refused when a function would be sent to AWS', async () => {
    const code = await bundle(FAILS);
    await expect(start(code, { environment: { QUEUE: 'https://sqs.eu-west-3.amazonaws.com/1/q' } })).rejects.toThrow(
      /variable QUEUE: got an address of AWS/,
    );
  });

  it('is refused when code is missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-empty-'));
    folders.push(folder);
    mkdirSync(join(folder, 'nothing'));
    expect(() => estate(join(folder, 'not-there'))).toThrow(/Cannot find asset/);
  });
});

describe('the virtual clock', () => {
  it('moves forward only', () => {
    const clock = new VirtualClock(START);
    clock.set(START + 1);
    expect(clock.now()).toBe(START + 1);
    expect(() => clock.set(START)).toThrow(/allowed is 2026-11-14T20:00:00.001Z or later/);
  });
});
