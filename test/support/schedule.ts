/**
 * Runs workers whose operations are interleaved at random; an operation may die before or after it took effect.
 *
 * Workers have random priorities that change now and then (probabilistic concurrency testing, Burckhardt et al. 2010):
 * long runs of one worker against a stalled other find far more than a fair coin does.
 */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** One operation of a worker: waits for its turn, and may be killed around it. */
export type Turn = <T>(operation: () => T) => Promise<T>;

const PRIORITY_CHANGE_RATE = 0.08;

/** Small seeded generator (mulberry32): the same seed gives the same schedule. */
export function generator(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The same items in another order. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

interface Worker {
  priority: number;
  resume?: () => void;
}

export class Schedule {
  readonly random: () => number;
  readonly #killRate: number;
  readonly #workers = new Set<Worker>();
  readonly #ends: Promise<void>[] = [];

  constructor(seed: number, killRate: number) {
    this.random = generator(seed);
    this.#killRate = killRate;
  }

  /** Starts a worker that is run again, like a redelivered message, until it ends without being killed. */
  spawn(work: (turn: Turn) => Promise<void>): void {
    const worker: Worker = { priority: this.random() };
    this.#workers.add(worker);
    const turn: Turn = async (operation) => {
      await new Promise<void>((resolve) => {
        worker.resume = resolve;
      });
      this.#mayDie();
      const result = operation();
      this.#mayDie();
      return result;
    };
    const again = async (): Promise<void> => {
      try {
        await turn(() => undefined);
        await work(turn);
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        worker.priority = this.random();
        await again();
      }
    };
    this.#ends.push(again().finally(() => this.#workers.delete(worker)));
  }

  /** Gives turns until every worker is done. */
  async run(): Promise<void> {
    while (this.#workers.size > 0) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      const waiting = [...this.#workers].filter((worker) => worker.resume !== undefined);
      const next = waiting.sort((a, b) => b.priority - a.priority)[0];
      if (next === undefined) continue;
      if (this.random() < PRIORITY_CHANGE_RATE) next.priority = this.random();
      const resume = next.resume!;
      next.resume = undefined;
      resume();
    }
    await Promise.all(this.#ends);
  }

  #mayDie(): void {
    if (this.random() < this.#killRate) throw new Killed();
  }
}
