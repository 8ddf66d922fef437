import type { Assembly } from '../../lib/assembly';
import type { KillPlan, LogLine } from '../../lib/local';
import { bundleOf } from '../../lib/local/bundle-name';
import { brokenAtOtherSide, judgedEvening } from './judged-evening';
import { generator } from './schedule';
import { World } from './world';

export type Phase = KillPlan['phase'];

/** So many seeds share a world, and some of them an evening: worlds and evenings are what costs most. */
export const SEEDS_PER_WORLD = 9;
const SEEDS_PER_EVENING = 3;
/**
 * No function dies more often in an evening, by its folder: what is tried in vain too often is meant to end in the dead-letter queue
 * (lib/constructs/response-queues.ts), and people give up.
 */
const MOST_DEATHS: Readonly<Record<string, number>> = { 'record-signal': 4, enrich: 4, deliver: 8, reconcile: 4 };
const MOST_DEATHS_OF_OTHERS = 3;
/** With three tries for a message, one invocation lives before the next one may die. */
const FEW_TRIES = 'enrich';
/** A kill that found no fitting invocation in its evening waits for another one. */
const MOST_EXTRA_EVENINGS = 8;

/** Seeds of one world. */
export interface Seeds {
  /** 1, or 1 more than a multiple of `SEEDS_PER_WORLD`. */
  readonly first: number;
  readonly count: number;
}

export interface KillRun {
  /** For each function that ran: how many calls an invocation makes at most when nobody dies, and at which of them it died. */
  readonly functions: ReadonlyMap<string, { readonly calls: number; readonly killedAt: readonly number[] }>;
  readonly evenings: number;
  /** What was broken, each with how to see it again. */
  readonly violations: readonly string[];
}

/**
 * Evenings in one world in which every function dies again and again: for each seed once per function, at the call that the seed names,
 * in an invocation that it chooses. The first evening is undisturbed and shows what calls there are.
 */
export async function killRun(assembly: Assembly, phase: Phase, seeds: Seeds): Promise<KillRun> {
  const reaper = new Reaper(phase);
  const world = await World.start(assembly, (name) => reaper.plan(name));
  world.onLog = (line) => reaper.heard(line);
  const violations: string[] = [];
  let evenings = 0;
  const play = async (seed: number) => {
    evenings += 1;
    const faults = await judgedEvening(world, evenings, seed);
    violations.push(...faults.map((fault) => `evening ${seed}: ${fault}`));
  };
  try {
    await play(seeds.first - 1);
    reaper.learn();
    for (let from = 0; from < seeds.count; from += SEEDS_PER_EVENING) {
      const together = Math.min(SEEDS_PER_EVENING, seeds.count - from);
      const now = Array.from({ length: together }, (_, index) => seeds.first + from + index);
      reaper.ready(seeds, now);
      await play(now[0]!);
    }
    // The first evening's course has room for every call.
    for (let extra = 0; extra < MOST_EXTRA_EVENINGS && !reaper.isDone; extra += 1) {
      reaper.ready(seeds, []);
      await play(seeds.first - 1);
    }
    for (let evening = 1; evening <= evenings; evening += 1) {
      const late = await brokenAtOtherSide(world, evening);
      violations.push(...late.map((broken) => `in the end: ${broken}`));
    }
    const dead = await world.stack.deadLetters();
    if (dead > 0) violations.push(`${dead} messages in dead-letter queues`);
  } finally {
    await world.stop();
  }
  const range = `${seeds.first}-${seeds.first + seeds.count - 1}`;
  const again = `see it again with: npm run bench:kill -- --phase ${phase} --seeds ${range}`;
  return { functions: reaper.functions, evenings, violations: violations.map((broken) => `${broken} (${again})`) };
}

interface Planned {
  readonly call: number;
  /** Invocations of the evening that pass before it may happen. */
  readonly after: number;
}

/** Decides who dies where, and keeps count. */
class Reaper {
  readonly #phase: Phase;
  readonly #invocations = new Map<string, number>();
  readonly #planned = new Map<string, Planned[]>();
  readonly #underway = new Map<string, Planned>();
  readonly #justDied = new Set<string>();
  /** Of this evening. */
  readonly #kills = new Map<string, number>();
  /** Numbers of calls of each invocation of the undisturbed evening. */
  readonly #undisturbed = new Map<string, number[]>();
  #learned = false;
  readonly #killedAt = new Map<string, number[]>();

  constructor(phase: Phase) {
    this.#phase = phase;
  }

  get functions(): KillRun['functions'] {
    return new Map(
      [...this.#undisturbed].map(([name, calls]) => [
        name,
        { calls: Math.max(...calls), killedAt: this.#killedAt.get(name) ?? [] },
      ]),
    );
  }

  get isDone(): boolean {
    return [...this.#planned.values()].every((planned) => planned.length === 0);
  }

  learn(): void {
    this.#learned = true;
  }

  /** Plans the kills of an evening's seeds; calls beyond the number of seeds get kills of their own. */
  ready(world: Seeds, seeds: readonly number[]): void {
    this.#invocations.clear();
    this.#kills.clear();
    for (const [name, calls] of this.#undisturbed) {
      const most = Math.max(...calls);
      const waiting = (this.#planned.get(name) ?? []).map(({ call }) => ({ call, after: 0 }));
      const numbers = seeds.flatMap((seed) =>
        Array.from(
          { length: Math.ceil(Math.max(1, most - seed + world.first) / world.count) },
          (_, round) => seed + round * world.count,
        ),
      );
      const fresh = numbers.map((number) => {
        const call = 1 + ((number - 1) % most);
        const fitting = calls.filter((made) => made >= call).length;
        return { call, after: Math.floor(generator(number)() * fitting) };
      });
      this.#planned.set(name, [...waiting, ...fresh]);
    }
  }

  plan(name: string): KillPlan | undefined {
    const before = this.#invocations.get(name) ?? 0;
    this.#invocations.set(name, before + 1);
    const bundle = bundleOf(name) ?? '';
    if (bundle === FEW_TRIES && this.#justDied.has(name)) return undefined;
    const most = MOST_DEATHS[bundle] ?? MOST_DEATHS_OF_OTHERS;
    const tonight = (this.#planned.get(name) ?? []).slice(0, most - (this.#kills.get(name) ?? 0));
    const due = tonight.filter(({ after }) => after <= before);
    // In turns: one that needs many calls must not keep the others from happening.
    const next = due[before % Math.max(1, due.length)];
    if (next === undefined) return undefined;
    this.#underway.set(name, next);
    return { call: next.call, phase: this.#phase };
  }

  heard({ functionName: name, message, text }: LogLine): void {
    if (message?.message === 'calls made') this.#justDied.delete(name);
    if (message?.message === 'calls made' && !this.#learned)
      this.#undisturbed.set(name, [...(this.#undisturbed.get(name) ?? []), (message.calls as string[]).length]);
    const killed = this.#underway.get(name);
    if (killed === undefined || !text.startsWith('Runtime exited: the process ended with SIGKILL')) return;
    this.#underway.delete(name);
    this.#justDied.add(name);
    this.#kills.set(name, (this.#kills.get(name) ?? 0) + 1);
    this.#planned.set(
      name,
      this.#planned.get(name)!.filter((planned) => planned !== killed),
    );
    this.#killedAt.set(name, [...(this.#killedAt.get(name) ?? []), killed.call]);
  }
}
