import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { diff } from '../../lib/commands/diff';
import { folder, side, usualSide } from '../diff/sides';
import { schemaFaults } from '../support/documents';

const root = resolve(__dirname, '../..');

function slo(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/slo.ts', 'diff', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('slo diff', () => {
  const changed = () => side({ slo: { attainmentGoal: 99.95 } });

  it('prints a document of the published shape', () => {
    const document = diff({ before: usualSide(), after: changed() });
    expect(document.ok).toBe(true);
    expect(document.changes.map(({ slo: name, kind }) => [name, kind])).toEqual([['orders', 'budget-changed']]);
    expect(schemaFaults('diff', document)).toEqual([]);
  });

  it('answers "no" where a change is of a kind that is not wanted', () => {
    const failOn = (...kinds: string[]) => diff({ before: usualSide(), after: changed(), failOn: kinds }).ok;
    expect(failOn('history-wiped')).toBe(true);
    expect(failOn('history-wiped', 'budget-changed')).toBe(false);
  });

  it.each([
    [['histroy-wiped'], '--fail-on: got "histroy-wiped", did you mean "history-wiped"?'],
    [['everything'], /^--fail-on: got "everything", allowed are conversion-refused, history-wiped, /],
  ])('suggests kinds for %j', (failOn, message) => {
    expect(() => diff({ before: usualSide(), after: usualSide(), failOn })).toThrow(message);
  });

  it('says which side cannot be read', () => {
    const missing = join(folder(), 'none');
    expect(() => diff({ before: missing, after: usualSide() })).toThrow(/^OLD: got ".*none", which does not exist, /);
    expect(() => diff({ before: usualSide(), after: missing })).toThrow(/^NEW: got ".*none", which does not exist, /);
    expect(() => diff({ before: usualSide(), after: folder() })).toThrow(/^NEW: .*holds no manifest\.json/);
  });

  it('is a command with an exit code', () => {
    const after = changed();
    const no = slo(usualSide(), after, '--fail-on', 'budget-changed', '--json');
    expect([no.status, no.stderr]).toEqual([1, '']);
    expect(JSON.parse(no.stdout)).toMatchObject({ version: 1, ok: false });
    const markdown = slo(usualSide(), after, '--markdown');
    expect([markdown.status, markdown.stdout.split('\n')[0]]).toEqual([0, '### SLOs: 1 change: 1 worth a look']);
    const one = slo(usualSide());
    expect([one.status, one.stderr]).toEqual([2, expect.stringContaining("missing required argument 'new'")]);
  });
});
