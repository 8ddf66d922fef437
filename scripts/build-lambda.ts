import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { lambdaBundles } from './lambda-bundles';

/** Bundles every function of lambda/ in one call into dist/lambda. */
async function main(): Promise<void> {
  const outdir = join(resolve(__dirname, '..'), 'dist', 'lambda');
  rmSync(outdir, { recursive: true, force: true });
  await build(lambdaBundles(outdir));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
