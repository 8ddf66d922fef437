import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyFiles } from '../../lib/commands/history-options';
import { UsageError } from '../../lib/commands/usage-error';

const scratch = mkdtempSync(join(tmpdir(), 'cdk-slo-history-options-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function directory(name: string, ...files: string[]): string {
  const path = join(scratch, name);
  mkdirSync(path);
  for (const file of files) writeFileSync(join(path, file), '');
  return path;
}

it.each([
  [{ history: ['a.csv'] }, [{ file: 'a.csv' }]],
  [{ history: ['a.csv'], slo: 'orders' }, [{ slo: 'orders', file: 'a.csv' }]],
  [
    { history: ['orders=a.csv', 'prod-lag=b=c.csv'] },
    [
      { slo: 'orders', file: 'a.csv' },
      { slo: 'prod-lag', file: 'b=c.csv' },
    ],
  ],
  [{ history: ['./a=b.csv'] }, [{ file: './a=b.csv' }]],
  [{ history: ['C:\\a=b.csv'] }, [{ file: 'C:\\a=b.csv' }]],
  [
    { history: ['lag=b.csv', 'a.csv'], slo: 'orders' },
    [
      { slo: 'lag', file: 'b.csv' },
      { slo: 'orders', file: 'a.csv' },
    ],
  ],
])('%j belongs to its SLO', (options, histories) => {
  expect(historyFiles(options)).toEqual({ histories, metrics: [], ignored: 0 });
});

it.each([
  ['m1=a.csv', 'm1', 'a.csv'],
  ['Shop/Orders{Stage=prod,Kind=a=b}=x=y.csv', 'Shop/Orders{Stage=prod,Kind=a=b}', 'x=y.csv'],
  ['Errors {A=1} {B=2}=./f.csv', 'Errors {A=1} {B=2}', './f.csv'],
])('--metric %s has "=" between braces in its id', (text, id, file) => {
  expect(historyFiles({ metric: [text] }).metrics).toEqual([{ id, file }]);
});

it('finds all files of a directory, in order, and counts the others', () => {
  const all = directory('shop', 'place-order.csv', 'checkout.csv', 'notes.md', '.csv', 'old.CSV');
  mkdirSync(join(all, 'folder.csv'));
  expect(historyFiles({ all })).toEqual({
    histories: ['checkout', 'place-order'].map((slo) => ({ slo, file: join(all, `${slo}.csv`) })),
    metrics: [],
    ignored: 4,
  });
});

describe('refuses', () => {
  const empty = directory('empty', 'README.md');
  const one = directory('one', 'orders.csv');

  it.each([
    ['nothing', {}, '--history: got none, allowed are FILE, SLO=FILE, or --all with a directory of them'],
    ['an empty text', { history: [''] }, '--history: got "", allowed are FILE and SLO=FILE'],
    ['an SLO without a file', { history: ['orders='] }, '--history: got "orders=", allowed are FILE and SLO=FILE'],
    ['a file of a nameless SLO', { history: ['=a.csv'] }, '--history: got "=a.csv", allowed are FILE and SLO=FILE'],
    [
      'two files of no SLO',
      { history: ['a.csv', 'b.csv'] },
      '--history: got a file without the name of an SLO a second time (b.csv after a.csv), allowed is once',
    ],
    [
      'an SLO twice',
      { history: ['orders=a.csv', 'b.csv'], slo: 'orders' },
      '--history: got "orders" a second time (b.csv after a.csv), allowed is once',
    ],
    [
      'an SLO that is in the directory, too',
      { history: ['orders=a.csv'], all: one },
      `--history: got "orders" a second time (${join(one, 'orders.csv')} after a.csv), allowed is once`,
    ],
    ['a metric without a file', { metric: ['m1'] }, '--metric: got "m1", allowed is ID=FILE'],
    ['a file of no metric', { metric: ['=a.csv'] }, '--metric: got "=a.csv", allowed is ID=FILE'],
    ['an id that is not closed', { metric: ['A{B=a.csv'] }, '--metric: got "A{B=a.csv", allowed is ID=FILE'],
    [
      'a metric twice',
      { metric: ['m=a.csv', 'm=b.csv'] },
      '--metric: got "m" a second time (b.csv after a.csv), allowed is once',
    ],
    [
      'a directory without histories',
      { all: empty },
      `--all: got "${empty}" without a file <slo>.csv, allowed is one with at least one`,
    ],
    ['no directory', { all: join(scratch, 'no') }, `--all: cannot read ${join(scratch, 'no')}: ENOENT`],
    [
      'a file for a directory',
      { all: join(one, 'orders.csv') },
      `--all: got "${join(one, 'orders.csv')}", which is a file, allowed is a directory`,
    ],
  ])('%s', (_, options, message) => {
    expect(() => historyFiles(options)).toThrow(UsageError);
    expect(() => historyFiles(options)).toThrow(message);
  });

  it('a megabyte of braces without taking long', () => {
    expect(() => historyFiles({ metric: ['{}'.repeat(500_000)] })).toThrow(UsageError);
    expect(() => historyFiles({ metric: ['{'.repeat(1_000_000)] })).toThrow(UsageError);
  });
});
