import type { Kind } from './kinds';
import type { Ability, Repeated } from './kinds/kind';

/** The rows that apply to a kind: one that needs what the kind says it cannot do does not exist. */
export function rowsOf({ cannot = {}, repeats = [] }: Kind) {
  const can = (...needed: readonly Ability[]): boolean => needed.every((ability) => cannot[ability] === undefined);
  return {
    can,
    row(needed: readonly Ability[], name: string, play: () => Promise<void>): void {
      if (can(...needed)) it(name, play);
    },
    /** What a write ends in whose answer was lost: most must be looked for, some are simply made again. */
    lost: (write: Repeated) => ({ outcome: repeats.includes(write) ? 'retryLater' : 'unknown' }),
  };
}
