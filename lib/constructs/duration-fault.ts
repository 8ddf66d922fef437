import type { Duration } from 'aws-cdk-lib';

/**
 * What is wrong with a duration that must be known and, unless it may be none, above 0; nothing when it is fine. A plain number has no unit: seconds for
 * one reader, milliseconds for Application Signals.
 * @param example how one is written: `Duration.minutes(5)`
 * @param mayBeNone whether no time at all has a meaning
 */
export function durationFault(
  what: string,
  duration: Duration,
  example: string,
  mayBeNone = false,
): string | undefined {
  const allowed = `allowed is a Duration${mayBeNone ? '' : ' above 0'}, for example ${example}`;
  if (duration === undefined || duration === null) return `${what}: got nothing, ${allowed}`;
  // Callers without types may give anything.
  if (typeof duration.isUnresolved !== 'function')
    return `${what}: got the plain value ${String(duration)}, ${allowed}`;
  if (duration.isUnresolved()) return `${what}: got a token, allowed is a value known at synth`;
  return mayBeNone || duration.toMilliseconds({ integral: false }) > 0
    ? undefined
    : `${what}: got no time at all, ${allowed}`;
}
