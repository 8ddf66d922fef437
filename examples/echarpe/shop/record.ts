import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { historyFile, type MinuteCount, writeWhole } from './history-file';
import { LIMIT_MS } from './server';
import { EVENINGS, type Evening, OPERATIONS, type Operation, ORDINARY_RATE } from './traffic';

/** Records evenings of the real shop under load: one real second counts as one minute. */

const USAGE = `npm run record -- [--only ordinary|match] [--seconds N] [--out DIRECTORY] [--seed N]
  --only     one evening instead of both
  --seconds  real seconds (virtual minutes) per evening, for a short trial; default: the whole evening
  --out      where the files go; default: examples/echarpe/recordings
  --seed     seed of the customers' arrivals; default 1`;

/** Minutes between the first minute in which most requests fail and the engineer's fix. */
const MINUTES_TO_FIX = 25;
const LOCKED_UP_BELOW = 0.5;

interface Happened {
  readonly minute: number;
  readonly what: string;
}

interface Recorded {
  readonly counts: Record<Operation, MinuteCount[]>;
  readonly happened: Happened[];
}

const children = new Set<ChildProcess>();

function start(file: string, ...args: string[]): ChildProcess {
  const child = fork(join(__dirname, file), args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.add(child);
  child.on('exit', () => children.delete(child));
  return child;
}

function firstMessage<T>(child: ChildProcess, what: string): Promise<T> {
  return new Promise((done, failed) => {
    child.once('message', (message) => done(message as T));
    child.once('exit', (code) => failed(new Error(`${what} ended with ${code} before it was ready`)));
  });
}

async function record(evening: Evening, seconds: number, seed: number): Promise<Recorded> {
  const shop = start('serve.ts');
  const { url } = await firstMessage<{ url: string }>(shop, 'the shop');
  const counts: Recorded['counts'] = { 'place-order': [], 'text-preview': [] };
  const happened: Happened[] = [];
  const load = start('load.ts', url, evening.name, String(seed), String(seconds));
  let fixAt: number | undefined;
  await new Promise<void>((done, failed) => {
    load.on('exit', (code) => (code === 0 ? done() : failed(new Error(`the customers ended with ${code}`))));
    shop.on('exit', (code) => failed(new Error(`the shop ended with ${code}`)));
    load.on('message', (message: { minute?: number; counts?: Record<Operation, { good: number; total: number }> }) => {
      const { minute, counts: decided } = message;
      if (minute === undefined || decided === undefined) return;
      for (const operation of OPERATIONS) counts[operation].push({ minute, ...decided[operation] });
      progress(evening, minute, seconds, decided);
      if (minute === evening.surge?.fromMinute)
        happened.push({ minute, what: `everybody previews "${evening.surge.words}"` });
      if (fixAt === undefined && lockedUp(decided)) {
        fixAt = minute + MINUTES_TO_FIX;
        happened.push({ minute, what: 'the database is locked up: most requests fail' });
      }
      if (minute === fixAt) {
        happened.push({
          minute: minute + 1,
          what: 'the engineer on call kills the waiting queries and switches on one preview per text',
        });
        void fetch(`${url}/admin/one-preview-per-text`, { method: 'POST' }).catch(failed);
      }
    });
  });
  shop.removeAllListeners('exit');
  shop.kill();
  return { counts, happened };
}

function lockedUp(counts: Record<Operation, { good: number; total: number }>): boolean {
  return OPERATIONS.every(
    (operation) => counts[operation].total > 0 && counts[operation].good < LOCKED_UP_BELOW * counts[operation].total,
  );
}

function progress(
  evening: Evening,
  minute: number,
  of: number,
  counts: Record<Operation, { good: number; total: number }>,
): void {
  if (!process.stderr.isTTY) return;
  const shares = OPERATIONS.map((operation) => `${operation} ${counts[operation].good}/${counts[operation].total}`);
  process.stderr.write(`\r${evening.name} ${minute + 1}/${of}  ${shares.join('  ')}   `);
}

function sum(counts: readonly MinuteCount[]): { minutes: number; good: number; total: number } {
  const add = (key: 'good' | 'total') => counts.reduce((all, count) => all + count[key], 0);
  return { minutes: counts.length, good: add('good'), total: add('total') };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      seconds: { type: 'string' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: resolve(__dirname, '../recordings') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const evenings = EVENINGS.filter(({ name }) => values.only === undefined || name === values.only);
  const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
  if (evenings.length === 0)
    throw new UsageFault(`--only: got "${values.only}", allowed are ${EVENINGS.map(({ name }) => name).join(', ')}`);
  if (seconds !== undefined && !(Number.isInteger(seconds) && seconds > 0))
    throw new UsageFault(`--seconds: got "${values.seconds}", allowed are whole numbers from 1`);
  mkdirSync(values.out, { recursive: true });
  const recordedAt = new Date().toISOString();
  const results = [];
  for (const evening of evenings) {
    const minutes = seconds ?? evening.minutes;
    const { counts, happened } = await record(evening, minutes, Number(values.seed));
    for (const operation of OPERATIONS) {
      writeWhole(
        join(values.out, `${evening.name}-${operation}.csv`),
        historyFile(operation, evening.start, counts[operation]),
      );
    }
    const totals = Object.fromEntries(OPERATIONS.map((operation) => [operation, sum(counts[operation])]));
    results.push({ evening: evening.name, start: evening.start, minutes, surge: evening.surge, happened, totals });
    console.error(`${evening.name}: ${JSON.stringify(totals)}`);
  }
  writeWhole(
    join(values.out, 'recording.json'),
    `${JSON.stringify(about(recordedAt, Number(values.seed), results), null, 2)}\n`,
  );
}

function about(recordedAt: string, seed: number, evenings: readonly object[]): object {
  const packageOf = (file: string) => (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  const root = resolve(__dirname, '../../..');
  return {
    command: 'npm run record',
    recordedAt,
    time: 'one real second counts as one minute',
    edited: false,
    versions: {
      'cdk-slo': packageOf(join(root, 'package.json')),
      node: process.version,
      '@electric-sql/pglite': packageOf(join(root, 'node_modules/@electric-sql/pglite/package.json')),
    },
    machine: { cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) },
    customers: { seed, perMinute: ORDINARY_RATE, limitMs: LIMIT_MS },
    minutesToFix: MINUTES_TO_FIX,
    evenings,
  };
}

class UsageFault extends Error {}

function stopChildren(): void {
  for (const child of children) child.kill();
}

process.on('SIGINT', () => {
  stopChildren();
  process.exit(130);
});
main().catch((error: Error) => {
  stopChildren();
  console.error(error instanceof UsageFault ? `record: ${error.message}\n${USAGE}` : `record: ${error.message}`);
  process.exit(2);
});
