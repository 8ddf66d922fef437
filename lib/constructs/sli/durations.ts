import type { Duration } from 'aws-cdk-lib';

/** Application Signals takes periods of 60 to 900 seconds; CloudWatch keeps data points by the minute. */
const LONGEST_PERIOD_MINUTES = 15;

/** A duration that is known and above 0; a plain number has no unit, and Application Signals reads it as milliseconds. */
export function durationFault(what: string, duration: Duration, example: string): string | undefined {
  const allowed = `allowed is a Duration above 0, for example ${example}`;
  if (duration === undefined) return `${what}: got nothing, ${allowed}`;
  if (typeof duration !== 'object') return `${what}: got the plain value ${String(duration)}, ${allowed}`;
  if (duration.isUnresolved()) return `${what}: got a token, allowed is a value known at synth`;
  return duration.toMilliseconds({ integral: false }) > 0 ? undefined : `${what}: got no time at all, ${allowed}`;
}

export function thresholdFault(threshold: Duration): string | undefined {
  return durationFault('sli.threshold', threshold, 'Duration.millis(300)');
}

/** Length of the periods that are judged. */
export function periodFault(period: Duration): string | undefined {
  const fault = durationFault('sli.period', period, 'Duration.minutes(1)');
  if (fault !== undefined) return fault;
  const minutes = period.toMinutes({ integral: false });
  return Number.isInteger(minutes) && minutes <= LONGEST_PERIOD_MINUTES
    ? undefined
    : `sli.period: got ${period.toString()}, allowed are whole minutes from 1 to ${LONGEST_PERIOD_MINUTES}`;
}
