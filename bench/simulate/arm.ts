import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Measured } from './arms/measured';

const root = resolve(__dirname, '../..');
const compiled = join(root, 'node_modules/.cache/bench-simulate/bench/simulate/arms');

/** What is shipped is compiled, so what is measured is, too. */
export function compileArms(): void {
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', __dirname], {
    stdio: 'inherit',
  });
}

/** Runs one arm in a process of its own. */
export function arm<Answer>(
  name: 'load' | 'sum' | 'simulate' | 'windows' | 'firing',
  ...args: readonly string[]
): Measured<Answer> {
  const output = execFileSync(process.execPath, [join(compiled, `${name}.js`), ...args], { encoding: 'utf8' });
  return JSON.parse(output) as Measured<Answer>;
}
