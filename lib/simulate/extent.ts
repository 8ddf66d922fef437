import { minuteOf } from './minutes';

/** Ours: ten years. A single mistyped timestamp must not ask for gigabytes. */
const MOST_MINUTES = 3653 * 1440;

/** A stretch of time, in whole minutes since the epoch. */
export interface Extent {
  readonly startMinute: number;
  /** Exclusive. */
  readonly endMinute: number;
}

/**
 * From the minute in which the first row begins to the one in which the last one ends.
 *
 * @param at epoch milliseconds at which rows of so many milliseconds begin, ascending
 * @throws RangeError when first and last row lie more than ten years apart
 */
export function extentOf(at: Float64Array, stepMs: number): Extent {
  if (at.length === 0) return { startMinute: 0, endMinute: 0 };
  const startMinute = minuteOf(at[0]!);
  const endMinute = minuteOf(at.at(-1)! + stepMs);
  if (endMinute - startMinute > MOST_MINUTES) {
    const got = `${endMinute - startMinute} minutes`;
    throw new RangeError(`series: got ${got} from first to last row, allowed are ${MOST_MINUTES}`);
  }
  return { startMinute, endMinute };
}
