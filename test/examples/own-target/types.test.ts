import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { textOf } from '../../docs/blocks';

const root = resolve(__dirname, '../../..');
// Below the project, so that the example finds the packages that its types speak of.
const cache = join(root, 'node_modules/.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'own-target-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The file that docs/targets/own.md shows. */
function targetOnPage(): string {
  return /^```js\n([\s\S]*?)^```$/m.exec(textOf('docs/targets/own.md'))![1]!;
}

it('the example and the one on the page keep to the types that the package gives to its authors', () => {
  const compilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    allowJs: true,
    checkJs: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'es2022',
    lib: ['es2023'],
    module: 'node20',
    types: ['node'],
    paths: { 'cdk-slo/target': [join(root, 'lambda/targets/author.ts')] },
  };
  const onPage = join(folder, 'page.mjs');
  writeFileSync(onPage, targetOnPage());
  const files = [join(root, 'examples/own-target/gitlab-issues.mjs'), onPage];
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { cwd: root, encoding: 'utf8' });
  expect(stdout).toBe('');
});
