import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BuildOptions } from 'esbuild';

const source = join(resolve(__dirname, '..'), 'lambda');

/** Functions of lambda/ by the names of their folders: those with a handler, not `targets`, which is a list of them. */
export const LAMBDA_FUNCTIONS: readonly string[] = readdirSync(source, { withFileTypes: true, recursive: true })
  .filter((file) => file.name === 'index.ts' && file.parentPath !== join(source, 'targets'))
  .map((file) => file.parentPath.slice(source.length + 1));

/**
 * How every function is bundled into `<outdir>/<function>/index.mjs`, the AWS SDK inside (measured: half the start-up time of the
 * copy in the runtime). ESM because it loads twice as fast; syntax of Node.js 20 so that the same file runs on a developer's
 * machine. Some CommonJS dependencies call `require`, hence the banner.
 */
export function lambdaBundles(outdir: string) {
  return {
    entryPoints: LAMBDA_FUNCTIONS.map((name) => ({ in: join(source, name, 'index.ts'), out: `${name}/index` })),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    sourcemap: false,
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  } satisfies BuildOptions;
}
