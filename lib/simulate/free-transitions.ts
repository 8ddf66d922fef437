import type { AlarmValue } from '../model/contracts/alarm-event';
import type { RecordedTransition } from '../model/contracts/alarm-history';

/** Recorded changes of one alarm that no prediction has taken. */
export class FreeTransitions {
  readonly #ofValue: ReadonlyMap<AlarmValue, { readonly entries: readonly RecordedTransition[]; readonly free: Free }>;

  /** @param recorded in order of time */
  constructor(recorded: readonly RecordedTransition[]) {
    const values = new Set(recorded.map(({ value }) => value));
    this.#ofValue = new Map(
      [...values].map((value) => {
        const entries = recorded.filter((one) => one.value === value);
        return [value, { entries, free: new Free(entries.length) }];
      }),
    );
  }

  /** Takes the nearest one, and says when it was. */
  take(value: AlarmValue, at: number, tolerance: number): number | undefined {
    const { entries, free } = this.#ofValue.get(value) ?? { entries: [], free: new Free(0) };
    const next = firstAtOrAfter(entries, at);
    const [after, before] = [free.from(next), free.before(next)];
    const later = (entries[after]?.at ?? Number.POSITIVE_INFINITY) - at;
    const earlier = at - (entries[before]?.at ?? Number.NEGATIVE_INFINITY);
    if (Math.min(later, earlier) > tolerance) return undefined;
    const chosen = later <= earlier ? after : before;
    free.take(chosen);
    return entries[chosen]!.at;
  }

  /** In order of time. */
  left(): RecordedTransition[] {
    const lists = [...this.#ofValue.values()];
    return inOrder(lists.flatMap(({ entries, free }) => entries.filter((_, at) => free.from(at) === at)));
  }
}

/** Which places of a list are free; the nearest one is found without passing all that are taken. */
class Free {
  readonly #up: number[];
  readonly #down: number[];

  constructor(length: number) {
    // A place leads to itself while it is free; there is one more at each end.
    this.#up = Array.from({ length: length + 1 }, (_, at) => at);
    this.#down = Array.from({ length: length + 1 }, (_, at) => at);
  }

  take(at: number): void {
    this.#up[at] = at + 1;
    this.#down[at + 1] = at;
  }

  /** First free place from here on; the length of the list when there is none. */
  from(at: number): number {
    return follow(this.#up, at);
  }

  /** Last free place before this one; -1 when there is none. */
  before(at: number): number {
    return follow(this.#down, at) - 1;
  }
}

/** Where a chain of places ends; the next walk along it is shorter. */
function follow(chain: number[], start: number): number {
  let at = start;
  while (chain[at] !== at) {
    chain[at] = chain[chain[at]!]!;
    at = chain[at]!;
  }
  return at;
}

function firstAtOrAfter(entries: readonly RecordedTransition[], at: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By time; of one time as they came. */
export function inOrder(transitions: readonly RecordedTransition[]): RecordedTransition[] {
  return [...transitions].sort((a, b) => a.at - b.at);
}
