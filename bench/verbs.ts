import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median } from './median';
import { synthesizeEstate } from './verbs/estate';

/**
 * What each verb of the package costs on an assembly of 250 SLOs: CPU from start to end, beside the least there can be (Node's start,
 * reading and parsing the same files). In turn, medians of seven.
 */
const RUNS = 7;
const SLOS = 250;
const LIMIT_MS = 1500;

const root = resolve(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'bench-verbs-'));
const assembly = join(folder, 'cdk.out');
const cpuFile = join(folder, 'cpu');

function cpuOf(script: string, args: readonly string[]): number {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--require', join(root, 'bench/verbs/cpu.cjs'), script, ...args],
    { encoding: 'utf8', env: { PATH: process.env.PATH, BENCH_CPU: cpuFile }, maxBuffer: 1e9 },
  );
  // 1 is an answer: there are findings.
  if (status !== 0 && status !== 1) throw new Error(`${script} ${args.join(' ')}: ended with ${status}: ${stderr}`);
  return Number(readFileSync(cpuFile, 'utf8'));
}

/** As many SLOs of OpenSLO. */
function openSlo(): string {
  const file = join(folder, 'openslo.yaml');
  const one = (at: number) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: promise-${at} }
spec:
  service: shop
  description: Your order goes through.
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 28d, isRolling: true }]
  objectives: [{ target: 0.999 }]
  indicator:
    metadata: { name: orders-${at} }
    spec:
      ratioMetric:
        good: { metricSource: { type: CloudWatch, spec: { namespace: Shop, metricName: Good, stat: Sum } } }
        total: { metricSource: { type: CloudWatch, spec: { namespace: Shop, metricName: Total, stat: Sum } } }
`;
  writeFileSync(file, Array.from({ length: SLOS }, (_, at) => one(at)).join('---\n'));
  return file;
}

function main(): void {
  synthesizeEstate(SLOS, assembly);
  const verbs: readonly (readonly string[])[] = [
    ['check', '-a', assembly],
    ['cost', '-a', assembly],
    ['diff', assembly, assembly],
    ['docs', '-a', assembly, '--out', join(folder, 'docs')],
    ['import', openSlo()],
    ['complete', '--', 'simulate', '--slo', ''],
    ['--help'],
  ];
  const slo = join(root, 'dist/bin/slo.js');
  const rounds = Array.from({ length: RUNS }, () => ({
    floor: cpuOf(join(root, 'bench/verbs/floor.cjs'), [assembly]),
    verbs: verbs.map((args) => cpuOf(slo, args)),
  }));
  const floor = median(rounds.map((round) => round.floor));
  console.log(`floor (Node's start, reading and parsing the assembly): ${floor.toFixed(0)} ms of CPU`);
  const slow = verbs.filter((args, at) => {
    const cpu = median(rounds.map((round) => round.verbs[at]!));
    const ratio = median(rounds.map((round) => round.verbs[at]! / round.floor));
    console.log(
      `slo ${args[0]}: ${cpu.toFixed(0)} ms of CPU, ${ratio.toFixed(2)} times the floor (limit ${LIMIT_MS} ms)`,
    );
    return cpu > LIMIT_MS;
  });
  rmSync(folder, { recursive: true });
  if (slow.length > 0) process.exitCode = 1;
}

main();
