import { PullError } from './error';

/**
 * For how many days CloudWatch keeps data points of a length; longer ones are made of shorter ones.
 * Source: CloudWatch API reference, GetMetricData (MetricStat, Period).
 */
export const RETENTION = [
  { stepSeconds: 60, days: 15 },
  { stepSeconds: 300, days: 63 },
  { stepSeconds: 3600, days: 455 },
] as const;

/** Nothing finer is evaluated. */
export const LEAST_STEP_SECONDS = RETENTION[0].stepSeconds;
const LONGEST_DAYS = RETENTION.at(-1)!.days;

/** A day; CloudWatch allows more, but nothing that evaluates a history can use it. [ours] */
const LONGEST_STEP_SECONDS = 86_400;

/** For how many days data points of this length can be read. */
export function keptDays(stepSeconds: number): number {
  return RETENTION.findLast((level) => stepSeconds % level.stepSeconds === 0)?.days ?? 0;
}

/**
 * Length of the data points to read: the finest that reaches back so far, in whole periods of the SLO.
 *
 * @param periodSeconds what the SLO itself is computed from
 * @param asked what the user wants instead
 * @throws PullError for days that CloudWatch does not keep and for a step that is impossible
 */
export function stepFor(days: number, periodSeconds: number, asked?: number): number {
  const level = RETENTION.find((known) => known.days >= days);
  if (!(days > 0) || level === undefined) {
    throw new PullError(`--days: got ${days}, allowed are numbers above 0, at most ${LONGEST_DAYS}`);
  }
  const finest = leastCommonMultiple(level.stepSeconds, periodSeconds);
  if (asked === undefined) return finest;
  if (asked > 0 && asked % finest === 0 && asked <= LONGEST_STEP_SECONDS) return asked;
  const period = finest > level.stepSeconds ? `, and the SLO is computed from periods of ${periodSeconds} s` : '';
  throw new PullError(
    `--step: got ${asked} s for ${days} days, allowed are multiples of ${finest} s up to ${LONGEST_STEP_SECONDS} s: ` +
      `the shortest data points that CloudWatch keeps for so long are of ${level.stepSeconds} s${period}`,
  );
}

export function leastCommonMultiple(a: number, b: number): number {
  const divisor = (x: number, y: number): number => (y === 0 ? x : divisor(y, x % y));
  return (a / divisor(a, b)) * b;
}
