import type { Objective } from '../assembly';
import type { SimulatedCloudWatch } from './cloudwatch';
import { MINUTE_MS } from './minutes';

export interface WorstInterval {
  /** Percent; nothing without an outcome. */
  readonly attainment: number | undefined;
  /** End of the interval, epoch milliseconds. */
  readonly at: number;
}

/**
 * The interval of a history that kept the promise least: of all that lie in it as a whole, and the one that the history ends in. A
 * rolling interval ends every minute, a calendar interval with its last one. Where none fits in, the whole history is judged.
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
  let worst: WorstInterval = { attainment: cloudwatch.attainment(objectiveName, to), at: to };
  const judge = (at: number) => {
    const attainment = cloudwatch.attainment(objectiveName, at);
    if (attainment !== undefined && attainment < (worst.attainment ?? Number.POSITIVE_INFINITY))
      worst = { attainment, at };
  };
  if (interval.kind === 'rolling') {
    const first = from + (to - cloudwatch.interval(objectiveName, to).from);
    for (let at = first; at <= to; at += MINUTE_MS) judge(at);
  } else {
    let end = cloudwatch.interval(objectiveName, to).from;
    for (let began = cloudwatch.interval(objectiveName, end).from; began >= from && end > from; ) {
      judge(end);
      end = began;
      began = cloudwatch.interval(objectiveName, end).from;
    }
  }
  return worst;
}
