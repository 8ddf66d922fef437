import { isMetricStat, type MetricQuery, type MetricStatQuery } from '../assembly';
import type { Statistic } from './metric-source';
import { minuteOf, timeOf } from './minutes';
import { planQuery } from './query-plan';

/** Answer to one query of GetMetricData, in ascending order of time. */
export interface MetricDataResult {
  readonly id: string;
  readonly label: string;
  /** Epoch milliseconds at which the periods begin. */
  readonly timestamps: readonly number[];
  readonly values: readonly number[];
}

export interface MetricDataRange {
  /** Epoch milliseconds, rounded down to the period as CloudWatch does. */
  readonly start: number;
  /** Epoch milliseconds; a period that begins then is not among the answers. */
  readonly end: number;
  /** First minute that is not readable yet: the recording knows the future, its readers must not. */
  readonly readableUntil: number;
}

/**
 * What GetMetricData answers: for every query that returns data, the periods that have data.
 *
 * @throws RangeError for periods other than multiples of 60 s, or several in one expression
 */
export function metricData(
  queries: readonly MetricQuery[],
  { start, end, readableUntil }: MetricDataRange,
  bind: (query: MetricStatQuery) => Statistic,
): MetricDataResult[] {
  return queries
    .filter((query) => query.returnData)
    .map((query) => {
      const periodMinutes = periodOf(query, queries);
      const previousPeriods = Math.ceil((minuteOf(end) - minuteOf(start)) / periodMinutes);
      const read = planQuery(queries, query.id, bind, { previousPeriods });
      const timestamps: number[] = [];
      const values: number[] = [];
      const first = Math.floor(minuteOf(start) / periodMinutes) * periodMinutes;
      for (let minute = first; timeOf(minute) < end && minute < readableUntil; minute += periodMinutes) {
        const value = read.at(minute, Math.min(minute + periodMinutes, readableUntil));
        if (Number.isNaN(value)) continue;
        timestamps.push(timeOf(minute));
        values.push(value);
      }
      return { id: query.id, label: query.label ?? query.id, timestamps, values };
    });
}

/** Minutes of a query's period; an expression takes the period of the metrics it stands beside. */
function periodOf(query: MetricQuery, queries: readonly MetricQuery[]): number {
  const periods = isMetricStat(query) ? [query.period] : queries.filter(isMetricStat).map(({ period }) => period);
  const [period, ...others] = [...new Set(periods)];
  if (period === undefined || others.length > 0 || period <= 0 || period % 60 !== 0) {
    throw new RangeError(
      `query "${query.id}": got periods ${periods.join(', ') || 'of none'}, allowed is one multiple of 60 s`,
    );
  }
  return period / 60;
}
