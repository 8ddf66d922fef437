import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { transformSync } from '@swc/core';
import type { Construct } from 'constructs';
import * as sloLibrary from '../../lib';

/**
 * What the ts blocks of pages are, as readers take them:
 * - `ts` is copied into a constructor, where `this` is a construct. It compiles, and it synthesizes in a stack of its own.
 * - `ts setup` is what all later blocks of its page stand on: team and service. It is put before each of them.
 * - `ts runtime` runs in an application and not in CDK, so it compiles only.
 * Imports hold for the rest of the page, and may be repeated; everything else must stand in the block or in the setup.
 */
export interface Block {
  /** `docs/alert-policies.md, line 12`. */
  readonly place: string;
  readonly source: string;
  readonly runs: boolean;
}

export const root = resolve(__dirname, '../..');
const FENCE = /^```ts(?: (setup|runtime))?\n([\s\S]*?)^```$/gm;
const IMPORT = /^import (?:type )?\{([^}]*)\} from '([^']+)';\n/gm;

/** Every page below docs/, from the root of the repository. */
export function pages(): string[] {
  return readdirSync(join(root, 'docs'), { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith('.md'))
    .map(({ name, parentPath }) => relative(root, join(parentPath, name)))
    .sort();
}

export function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** @param given stands before every block, for a page that leaves out what its readers know */
export function blocksOn(page: string, given = ''): Block[] {
  const text = textOf(page);
  const found: Block[] = [];
  let setup = given;
  let imports = '';
  for (const { 1: mark, 2: body = '', index } of text.matchAll(FENCE)) {
    const place = `${page}, line ${text.slice(0, index).split('\n').length}`;
    found.push({ place, source: mark === 'runtime' ? body : `${imports}${setup}${body}`, runs: mark !== 'runtime' });
    if (mark === 'setup') setup += body;
    if (mark !== 'runtime') imports += importsOf(body);
  }
  return found;
}

/** Sources of the blocks of a page in docs/. */
export function blocksOf(page: string): string[] {
  return blocksOn(`docs/${page}`).map(({ source }) => source);
}

/** Runs a block as a user's code. Returns what it exports. */
export function run(source: string, scope?: Construct): Record<string, unknown> {
  const { block } = exportsOf<{ block: () => Record<string, unknown> }>(asModule(source));
  return block.call(scope);
}

/** Loads a module as a user's code, to whom the library is `cdk-slo`. */
export function exportsOf<T extends object>(module: string): T {
  const { code } = transformSync(module, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const exported = {} as T;
  const load = (name: string) => (name === 'cdk-slo' ? sloLibrary : require(name));
  new Function('exports', 'require', code)(exported, load);
  return exported;
}

/** What the compiler says about blocks, in one run; nothing when all compile. */
export function compilerSays(sources: readonly string[]): string {
  return compilerSaysOf(sources.map(asModule));
}

/** The same about whole modules, `block0.ts` and so on. */
export function compilerSaysOf(modules: readonly string[]): string {
  // Inside the repository, so that packages are found.
  const parent = join(root, 'node_modules', '.cache');
  mkdirSync(parent, { recursive: true });
  const directory = mkdtempSync(join(parent, 'docs-'));
  try {
    for (const [at, module] of modules.entries()) writeFileSync(join(directory, `block${at}.ts`), module);
    const paths = {
      'cdk-slo': [join(root, 'lib/index.ts')],
      'cdk-slo/outcomes': [join(root, 'lib/outcomes/index.ts')],
    };
    // A block may declare what only the next sentence uses.
    const compilerOptions = { types: ['node'], paths, noUnusedLocals: false };
    const tsconfig = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['*.ts'], exclude: [] };
    writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(tsconfig));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', directory], { encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** A function whose `this` is a construct, below the imports of the block. */
function asModule(source: string): string {
  const exported = [...source.matchAll(/^export (?:const|function|class) (\w+)/gm)].map(([, name]) => name);
  const body = source.replace(IMPORT, '').replace(/^export /gm, '');
  return `${importsOf(source)}export function block(this: import('constructs').Construct) {\n${body}\nreturn { ${exported.join(', ')} };\n}\n`;
}

/** Its imports, each name once; what one block takes as a type another may take as a value. */
function importsOf(source: string): string {
  const named = new Map<string, Set<string>>();
  for (const [, names = '', from = ''] of source.matchAll(IMPORT)) {
    const all = named.get(from) ?? new Set();
    const listed = names.split(',').map((name) => name.trim().replace(/^type /, ''));
    for (const name of listed.filter((name) => name !== '')) all.add(name);
    named.set(from, all);
  }
  return [...named].map(([from, names]) => `import { ${[...names].join(', ')} } from '${from}';\n`).join('');
}
