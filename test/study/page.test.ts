import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { filled, placeOf } from '../../bench/study/page';
import { PART_NAMES, PARTS, partOf } from '../../bench/study/parts';
import { StudyWorker } from './worker';

const PAGE =
  'Before.\n<!-- study: one -->\n\n<!-- /study -->\nBetween.\n<!-- study: two -->\n\nold\n\n<!-- /study -->\nAfter.\n';

describe('places of a page', () => {
  it('are filled, again and again, and the words around them stay', () => {
    const once = filled(PAGE, { one: '| a |\n| b |', two: 'new' });
    expect(filled(once, { one: '| a |\n| b |', two: 'new' })).toBe(once);
    expect([placeOf(once, 'one'), placeOf(once, 'two')]).toEqual(['| a |\n| b |', 'new']);
    expect(once.match(/Before\.|Between\.|After\./g)).toHaveLength(3);
  });

  it('stay as they are where nothing was measured', () => {
    expect(filled(PAGE, { two: undefined })).toBe(PAGE);
  });

  it('must be there', () => {
    expect(() => filled(PAGE, { three: 'new' })).toThrow('page: got no place "three"');
    expect(placeOf(PAGE, 'three')).toBeUndefined();
  });
});

describe('docs/simulation-study.md', () => {
  const page = readFileSync(resolve(__dirname, '../../docs/simulation-study.md'), 'utf8');
  const effort = { seed: 1, quick: false };

  it.each(['made', 'summary', ...PART_NAMES])('says what was measured: %s', (name) => {
    expect(placeOf(page, name)!.length).toBeGreaterThan(20);
  });

  const worker = new StudyWorker();
  afterAll(() => worker.close());

  it.each(['echarpe', 'nezha', 'nab'] as const)('is what the simulator says today: %s', async (name) => {
    const table = partOf(name).table([await worker.measure(name, 0, effort)], effort);
    if (table !== undefined) expect(placeOf(page, name)).toBe(table);
  });

  it('is what the simulator says today: healthy, by one of its rows', async () => {
    const cell = 36;
    const rows = (text: string) => text.split('\n').filter((line) => /^\| \d/.test(line));
    const table = PARTS.healthy.table([await worker.measure('healthy', cell, effort)], effort)!;
    expect(rows(placeOf(page, 'healthy')!)[cell]).toBe(rows(table)[0]);
  });
});
