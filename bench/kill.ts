import { Command, InvalidArgumentError } from 'commander';
import { busyEstate } from '../test/support/estate';
import { type KillRun, killRun } from '../test/support/kill-run';
import type { Phase } from '../test/support/reaper';

/**
 * Every function of the response stack killed before, during and after each call that it makes, in many evenings; what stands in Slack,
 * GitHub and PagerDuty afterwards is held against the invariants. Ends with 1 and the seed when one is broken.
 */
process.env.CDK_VALIDATION ??= 'false';

const PHASES: readonly Phase[] = ['before', 'during', 'after'];

interface Seeds {
  readonly first: number;
  readonly last: number;
}

interface Total {
  kills: number;
  calls: Set<number>;
  most: number;
}

function seedsOf(text: string): Seeds {
  const match = /^(?:(\d+)-)?(\d+)$/.exec(text);
  const [first, last] = [Number(match?.[1] ?? 1), Number(match?.[2])];
  if (match === null || first < 1 || last < first)
    throw new InvalidArgumentError(`got "${text}", allowed are a number from 1, or a range of such: 3-7`);
  return { first, last };
}

function phaseOf(text: string): Phase {
  const phase = PHASES.find((known) => known === text);
  if (phase === undefined) throw new InvalidArgumentError(`got "${text}", allowed are ${PHASES.join(', ')}`);
  return phase;
}

async function phase(kind: Phase, { first, last }: Seeds): Promise<string[]> {
  const began = performance.now();
  const totals = new Map<string, Total>();
  const violations: string[] = [];
  let evenings = 0;
  const estate = busyEstate();
  try {
    for (let seed = first; seed <= last; seed += 1) {
      const run = await killRun(estate.assembly, kind, seed);
      add(totals, run);
      violations.push(...run.violations);
      evenings += run.evenings;
      if (process.stderr.isTTY)
        process.stderr.write(`\r${kind}: seed ${seed} of ${last}, ${violations.length} violations`);
    }
  } finally {
    estate.remove();
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  for (const [name, { kills, calls, most }] of totals)
    console.log(
      `${kind.padEnd(7)} ${name.padEnd(20)} ${String(kills).padStart(5)} kills at ${calls.size} of ${most} calls`,
    );
  console.log(`${kind.padEnd(7)} ${evenings} evenings in ${seconds} s, ${violations.length} violations`);
  return violations;
}

function add(totals: Map<string, Total>, { works }: KillRun): void {
  for (const [name, { calls, killedAt }] of works) {
    const before = totals.get(name) ?? { kills: 0, calls: new Set(), most: 0 };
    totals.set(name, {
      kills: before.kills + killedAt.length,
      calls: new Set([...before.calls, ...killedAt]),
      most: Math.max(before.most, calls),
    });
  }
}

async function main(): Promise<void> {
  const options = new Command('bench:kill')
    .option('--seeds <number or range>', 'worlds in each phase: in each, every function dies at every call', seedsOf, {
      first: 1,
      last: 100,
    })
    .option('--phase <phase>', 'one of them only', phaseOf)
    .parse()
    .opts<{ seeds: Seeds; phase?: Phase }>();
  const violations: string[] = [];
  for (const kind of options.phase === undefined ? PHASES : [options.phase])
    violations.push(...(await phase(kind, options.seeds)));
  for (const violation of violations) console.error(violation);
  if (violations.length > 0) process.exitCode = 1;
}

void main();
