import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transformSync } from '@swc/core';
import * as sloLibrary from '../../lib';

const root = resolve(__dirname, '../..');

/** The ```ts blocks of a page in docs/. */
export function blocksOf(page: string): string[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
}

/** Runs a block as a user's module, to whom the library is `cdk-slo`. Returns what it exports. */
export function run(block: string): Record<string, unknown> {
  const { code } = transformSync(block, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const exported: Record<string, unknown> = {};
  const load = (name: string) => (name === 'cdk-slo' ? sloLibrary : require(name));
  new Function('exports', 'require', code)(exported, load);
  return exported;
}

/** What the compiler says about the blocks; nothing when they compile as they stand, each as a file of its own. */
export function compilerSays(blocks: readonly string[]): string {
  // Inside the repository, so that packages are found.
  const parent = join(root, 'node_modules', '.cache');
  mkdirSync(parent, { recursive: true });
  const directory = mkdtempSync(join(parent, 'docs-'));
  try {
    for (const [at, block] of blocks.entries()) writeFileSync(join(directory, `block${at + 1}.ts`), block);
    const compilerOptions = { types: ['node'], paths: { 'cdk-slo': [join(root, 'lib/index.ts')] } };
    const tsconfig = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.ts'], exclude: [] };
    writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(tsconfig));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', directory], { encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
