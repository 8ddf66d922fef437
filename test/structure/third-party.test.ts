import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { LAMBDA_FUNCTIONS, lambdaBundles } from '../../scripts/lambda-bundles';
import { bundledPackages, thirdParty, thirdPartyText } from '../../scripts/third-party';

const root = resolve(__dirname, '../..');
const lambda = join(root, 'dist/lambda');

const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-licences-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function installed(name: string, manifest: object, files: Readonly<Record<string, string>> = {}): string {
  const at = join('node_modules', name);
  mkdirSync(join(folder, at), { recursive: true });
  writeFileSync(join(folder, at, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...manifest }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, at, file), text);
  return at;
}

describe('licences of what is in the bundles', () => {
  it('go along with them, outside the folders that are the assets of the functions', () => {
    expect(readdirSync(lambda)).toContain('THIRD-PARTY-LICENSES.txt');
    for (const name of LAMBDA_FUNCTIONS) expect(readdirSync(join(lambda, name))).toEqual(['index.mjs']);
  });

  it('name every package of which a line is in a bundle, in the version that is in it', async () => {
    const { metafile } = await build({ ...lambdaBundles(lambda), absWorkingDir: root, write: false, metafile: true });
    const names = new Set<string>();
    for (const { inputs } of Object.values(metafile.outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        if (bytesInOutput > 0 && path.includes('node_modules/')) names.add(owner(dirname(join(root, path))));
      }
    }
    expect(names.size).toBeGreaterThan(10);
    const lines = readFileSync(join(lambda, 'THIRD-PARTY-LICENSES.txt'), 'utf8').split('\n');
    expect([...names].filter((name) => !lines.includes(name))).toEqual([]);
  });

  it('are each said once, with their notices', () => {
    const mit = 'MIT text\r\n';
    const folders = [
      installed('one', { license: 'MIT' }, { 'LICENSE.md': mit, NOTICE: 'by one' }),
      installed('three', { license: 'MIT' }, { LICENSE: 'MIT text' }),
      installed('two', { license: 'MIT' }, { licence: `\n${mit}` }),
    ];
    const text = thirdPartyText(thirdParty(folder, folders));
    expect(text).toContain('one 1.0.0\n\nMIT text\n\nby one\n');
    expect(text).toContain('three 1.0.0\ntwo 1.0.0\n\nMIT text\n');
  });

  it('are taken from another package of the repository where one is published without', () => {
    const from = { license: 'Apache-2.0', repository: { url: 'https://git.example.com/many.git' } };
    const folders = [installed('bare', from), installed('whole', from, { LICENSE: 'the text' })];
    const text = thirdPartyText(thirdParty(folder, folders));
    expect(text).toContain('bare 1.0.0 (Apache-2.0, text from whole of the same repository)');
    expect(text).toContain('bare 1.0.0\nwhole 1.0.0\n\nthe text\n');
  });

  it('stop the build where one is not allowed or has no text, and all are named', () => {
    const folders = [
      installed('copyleft', { license: 'GPL-3.0-only' }, { COPYING: 'the text' }),
      installed('silent', {}, { LICENSE: 'the text' }),
      installed('textless', { license: 'MIT', repository: 'https://git.example.com/textless.git' }),
    ];
    expect(() => thirdParty(folder, folders)).toThrow(
      'licences of bundled packages: copyleft: got licence GPL-3.0-only, allowed are Apache-2.0, MIT; ' +
        'silent: got licence none, allowed are Apache-2.0, MIT; ' +
        'textless: got no licence text, neither with it nor with another package of its repository',
    );
  });

  it('do not ask about code that tree shaking left out', () => {
    const inputs = {
      'node_modules/kept/node_modules/@scope/inner/a.js': { bytesInOutput: 1 },
      'node_modules/dropped/a.js': { bytesInOutput: 0 },
      'lambda/deliver/index.ts': { bytesInOutput: 1 },
    };
    const outputs = { 'index.mjs': { bytes: 2, inputs, imports: [], exports: [] } };
    expect(bundledPackages({ inputs: {}, outputs })).toEqual(['node_modules/kept/node_modules/@scope/inner']);
  });
});

/** Name and version of the package to which a folder belongs, as the first heading of its texts says them. */
function owner(at: string): string {
  try {
    const { name, version } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as Record<string, string>;
    if (name !== undefined && version !== undefined) return `${name} ${version}`;
  } catch {
    // Most folders of a package have no manifest of their own.
  }
  return owner(dirname(at));
}
