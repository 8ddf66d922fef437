import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeLazy } from '../scripts/lazy-index';
import { median } from './median';
import type { Measured } from './synth/arm';
import { sameResources } from './synth/same-resources';

/**
 * What synth costs: ours beside the same resources written by hand and beside cdk-monitoring-constructs with the same alarms. Arms
 * are processes, compiled beforehand, in turn, so that whatever else the machine does hits all of them; CPU time, because wall
 * time on a shared machine says little. Medians of seven.
 */
const RUNS = 7;
const ALARMS_OF_AN_SLO = 5;
const SLOS = 400 / ALARMS_OF_AN_SLO;
const MANY_SLOS = 250;
const LIMITS = { plain: 1.1, monitoringConstructs: 1, unvalidatedSeconds: 3, validatedSeconds: 12 };

const root = resolve(__dirname, '..');
const compiled = join(root, 'node_modules/.cache/bench-synth/bench/synth');

/** `least` bounds what can be reached; `plain` and `cmc` are what people do instead. */
const ARMS = ['ours', 'plain', 'cmc', 'least'] as const;
type Arm = (typeof ARMS)[number];

interface Run {
  readonly cpuMs: number;
  readonly wallMs: number;
}

function run(arm: Arm, slos: number, validation: boolean, outdir?: string): Run {
  const directory = outdir ?? mkdtempSync(join(tmpdir(), 'bench-synth-'));
  const started = performance.now();
  const output = execFileSync(process.execPath, [join(compiled, `${arm}.js`), String(slos), directory], {
    env: { ...process.env, CDK_VALIDATION: String(validation) },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const wallMs = performance.now() - started;
  if (outdir === undefined) rmSync(directory, { recursive: true });
  return { ...(JSON.parse(output.slice(output.lastIndexOf('{'))) as Measured), wallMs };
}

/** The comparison is worth something only while both say the same. */
function assertSame(): void {
  const directory = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  const [ours, ...others] = (['ours', 'plain', 'least'] as const).map((arm) => {
    const outdir = join(directory, arm);
    run(arm, SLOS, false, outdir);
    return outdir;
  });
  const differences = others.flatMap((other) => sameResources(ours!, other));
  rmSync(directory, { recursive: true });
  if (differences.length > 0)
    throw new Error(
      `ours and by hand are different resources, ${differences.length} in all, for example:\n${differences[0]}`,
    );
}

function main(): void {
  // A file that has become a folder would leave its old self behind, which is loaded first.
  rmSync(join(root, 'node_modules/.cache/bench-synth'), { recursive: true, force: true });
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'bench/synth')], {
    stdio: 'inherit',
  });
  // As `npm run build` ships it.
  makeLazy(join(compiled, '../../lib/index.js'));
  assertSame();
  const rounds = Array.from({ length: RUNS }, () => ARMS.map((arm) => run(arm, SLOS, false).cpuMs));
  const medians = ARMS.map((arm, at) => `${arm} ${median(rounds.map((round) => round[at]!)).toFixed(0)}`);
  // The ratio of neighbours in time says more than that of medians.
  const ratio = (arm: number) => median(rounds.map((round) => round[0]! / round[arm]!));
  const seconds = (validation: boolean, runs: number) =>
    median(Array.from({ length: runs }, () => run('ours', MANY_SLOS, validation).wallMs)) / 1000;
  const rows: { what: string; value: number; limit?: number }[] = [
    { what: 'ours / plain L1 and L2', value: ratio(1), limit: LIMITS.plain },
    { what: 'ours / cdk-monitoring-constructs', value: ratio(2), limit: LIMITS.monitoringConstructs },
    { what: 'ours / the least there can be', value: ratio(3) },
    { what: `${MANY_SLOS} SLOs, validation off, s`, value: seconds(false, RUNS), limit: LIMITS.unvalidatedSeconds },
    { what: `${MANY_SLOS} SLOs, validation on, s`, value: seconds(true, 3), limit: LIMITS.validatedSeconds },
  ];
  console.log(`CPU of ${SLOS} SLOs (${SLOS * ALARMS_OF_AN_SLO} alarms), medians of ${RUNS}, ms:`);
  console.log(`  ${medians.join(', ')}`);
  for (const { what, value, limit } of rows) {
    const verdict = limit === undefined ? '' : `limit ${limit.toFixed(2)}  ${value < limit ? 'ok' : 'TOO MUCH'}`;
    console.log(`  ${what.padEnd(36)} ${value.toFixed(2).padStart(6)}  ${verdict}`);
  }
  if (rows.some(({ value, limit = Number.POSITIVE_INFINITY }) => value >= limit)) process.exitCode = 1;
}

main();
