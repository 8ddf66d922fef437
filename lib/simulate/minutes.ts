/**
 * The simulator counts whole minutes since the epoch: CloudWatch's standard resolution, and small integers that index
 * typed arrays.
 */
export const MINUTE_MS = 60_000;

/** The minute in which a time (epoch milliseconds) lies. */
export function minuteOf(time: number): number {
  return Math.floor(time / MINUTE_MS);
}

/** Epoch milliseconds at which a minute begins. */
export function timeOf(minute: number): number {
  return minute * MINUTE_MS;
}

/**
 * @throws RangeError when the time does not lie on the minute
 */
export function exactMinute(time: number): number {
  if (Number.isSafeInteger(time) && time % MINUTE_MS === 0) return time / MINUTE_MS;
  throw new RangeError(`time: got ${time}, allowed are epoch milliseconds on the full minute`);
}
