import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LAMBDA_FUNCTIONS } from '../../scripts/lambda-bundles';
import { pack, root, temporaryFolder } from './packed';

/** What users get, and nothing else: no sources, tests, examples, maps. */
const EXPECTED = [
  /^(README|CHANGELOG|SECURITY)\.md$/,
  /^LICENSE$/,
  // The second one holds the version that `slo --version` says.
  /^(dist\/)?package\.json$/,
  /^dist\/(bin|lib)\/[\w/-]+\.(js|d\.ts)$/,
  // What of the functions `slo redeliver` and `slo doctor` share with them, and what targets of one's own are written against.
  /^dist\/lambda\/((ledger|targets)\/)?[\w-]+\.(js|d\.ts)$/,
  new RegExp(`^dist/lambda/(${LAMBDA_FUNCTIONS.join('|')})/index\\.mjs$`),
  /^dist\/lambda\/THIRD-PARTY-LICENSES\.txt$/,
  // What runs and is styled in a report of `slo simulate`.
  /^dist\/report\/report\.(mjs|css)$/,
  /^schemas\/[a-z-]+\.json$/,
  /^docs\/[\w/-]+\.(md|png|yaml)$/,
  // The page about targets of one's own is about it.
  /^examples\/own-target\/[\w-]+\.mjs$/,
];

const { files } = pack(temporaryFolder());
const paths = files.map(({ path }) => path);

describe('what is packed', () => {
  it('is what users need, and nothing else', () => {
    expect(paths.filter((path) => !EXPECTED.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(EXPECTED.filter((pattern) => !paths.some((path) => pattern.test(path)))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(LAMBDA_FUNCTIONS.map((name) => `dist/lambda/${name}/index.mjs`)));
  });

  it('comes from sources that exist: nothing is left of an older build', () => {
    const compiled = paths.filter((path) => /^dist\/.*\.js$/.test(path));
    expect(compiled.filter((path) => !existsSync(join(root, path.replace(/^dist\/(.*)\.js$/, '$1.ts'))))).toEqual([]);
  });

  it('has every file that package.json points to', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const entries = [manifest.main, manifest.types, manifest.bin, manifest.exports, manifest.typesVersions];
    const pointed = entries.flatMap(textsIn).map((path) => path.replace(/^\.\//, ''));
    expect(pointed).toContain('dist/bin/slo.js');
    expect(pointed.filter((path) => !path.includes('*') && !paths.includes(path))).toEqual([]);
  });

  it('has a command that can be called', () => {
    const slo = files.find(({ path }) => path === 'dist/bin/slo.js')!;
    expect(slo.mode).toBe(0o755);
    expect(readFileSync(join(root, slo.path), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('has pages whose links lead to what is packed, too', () => {
    const pages = paths.filter((path) => path.endsWith('.md'));
    const broken = pages.flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map(([, link]) => join(dirname(page), link!))
        .filter((link) => !paths.includes(link))
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
