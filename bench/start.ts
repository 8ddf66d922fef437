import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { StoryDocument } from '../lib/model/contracts/documents';
import { median } from './median';

/** Medians of five runs of the match evening, beside the figures that the project promises. */
const RUNS = 5;
const LIMITS = { upMs: 2500, firstDeliveryMs: 300, medianDeliveryMs: 120, totalMs: 30_000 };

function main(): void {
  const cwd = resolve(__dirname, '..');
  const runs = Array.from({ length: RUNS }, () => {
    const output = execFileSync(process.execPath, ['--import', 'tsx', 'bin/start.ts', '--json'], {
      cwd,
      encoding: 'utf8',
    });
    return (JSON.parse(output) as StoryDocument).timings;
  });
  const medians = Object.fromEntries(
    Object.keys(LIMITS).map((name) => [
      name,
      median(runs.map((run) => run[name as keyof typeof LIMITS] ?? Number.NaN)),
    ]),
  );
  console.log(
    JSON.stringify(
      { version: 1, runs: RUNS, limits: LIMITS, medians, synthMs: median(runs.map(({ synthMs }) => synthMs)) },
      null,
      2,
    ),
  );
}

main();
