import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { lambdaBundles } from './lambda-bundles';
import { bundledPackages, thirdParty, thirdPartyText } from './third-party';

const root = resolve(__dirname, '..');

/** Bundles every function of lambda/ in one call into dist/lambda. What licences ask for stands beside the functions' folders, outside their assets. */
async function main(): Promise<void> {
  const outdir = join(root, 'dist', 'lambda');
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({ ...lambdaBundles(outdir), absWorkingDir: root, metafile: true });
  const packages = thirdParty(root, bundledPackages(metafile));
  writeFileSync(join(outdir, 'THIRD-PARTY-LICENSES.txt'), thirdPartyText(packages));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
