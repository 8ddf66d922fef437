import type { Duration } from 'aws-cdk-lib';
import { LONGEST_PERIOD_MINUTES } from '../../model/contracts/measurement';
import { durationFault } from '../duration-fault';

/** The longest answer that is still good: whole milliseconds, which is what Application Signals and CloudWatch count in. */
export function thresholdFault(threshold: Duration, example = 'Duration.millis(300)'): string | undefined {
  const fault = durationFault('sli.threshold', threshold, example);
  if (fault !== undefined) return fault;
  return Number.isInteger(threshold.toMilliseconds({ integral: false }))
    ? undefined
    : `sli.threshold: got ${threshold.toString()}, allowed are whole milliseconds`;
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
