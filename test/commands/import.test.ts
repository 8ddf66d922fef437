import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { importInWords, importSlos } from '../../lib/commands/import';
import { PLAIN } from '../../lib/render/style';
import { read, V1 } from '../openslo/fixture';
import { schemaFaults } from '../support/documents';

const root = resolve(__dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'cdk-slo-import-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const ratio = join(V1, 'ratio.yaml');

/** Runs where the files are, so that they are named as in what is expected. */
function slo(args: readonly string[], input?: string) {
  const command = ['--import', require.resolve('tsx'), join(root, 'bin/slo.ts'), 'import', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: V1, encoding: 'utf8', input });
  return { status, stdout, stderr };
}

describe('slo import', () => {
  it('writes TypeScript to standard output and what it says about it to standard error', () => {
    expect(slo(['ratio.yaml'])).toEqual({ status: 0, stdout: read('ratio.ts.txt'), stderr: read('ratio.left.txt') });
  });

  it('answers 1 when something could not be expressed', () => {
    expect(slo(['kinds.yaml'])).toEqual({ status: 1, stdout: read('kinds.ts.txt'), stderr: read('kinds.left.txt') });
  });

  it('reads standard input, and answers with one document', () => {
    const { status, stdout, stderr } = slo(['-', '--json'], read('kinds.yaml'));
    const document = JSON.parse(stdout);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(schemaFaults('import', document)).toEqual([]);
    expect(document).toMatchObject({
      ok: false,
      slos: ['search'],
      left: expect.arrayContaining([expect.objectContaining({ file: 'standard input', line: 7 })]),
    });
  });

  it('writes a file, and overwrites none unless it may', () => {
    const out = join(scratch, 'promises.ts');
    const document = importSlos({ files: [ratio], out });
    expect(document).toMatchObject({ ok: true, out });
    expect(schemaFaults('import', document)).toEqual([]);
    expect(readFileSync(out, 'utf8')).toBe(document.typescript);
    expect(importInWords(document, PLAIN)).toBe(`2 SLOs written to ${out}: place-order, pay.`);
    writeFileSync(out, 'mine');
    expect(() => importSlos({ files: [ratio], out })).toThrow(
      `--out: got ${out}, which exists, allowed is a new file, or --force to overwrite it`,
    );
    expect(readFileSync(out, 'utf8')).toBe('mine');
    importSlos({ files: [ratio], out, force: true });
    expect(readFileSync(out, 'utf8')).toBe(document.typescript);
  });

  it('writes no file without an SLO', () => {
    const file = join(scratch, 'service.yaml');
    const out = join(scratch, 'nothing.ts');
    writeFileSync(file, '{ apiVersion: openslo/v1, kind: Service, metadata: { name: web } }');
    const document = importSlos({ files: [file], out });
    expect(document).toMatchObject({ ok: false, typescript: '', slos: [] });
    expect(existsSync(out)).toBe(false);
    expect(importInWords(document, PLAIN)).toContain('No SLO could be written.');
  });

  it('obeys no control character of a file', () => {
    const file = join(scratch, 'escape.yaml');
    writeFileSync(file, '{ apiVersion: openslo/v1, kind: "\\e[31mred\\n  fake.yaml:1", metadata: { name: "\\e[2J" } }');
    const words = importInWords(importSlos({ files: [file] }), PLAIN);
    expect(words).not.toContain('\u001b');
    expect(words.split('\n')).toHaveLength(4);
  });

  it.each([
    [
      'a file that is not there',
      ['nowhere.yaml'],
      'nowhere.yaml: got no text that can be read (ENOENT), allowed are YAML files',
    ],
    ['a folder', ['.'], '.: got no text that can be read (EISDIR), allowed are YAML files'],
    ['to overwrite nothing', ['ratio.yaml', '--force'], '--force: got it without --out, allowed is beside --out'],
    ['a file twice', ['ratio.yaml', 'ratio.yaml'], 'files: got ratio.yaml twice, allowed is each once'],
    [
      'a place that is not there',
      ['ratio.yaml', '--out', 'nowhere/x.ts'],
      '--out: got nowhere/x.ts (ENOENT), allowed is a file that can be written',
    ],
  ])('refuses %s', (_, args, message) => {
    expect(slo(args)).toEqual({ status: 2, stdout: '', stderr: `slo: ${message}\n` });
  });

  it('refuses what is not YAML, with file and line', () => {
    expect(slo(['-'], 'kind: SLO\n\tmetadata: x\n')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'slo: standard input:2: got a tab as indentation, allowed are spaces\n',
    });
  });

  it('refuses a file of many megabytes before it is read', () => {
    const file = join(scratch, 'large.yaml');
    writeFileSync(file, Buffer.alloc(3_000_000, '#'));
    expect(() => importSlos({ files: [file] })).toThrow(
      `${file}: got 3000000 bytes, allowed are 1000000: split the file`,
    );
  });

  it('refuses a folder without permission to write', () => {
    const folder = join(scratch, 'locked');
    mkdirSync(folder);
    chmodSync(folder, 0o555);
    // Root may write everywhere.
    if (process.getuid?.() === 0) return;
    const out = join(folder, 'x.ts');
    expect(() => importSlos({ files: [ratio], out })).toThrow(
      `--out: got ${out} (EACCES), allowed is a file that can be written`,
    );
  });

  it('says which words it knows', () => {
    expect(slo([])).toMatchObject({ status: 2, stderr: expect.stringContaining("missing required argument 'files'") });
  });
});
