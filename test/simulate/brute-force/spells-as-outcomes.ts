import type { Counted } from './definitions';
import { minutesOf, type Spell } from './histories';
import { isGood, type Judgement } from './judgement';

/** Requests are what came, without data none, and no more can be bad than came. */
export function requestsOf(history: readonly Spell[]): (Counted | undefined)[] {
  return minutesOf(history).map(({ total, bad }) => {
    if (total === undefined) return undefined;
    return { total, bad: Math.min(Math.max(bad ?? 0, 0), total) };
  });
}

/**
 * "Within each period, the SLI data is aggregated into a single data point based on the statistic used for the SLI", here the sum. A
 * period stands in its last minute; one that the recording cuts off is none.
 */
export function valuesOf(
  history: readonly Spell[],
  periodMinutes: number,
  judgement: Judgement,
): (Counted | undefined)[] {
  const values = minutesOf(history).map(({ total }) => total);
  return values.map((_, minute) => {
    if ((minute + 1) % periodMinutes !== 0) return undefined;
    const within = values.slice(minute + 1 - periodMinutes, minute + 1).filter((value) => value !== undefined);
    if (within.length === 0) return { total: 1, bad: Number.NaN };
    const sum = within.reduce((all, value) => all + value, 0);
    return { total: 1, bad: isGood(sum, judgement) ? 0 : 1 };
  });
}
