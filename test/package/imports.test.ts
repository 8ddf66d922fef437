import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './packed';

const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
  'dependencies' | 'peerDependencies',
  Record<string, string>
>;
const DEPENDENCIES = Object.keys(dependencies);
const PEERS = Object.keys(peerDependencies);

interface Reached {
  /** Our own files, from the root. */
  readonly files: readonly string[];
  readonly packages: readonly string[];
  /** Imports of our own files that are not there. */
  readonly missing: readonly string[];
}

/** Everything that a compiled file imports, now or later, and what that imports. */
function reachedFrom(...entries: readonly string[]): Reached {
  const files = new Set<string>();
  const packages = new Set<string>();
  const missing: string[] = [];
  const left = [...entries];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const specifier of specifiersIn(file)) {
      const target = specifier.startsWith('.') ? existing(join(dirname(file), specifier), file) : undefined;
      if (target !== undefined) left.push(target);
      else if (specifier.startsWith('.')) missing.push(`${file}: ${specifier}`);
      else if (!isBuiltin(specifier)) packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(specifier)![0]);
    }
  }
  return { files: [...files], packages: [...packages].sort(), missing };
}

function specifiersIn(file: string): string[] {
  if (file.endsWith('.json')) return [];
  const text = readFileSync(join(root, file), 'utf8');
  return [
    ...text.matchAll(/\b(?:require|import)\(\s*['"]([^'"]+)['"]\s*\)|^(?:import|export|\}).* from ['"]([^'"]+)['"]/gm),
  ].map(([, called, from]) => (called ?? from)!);
}

function existing(path: string, from: string): string | undefined {
  const suffixes = from.endsWith('.d.ts') ? ['.d.ts', '/index.d.ts'] : ['', '.js', '/index.js'];
  return suffixes.map((suffix) => path + suffix).find((file) => /\.\w+$/.test(file) && existsSync(join(root, file)));
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier);
}

describe('what the package imports when it is used', () => {
  const slo = reachedFrom('dist/bin/slo.js');
  const library = reachedFrom('dist/lib/index.js');
  const emitter = reachedFrom('dist/lib/outcomes/index.js');
  const declarations = reachedFrom(
    'dist/lib/index.d.ts',
    'dist/lib/outcomes/index.d.ts',
    'dist/lambda/targets/author.d.ts',
  );

  it('is there, verbs that are loaded when they run included', () => {
    expect([slo, library, emitter, declarations].flatMap(({ missing }) => missing)).toEqual([]);
    expect(slo.files).toContain('dist/lib/commands/simulate.js');
    expect(library.files).toContain('dist/lib/stacks/slo-stack.js');
  });

  it('is installed with it: dependencies for the command line, and peers for constructs', () => {
    expect(slo.packages.filter((name) => !DEPENDENCIES.includes(name))).toEqual([]);
    const known = [...DEPENDENCIES, ...PEERS];
    expect([...library.packages, ...declarations.packages].filter((name) => !known.includes(name))).toEqual([]);
    expect(library.packages).toContain('aws-cdk-lib');
  });

  it('is nothing, for the emitter in an application', () => {
    expect(emitter.packages).toEqual([]);
  });

  it('is every dependency: nobody installs what nothing uses', () => {
    const used = new Set([slo, library].flatMap(({ packages }) => packages));
    expect(DEPENDENCIES.filter((name) => !used.has(name))).toEqual([]);
  });
});
