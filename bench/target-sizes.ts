import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { lambdaBundles } from '../scripts/lambda-bundles';

const root = resolve(__dirname, '..');
const LIST = 'lambda/targets/index.ts';
const LIMIT = 6 * 1024;
/** A kind of its own measure, with the reason. */
const LARGER: Readonly<Record<string, { readonly limit: number; readonly why: string }>> = {
  slack: { limit: 8.75 * 1024, why: 'beside what every target does it has buttons, pictures and the limits of blocks' },
};

export interface TargetSize {
  readonly kind: string;
  /** What `deliver` is smaller by without it: what several kinds share counts for none of them. */
  readonly bytes: number;
  readonly limit: number;
  readonly why?: string;
  readonly ok: boolean;
}

/** What each kind of target adds to the bundle of `deliver`, in the order of their list. */
export async function targetSizes(): Promise<TargetSize[]> {
  const list = readFileSync(join(root, LIST), 'utf8');
  const rows = [...list.matchAll(/^ {2}\['(\w+)', (\w+)\],\n/gm)];
  const whole = await deliverBytes(list);
  const sizes = rows.map(async ([row, kind = '', factory]) => {
    // Nobody names its factory then, and what it imports is shaken off the tree.
    const rest = list.replace(row, '').replace(new RegExp(`^import \\{ ${factory} \\} .*\\n`, 'm'), '');
    const bytes = whole - (await deliverBytes(rest));
    const { limit = LIMIT, ...reason } = LARGER[kind] ?? {};
    return { kind, bytes, limit, ...reason, ok: bytes > 0 && bytes <= limit };
  });
  return Promise.all(sizes);
}

async function deliverBytes(list: string): Promise<number> {
  const { outputFiles } = await build({
    ...lambdaBundles(join(root, 'dist/lambda')),
    entryPoints: [join(root, 'lambda/deliver/index.ts')],
    write: false,
    plugins: [
      {
        name: 'another list of targets',
        setup: ({ onLoad }) =>
          onLoad({ filter: /lambda\/targets\/index\.ts$/ }, () => ({ contents: list, loader: 'ts' })),
      },
    ],
  });
  return outputFiles.reduce((size, { contents }) => size + contents.length, 0);
}
