import type { KillPlan, LogLine } from '../../lib/local';
import { generator } from './schedule';
import { type Work, workOf } from './work';

export type Phase = KillPlan['phase'];

/** How often each work dies at least; one with fewer calls dies at some of them more than once. */
export const LEAST_DEATHS = 5;
/**
 * Deaths over one message, or in a row where nothing comes again by itself: less than its queue has tries (lib/constructs/response-queues.ts),
 * because what is tried in vain too often is meant to end in the dead-letter queue; and people give up.
 */
const MOST_DEATHS: ReadonlyMap<string, number> = new Map([
  ['record-signal', 4],
  ['deliver', 6],
  ['act', 6],
  ['enrich', 6],
]);
const MOST_DEATHS_IN_A_ROW = 3;
/** So many invocations live, and so many die at any call, whatever is aimed at. */
const SPARED = 0.1;
const ANYWHERE = 0.25;

/** Where a work died, and how many calls it makes at most when nobody dies. */
export interface Deaths {
  readonly calls: number;
  readonly killedAt: readonly number[];
}

/** What is known of one work. */
interface Record {
  /** Calls of the invocations of the undisturbed evening. */
  readonly calls: number[];
  /** The same, of the first invocation for each message, in the order in which they came. */
  readonly first: number[];
  readonly killedAt: number[];
  /** Of this evening: at which calls the work on a message is to die. */
  readonly aims: Map<string, readonly number[]>;
}

/** Decides who dies where, and keeps count. */
export class Reaper {
  readonly #phase: Phase;
  readonly #random: () => number;
  readonly #records = new Map<string, Record>();
  readonly #deaths = new Map<string, number>();
  readonly #underway = new Map<string, Work>();
  #isLearning = true;

  constructor(phase: Phase, seed: number) {
    this.#phase = phase;
    this.#random = generator(seed);
  }

  get works(): ReadonlyMap<string, Deaths> {
    return new Map(
      [...this.#records].map(([name, { calls, killedAt }]) => [name, { calls: Math.max(...calls), killedAt }]),
    );
  }

  get isDone(): boolean {
    return [...this.#records.values()].every((record) => owed(record).length === 0);
  }

  /** An evening is over; the next one takes the same course, disturbed. */
  next(): void {
    this.#isLearning = false;
    for (const { aims } of this.#records.values()) aims.clear();
  }

  plan(functionName: string, event: unknown): KillPlan | undefined {
    const work = workOf(functionName, event);
    this.#underway.set(functionName, work);
    const aim = this.#aim(work);
    if (this.#isLearning || this.#isExhausted(work) || this.#random() < SPARED) return undefined;
    const still = owed(this.#record(work));
    const calls = this.#random() < ANYWHERE ? still : still.filter((call) => aim.includes(call));
    return calls.length === 0 ? undefined : { calls, phase: this.#phase };
  }

  heard({ functionName, message }: LogLine): void {
    const work = this.#underway.get(functionName);
    if (work === undefined) return;
    const record = this.#record(work);
    if (message?.message === 'killed') {
      this.#deaths.set(work.line, (this.#deaths.get(work.line) ?? 0) + 1);
      record.killedAt.push(message.call as number);
    } else if (message?.message === 'calls made') {
      if (work.line !== work.message) this.#deaths.delete(work.line);
      if (this.#isLearning) learn(record, (message.calls as string[]).length);
    }
  }

  /**
   * The last of the calls that are owed, as far as the work on the message will probably come: to the call to which it came in the
   * undisturbed evening. Few messages have so many; they die at one call after the other.
   */
  #aim(work: Work): readonly number[] {
    const record = this.#record(work);
    const { aims, first, calls } = record;
    const known = aims.get(work.message);
    if (known !== undefined) return known;
    const reach = first[aims.size] ?? Math.max(...calls);
    const still = owed(record);
    const most = mostDeaths(work);
    const aim = still.length <= most ? still : still.filter((call) => call <= reach).slice(-most);
    aims.set(work.message, aim);
    return aim;
  }

  #record({ name }: Work): Record {
    const record = this.#records.get(name) ?? { calls: [], first: [], killedAt: [], aims: new Map() };
    this.#records.set(name, record);
    return record;
  }

  #isExhausted(work: Work): boolean {
    return (this.#deaths.get(work.line) ?? 0) >= mostDeaths(work);
  }
}

function learn(record: Record, calls: number): void {
  record.calls.push(calls);
  if (record.first.length < record.aims.size) record.first.push(calls);
}

/** Calls at which the work is still to die, in their order. */
function owed({ calls, killedAt }: Record): number[] {
  const most = Math.max(0, ...calls);
  const times = Math.ceil(LEAST_DEATHS / most);
  return Array.from({ length: most }, (_, index) => index + 1).filter(
    (call) => killedAt.filter((at) => at === call).length < times,
  );
}

function mostDeaths({ bundle }: Work): number {
  return MOST_DEATHS.get(bundle) ?? MOST_DEATHS_IN_A_ROW;
}
