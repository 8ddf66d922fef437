import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { docs, pagesInWords } from '../../lib/commands/docs';
import { UsageError } from '../../lib/commands/usage-error';
import { PLAIN } from '../../lib/render/style';
import { declares } from '../pages/fixture';
import { schemaFaults } from '../support/documents';
import { echarpe, synthesized } from '../support/estate';

const root = resolve(__dirname, '../..');
const estate = echarpe();
const two = synthesized(declares({ slos: [{ sloName: 'orders' }, { sloName: 'preview' }] }));
const one = synthesized(declares({ slos: [{ sloName: 'orders' }] }));
const scratch = mkdtempSync(join(tmpdir(), 'cdk-slo-docs-'));
afterAll(() => {
  for (const { remove } of [estate, two, one]) remove();
  rmSync(scratch, { recursive: true, force: true });
});

let count = 0;
/** A folder that is not there yet. */
function fresh(): string {
  count += 1;
  return join(scratch, `out${count}`);
}

function written(assembly = two.directory): string {
  const out = fresh();
  docs({ assembly, out });
  return out;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

function fault(does: () => unknown): string {
  try {
    does();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'none';
}

const statesOf = (document: ReturnType<typeof docs>) =>
  Object.fromEntries(
    document.pages.filter(({ state }) => state !== 'unchanged').map(({ path, state }) => [path, state]),
  );

describe('slo docs', () => {
  it('writes every page, each beginning with whose it is', () => {
    const out = fresh();
    const document = docs({ assembly: two.directory, out });
    expect(schemaFaults('docs', document)).toEqual([]);
    expect(document).toEqual({
      version: 1,
      ok: true,
      out,
      pages: ['index.md', 'prod/orders.md', 'prod/preview.md', 'prod/runbooks/shop.md', 'severities.md'].map(
        (path) => ({
          path,
          state: 'written',
        }),
      ),
    });
    expect(filesIn(out)).toEqual(document.pages.map(({ path }) => path));
    for (const file of filesIn(out)) {
      expect(readFileSync(join(out, file), 'utf8')).toMatch(
        /^<!-- Made by `slo docs` of cdk-slo: do not edit, .* -->\n\n# /,
      );
    }
  });

  it('leaves what is up to date untouched', () => {
    const out = written();
    const past = new Date('2026-01-01T00:00:00Z');
    for (const file of filesIn(out)) utimesSync(join(out, file), past, past);
    appendFileSync(join(out, 'prod/orders.md'), 'by hand\n');
    expect(statesOf(docs({ assembly: two.directory, out }))).toEqual({ 'prod/orders.md': 'written' });
    const times = filesIn(out).map((file) => [file, statSync(join(out, file)).mtimeMs === past.getTime()]);
    expect(times.filter(([, untouched]) => !untouched)).toEqual([['prod/orders.md', false]]);
    expect(readFileSync(join(out, 'prod/orders.md'), 'utf8')).not.toContain('by hand');
  });

  it('takes line ends that Git made for the same', () => {
    const out = written();
    const page = join(out, 'prod/orders.md');
    writeFileSync(page, readFileSync(page, 'utf8').replaceAll('\n', '\r\n'));
    expect(docs({ assembly: two.directory, out, check: true }).ok).toBe(true);
  });

  it('removes pages that no SLO has any more, with the folders that they leave empty, and nothing of others', () => {
    const out = written();
    mkdirSync(join(out, 'dev/runbooks'), { recursive: true });
    for (const stale of ['dev/runbooks/shop.md', 'dev/orders.md']) {
      writeFileSync(join(out, stale), readFileSync(join(out, 'prod/orders.md')));
    }
    const theirs = ['notes.md', 'prod/notes.md', 'prod/runbooks/picture.png', 'guide/intro.md'];
    mkdirSync(join(out, 'guide'));
    for (const file of theirs) writeFileSync(join(out, file), 'theirs\n');
    // A page that somebody copied elsewhere is theirs, too.
    mkdirSync(join(out, 'guide/copies'));
    writeFileSync(join(out, 'guide/copies/orders.md'), readFileSync(join(out, 'prod/orders.md')));
    const document = docs({ assembly: one.directory, out });
    expect(statesOf(document)).toEqual({
      'dev/orders.md': 'removed',
      'dev/runbooks/shop.md': 'removed',
      'index.md': 'written',
      'prod/preview.md': 'removed',
      'prod/runbooks/shop.md': 'written',
    });
    expect(filesIn(out)).toEqual(
      [
        'index.md',
        'prod/orders.md',
        'prod/runbooks/shop.md',
        'severities.md',
        'guide/copies/orders.md',
        ...theirs,
      ].sort(),
    );
    expect(existsSync(join(out, 'dev'))).toBe(false);
  });

  it('gives the same bytes each time', () => {
    const [first, second] = [written(estate.directory), written(estate.directory)];
    expect(filesIn(first)).toEqual(filesIn(second));
    for (const file of filesIn(first))
      expect(readFileSync(join(first, file))).toEqual(readFileSync(join(second, file)));
  });

  it('follows a link to the folder itself', () => {
    const out = fresh();
    mkdirSync(`${out}-real`);
    symlinkSync(`${out}-real`, out);
    expect(docs({ assembly: one.directory, out }).ok).toBe(true);
    expect(filesIn(`${out}-real`)).toContain('prod/orders.md');
  });
});

describe('slo docs --check', () => {
  it('says yes when everything is up to date', () => {
    const document = docs({ assembly: two.directory, out: written(), check: true });
    expect(document.ok).toBe(true);
    expect(pagesInWords(document, PLAIN)).toMatch(/^5 pages in .*, all of them up to date$/);
  });

  it('names what is outdated, missing and stale, and writes nothing', () => {
    const out = written();
    appendFileSync(join(out, 'severities.md'), 'by hand\n');
    rmSync(join(out, 'prod/orders.md'));
    const before = filesIn(out);
    const document = docs({ assembly: one.directory, out, check: true });
    expect(schemaFaults('docs', document)).toEqual([]);
    expect(document.ok).toBe(false);
    expect(statesOf(document)).toEqual({
      'index.md': 'outdated',
      'prod/orders.md': 'missing',
      'prod/preview.md': 'stale',
      'prod/runbooks/shop.md': 'outdated',
      'severities.md': 'outdated',
    });
    expect(filesIn(out)).toEqual(before);
    expect(pagesInWords(document, PLAIN).split('\n').slice(0, 3)).toEqual([
      `5 pages in ${out} are not as the SLOs say; run slo docs without --check`,
      '  outdated  index.md',
      '  missing   prod/orders.md',
    ]);
  });

  it('makes no folder', () => {
    const out = fresh();
    expect(docs({ assembly: one.directory, out, check: true }).ok).toBe(false);
    expect(existsSync(out)).toBe(false);
  });
});

describe('slo docs refuses', () => {
  const tried = (out: string, assembly = two.directory) => fault(() => docs({ assembly, out }));

  it('a folder that is a file', () => {
    const out = fresh();
    writeFileSync(out, '');
    expect(tried(out)).toBe(`--out: got "${out}", which is no folder; allowed is a folder, or nothing yet`);
    expect(tried(join(out, 'below'))).toMatch(
      /^--out: got ".*", where .* cannot be used \(ENOTDIR\); allowed is a folder/,
    );
  });

  it('to replace a file of somebody else, before anything is written', () => {
    const out = fresh();
    mkdirSync(join(out, 'prod'), { recursive: true });
    writeFileSync(join(out, 'prod/preview.md'), '# Mine\n');
    expect(tried(out)).toBe(
      `--out: got "${out}", with prod/preview.md of somebody else in it; allowed is a page that begins as \`slo docs\` begins it, or nothing; nothing was written`,
    );
    expect(filesIn(out)).toEqual(['prod/preview.md']);
  });

  it('a folder, a file and a link where they do not belong', () => {
    const [folder, file, link] = [fresh(), fresh(), fresh()];
    mkdirSync(join(folder, 'index.md'), { recursive: true });
    expect(tried(folder)).toContain('with index.md of somebody else in it; allowed is a page of `slo docs` there');
    mkdirSync(file);
    writeFileSync(join(file, 'prod'), '');
    expect(tried(file)).toContain('with prod of somebody else in it; allowed is a folder there');
    mkdirSync(link);
    writeFileSync(`${link}-theirs`, 'theirs');
    symlinkSync(`${link}-theirs`, join(link, 'index.md'));
    expect(tried(link)).toContain('with index.md of somebody else in it');
    expect(readFileSync(`${link}-theirs`, 'utf8')).toBe('theirs');
  });

  it('a folder that may not be written, before anything is', () => {
    const out = written();
    chmodSync(scratch, 0o755);
    for (const { directory } of [one, two]) chmodSync(directory, 0o755);
    rmSync(join(out, 'index.md'));
    chmodSync(join(out, 'prod'), 0o555);
    asNobody(() => {
      // The page that is gone from the folder above could be written; the one that must go cannot.
      expect(tried(out, one.directory)).toMatch(/^--out: got ".*", where .* cannot be used \(EACCES\); allowed is/);
    });
    chmodSync(join(out, 'prod'), 0o755);
    expect(existsSync(join(out, 'index.md'))).toBe(false);
    expect(existsSync(join(out, 'prod/preview.md'))).toBe(true);
  });

  // Only Linux has such a file system at hand.
  (existsSync('/proc/self') ? it : it.skip)(
    'a folder in which nothing can be made, even by root (where there is /proc)',
    () => {
      expect(tried('/proc/slo-pages')).toMatch(
        /^--out: got "\/proc\/slo-pages", where .* cannot be used \((EACCES|ENOENT)\); allowed is/,
      );
    },
  );

  it('an assembly without an SLO, which would cost all pages', () => {
    const out = written();
    const before = filesIn(out);
    const empty = fresh();
    mkdirSync(empty);
    writeFileSync(join(empty, 'manifest.json'), '{"version":"48.0.0","artifacts":{}}');
    expect(tried(out, empty)).toBe(`--assembly: got "${empty}" without an SLO, allowed is one with at least one`);
    expect(filesIn(out)).toEqual(before);
  });

  it.each([
    ['slo', '../../evil', 'slo: got "../../evil", allowed are letters, digits, ".", "_" and "-"'],
    ['slo', '..', 'slo: got "..", allowed are letters'],
    ['service', 'a/b', 'service: got "a/b", allowed are letters'],
    ['segment', '../x', 'segment: got "../x", allowed are letters'],
    ['attainmentGoal', '1e400', undefined],
    ['sla', '200', 'attainment goal: got "200", allowed are percents'],
  ])('an assembly of others whose entry says %s "%s"', (member, value, message) => {
    const hostile = synthesized(declares({}));
    const file = join(hostile.directory, 'Shop.template.json');
    const template = JSON.parse(readFileSync(file, 'utf8'));
    const resources: { Type: string; Properties: { Name: string; Value: string } }[] = Object.values(
      template.Resources,
    );
    const parameter = resources.find(({ Type }) => Type === 'AWS::SSM::Parameter')!;
    const objective = resources.find(({ Type }) => Type === 'AWS::ApplicationSignals::ServiceLevelObjective')!;
    const entry = { ...JSON.parse(parameter.Properties.Value), [member]: value };
    parameter.Properties.Value = JSON.stringify(entry);
    // So that the entry is found: an adopted SLO has a name of its own.
    objective.Properties.Name = `${entry.stage}-${entry.slo}`;
    writeFileSync(file, JSON.stringify(template));
    const out = fresh();
    const said = tried(out, hostile.directory);
    hostile.remove();
    expect(said).toContain(message === undefined ? '--assembly: ' : `--assembly: stack "Shop", resource "`);
    expect(said).toContain(message ?? 'AttainmentGoal');
    expect(existsSync(out)).toBe(false);
  });
});

describe('the command line', () => {
  function slo(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/slo.ts', 'docs', ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  it('exits with 0, 1 and 2, and prints one document with --json', () => {
    const out = fresh();
    const first = slo('-a', one.directory, '--out', out);
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toMatch(
      /written {2}prod\/orders\.md\n[\s\S]*4 changed and 0 unchanged in .*; begin with index\.md\n$/,
    );
    const second = slo('-a', two.directory, '-o', out, '--check', '--json');
    expect(second.status).toBe(1);
    expect(JSON.parse(second.stdout)).toMatchObject({ version: 1, ok: false });
    expect(slo('-a', one.directory)).toMatchObject({ status: 2, stdout: '' });
    expect(slo('-a', join(scratch, 'nowhere'), '--out', out)).toMatchObject({ status: 2, stdout: '' });
  });
});

/** Root may do everything: permissions are asked as somebody else. */
function asNobody(does: () => void): void {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    does();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
