import type { Duration } from 'aws-cdk-lib';

/**
 * What is wrong with a duration that must be known and above 0; nothing when it is fine. A plain number has no unit: seconds for
 * one reader, milliseconds for Application Signals.
 * @param example how one is written: `Duration.minutes(5)`
 */
export function durationFault(what: string, duration: Duration, example: string): string | undefined {
  const allowed = `allowed is a Duration above 0, for example ${example}`;
  if (duration === undefined || duration === null) return `${what}: got nothing, ${allowed}`;
  // Callers without types may give anything.
  if (typeof duration.isUnresolved !== 'function')
    return `${what}: got the plain value ${String(duration)}, ${allowed}`;
  if (duration.isUnresolved()) return `${what}: got a token, allowed is a value known at synth`;
  return duration.toMilliseconds({ integral: false }) > 0 ? undefined : `${what}: got no time at all, ${allowed}`;
}
