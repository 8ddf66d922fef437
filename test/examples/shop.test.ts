import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { historyFile } from '../../examples/echarpe/shop/history-file';
import { arrivalsOfMinute, EVENINGS, generator } from '../../examples/echarpe/shop/traffic';
import { parseHistory } from '../../lib/model/contracts/history';

const root = resolve(__dirname, '../..');
const folder = join(root, 'examples/echarpe/shop');
const scratch = mkdtempSync(join(tmpdir(), 'cdk-slo-shop-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const [ordinary, match] = EVENINGS;

describe('customers', () => {
  it('arrive the same way for the same seed, in order, within their minute', () => {
    const minute = () => arrivalsOfMinute(match!, 130, generator(7));
    expect(minute()).toEqual(minute());
    const times = minute().map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(130_000);
    expect(times.at(-1)).toBeLessThan(131_000);
  });

  it('want three times as many previews after the match, most of the same words', () => {
    const previews = (minute: number) =>
      arrivalsOfMinute(match!, minute, generator(1)).filter(({ operation }) => operation === 'text-preview');
    expect(previews(119)).toHaveLength(10);
    expect(previews(120)).toHaveLength(30);
    const popular = previews(120).filter(({ query }) => decodeURIComponent(query) === 'text=LYON CHAMPIONS');
    expect(popular.length).toBeGreaterThan(12);
    expect(arrivalsOfMinute(ordinary!, 120, generator(1))).toHaveLength(22);
  });
});

describe('a history file of the shop', () => {
  it('is what the simulator reads; a minute in which nothing was decided is a gap', () => {
    const text = historyFile('place-order', '2026-11-14T18:00:00Z', [
      { minute: 0, good: 12, total: 12 },
      { minute: 1, good: 0, total: 0 },
      { minute: 2, good: 3, total: 4 },
      { minute: 3, good: 5, total: 5 },
    ]);
    const history = parseHistory(text, { file: 'x.csv' });
    expect(history).toMatchObject({
      kind: 'requests',
      good: Float64Array.of(12, 3, 5),
      total: Float64Array.of(12, 4, 5),
    });
    expect(history.comments.join()).toContain('one real second counts as one minute');
  });
});

describe('the committed recordings', () => {
  const recordings = join(root, 'examples/echarpe/recordings');
  const read = (name: string) => {
    const history = parseHistory(readFileSync(join(recordings, name), 'utf8'), { file: name });
    if (history.kind !== 'requests') throw new Error(name);
    return history;
  };
  const sum = (counts: Float64Array) => counts.reduce((all, count) => all + count, 0);

  it('agree with what is written beside them', () => {
    const about = JSON.parse(readFileSync(join(recordings, 'recording.json'), 'utf8'));
    expect(about).toMatchObject({ command: 'npm run record', edited: false });
    for (const { evening, totals } of about.evenings) {
      for (const [operation, { good, total }] of Object.entries(
        totals as Record<string, { good: number; total: number }>,
      )) {
        const recorded = read(`${evening}-${operation}.csv`);
        expect([sum(recorded.good), sum(recorded.total)]).toEqual([good, total]);
      }
    }
  });

  it('go on for at least eight hours after the last bad minute', () => {
    const { at, good, total } = read('match-place-order.csv');
    const lastBad = at.findLast((_, row) => good[row]! < total[row]!)!;
    expect(at.at(-1)! - lastBad).toBeGreaterThanOrEqual(8 * 3_600_000);
  });
});

describe('the shop', () => {
  let shop: ChildProcess;
  let url = '';

  beforeAll(async () => {
    shop = fork(join(folder, 'serve.ts'), [], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    ({ url } = await new Promise<{ url: string }>((ready) =>
      shop.once('message', (message) => ready(message as { url: string })),
    ));
  });
  afterAll(() => shop.kill());

  const order = () => fetch(`${url}/orders?sku=scarf-1`, { method: 'POST' });
  const preview = (text: string) => fetch(`${url}/preview?text=${encodeURIComponent(text)}`);

  it('takes orders, shows previews, and says no politely', async () => {
    expect((await order()).status).toBe(201);
    expect((await preview('Bonjour')).status).toBe(200);
    expect((await fetch(`${url}/orders?sku=nothing`, { method: 'POST' })).status).toBe(409);
    expect((await preview(' ')).status).toBe(400);
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  });

  it('locks its database up when everybody previews the same words, and recovers when the engineer helps', async () => {
    const crowd = Array.from({ length: 2500 }, () => preview('LYON'));
    let stuck = await order();
    for (let round = 0; round < 20 && stuck.status === 201; round += 1) stuck = await order();
    expect(stuck.status).toBe(504);
    await fetch(`${url}/admin/one-preview-per-text`, { method: 'POST' });
    await Promise.allSettled(crowd);
    let after = await order();
    for (let round = 0; round < 10 && after.status !== 201; round += 1) after = await order();
    expect(after.status).toBe(201);
    expect((await preview('LYON')).status).toBe(200);
  });
});

describe('npm run record', () => {
  it('writes whole files of a short evening', async () => {
    const args = ['--only', 'ordinary', '--seconds', '3', '--out', scratch];
    const child = fork(join(folder, 'record.ts'), args, {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    expect(await new Promise((done) => child.on('exit', done))).toBe(0);
    expect(readdirSync(scratch).sort()).toEqual([
      'ordinary-place-order.csv',
      'ordinary-text-preview.csv',
      'recording.json',
    ]);
    const history = parseHistory(readFileSync(join(scratch, 'ordinary-place-order.csv'), 'utf8'), { file: 'x' });
    expect(history.kind).toBe('requests');
  });

  it('explains wrong usage', async () => {
    const child = fork(join(folder, 'record.ts'), ['--only', 'derby'], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let errors = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    expect(await new Promise((done) => child.on('close', done))).toBe(2);
    expect(errors).toMatch(/--only: got "derby", allowed are ordinary, match/);
  });
});
