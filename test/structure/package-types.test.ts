import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
// Below the project, so that the declarations find the packages that they speak of.
const cache = join(root, 'node_modules/.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'package-types-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tsc(...args: string[]): string {
  return spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...args], {
    cwd: root,
    encoding: 'utf8',
  }).stdout;
}

describe('the declarations of the package', () => {
  it('say nothing that was left out as internal: apps see every member of what they use', () => {
    expect(tsc('-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--outDir', join(folder, 'dist'))).toBe('');
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: 'node20',
      moduleResolution: 'node16',
      types: ['node'],
    };
    const files = ['dist/lib/index.d.ts', 'dist/lib/outcomes/index.d.ts', 'dist/lambda/targets/author.d.ts'];
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const faults = tsc('-p', join(folder, 'tsconfig.json')).split('\n');
    // Declarations of others are theirs to keep in order.
    expect(faults.filter((line) => line.includes('package-types-'))).toEqual([]);
  });
});
