import type { Assembly } from '../../lib/assembly';
import { brokenAtOtherSide, judgedEvening } from './judged-evening';
import { type Phase, Reaper } from './reaper';
import { World } from './world';

/** A kill that found no fitting invocation in its evening waits for the next one. */
const MOST_EVENINGS = 14;
/** What is left to die after these, a brief one has, too: most die in them, and their course is the first one's. */
const FULL_EVENINGS = 2;

export interface KillRun {
  readonly works: Reaper['works'];
  readonly evenings: number;
  /** What was broken, each with how to see it again. */
  readonly violations: readonly string[];
}

/**
 * Evenings in one world in which every function dies again and again, until each of its calls was its last one. The first evening is
 * undisturbed and shows what calls there are.
 *
 * @param seed decides the course of the evenings, and who dies in which invocation
 */
export async function killRun(assembly: Assembly, phase: Phase, seed: number): Promise<KillRun> {
  const reaper = new Reaper(phase, seed);
  const world = await World.start(assembly, (name, event) => reaper.plan(name, event));
  world.onLog = (line) => reaper.heard(line);
  const violations: string[] = [];
  let evenings = 0;
  const play = async () => {
    evenings += 1;
    const faults = await judgedEvening(world, evenings, { seed, isBrief: evenings > FULL_EVENINGS });
    violations.push(...faults.map((fault) => `evening ${evenings}: ${fault}`));
    reaper.next();
  };
  try {
    await play();
    // After an incident that does not end, nothing begins anew.
    while (!reaper.isDone && violations.length === 0 && evenings < MOST_EVENINGS) await play();
    for (let evening = 1; evening <= evenings; evening += 1) {
      const late = await brokenAtOtherSide(world, evening);
      violations.push(...late.map((broken) => `in the end: ${broken}`));
    }
    const dead = await world.stack.deadLetters();
    if (dead > 0) violations.push(`${dead} messages in dead-letter queues`);
  } finally {
    await world.stop();
  }
  const again = `see it again with: npm run bench:kill -- --phase ${phase} --seeds ${seed}-${seed}`;
  return { works: reaper.works, evenings, violations: violations.map((broken) => `${broken} (${again})`) };
}
