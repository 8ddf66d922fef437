import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Measured } from './arms/measured';

const root = resolve(__dirname, '../..');
const compiled = join(root, 'node_modules/.cache/bench-simulate');

/** What is shipped is compiled, so what is measured is, too. Nothing stays of last time: an old file may stand in a new folder's place. */
export function compileArms(): void {
  rmSync(compiled, { recursive: true, force: true });
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', __dirname], {
    stdio: 'inherit',
  });
}

/** Runs one arm in a process of its own. */
export function arm<Answer>(
  name: 'load' | 'sum' | 'simulate' | 'windows' | 'firing',
  ...args: readonly string[]
): Measured<Answer> {
  const output = execFileSync(process.execPath, [join(compiled, 'bench/simulate/arms', `${name}.js`), ...args], {
    encoding: 'utf8',
  });
  return JSON.parse(output) as Measured<Answer>;
}
