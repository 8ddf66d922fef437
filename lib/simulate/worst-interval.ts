import type { Objective } from '../assembly';
import type { SimulatedCloudWatch } from './cloudwatch';
import { MINUTE_MS } from './minutes';

export interface WorstInterval {
  /** Percent; nothing without an outcome. */
  readonly attainment: number | undefined;
  /** End of the interval, epoch milliseconds. */
  readonly at: number;
  /** Share of its error budget; above 1 when it was blown. */
  readonly usedFraction: number;
}

/**
 * The interval of a history that kept the promise least. A rolling interval is judged at every minute from which on it lies in the
 * history as a whole, and at the end; a calendar interval at its end, also where the history begins within it, and the one that
 * the history ends in.
 *
 * @param from beginning of the history, epoch milliseconds
 * @param to its end, exclusive
 */
export function worstInterval(
  cloudwatch: SimulatedCloudWatch,
  { objectiveName, interval }: Objective,
  from: number,
  to: number,
): WorstInterval {
  const at = (time: number): WorstInterval => {
    const { usedFraction } = cloudwatch.budget(objectiveName, time);
    return { attainment: cloudwatch.attainment(objectiveName, time), at: time, usedFraction };
  };
  let worst = to;
  let least = cloudwatch.attainment(objectiveName, to) ?? Number.POSITIVE_INFINITY;
  const judge = (time: number) => {
    const attainment = cloudwatch.attainment(objectiveName, time);
    if (attainment !== undefined && attainment < least) [worst, least] = [time, attainment];
  };
  if (interval.kind === 'rolling') {
    const first = from + (to - cloudwatch.interval(objectiveName, to).from);
    for (let time = first; time <= to; time += MINUTE_MS) judge(time);
  } else {
    let end = cloudwatch.interval(objectiveName, to).from;
    while (end > from) {
      judge(end);
      end = cloudwatch.interval(objectiveName, end).from;
    }
  }
  return at(worst);
}
