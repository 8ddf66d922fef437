import type { Comparison, MissingData } from '../../../lib/assembly';
import type { AlarmValue } from '../../../lib/model/contracts/alarm-event';

/** One value per minute; NaN where there is none. */
export type Published = (minute: number) => number;

/** Statistics of a period, from the minutes that have data. */
export const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  SampleCount: (values) => values.length,
  Minimum: (values) => Math.min(...values),
  Maximum: (values) => Math.max(...values),
};

/** Value of a period of minutes `from` to `to`, the latter not included. */
export function statisticOf(published: Published, stat: string, from: number, to: number): number {
  const values = Array.from({ length: to - from }, (_, at) => published(from + at)).filter(
    (value) => !Number.isNaN(value),
  );
  return values.length === 0 ? Number.NaN : STATISTICS[stat]!(values);
}

const IS_BREACHING: Readonly<Record<Comparison, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

export interface DefinedAlarm {
  readonly periodMinutes: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly comparison: Comparison;
  readonly threshold: number;
  readonly treatMissingData: MissingData;
  /** Of the period of minutes `from` to `to`. */
  readonly valueOver: (from: number, to: number) => number;
}

/**
 * State of a metric alarm at an evaluation. Source: CloudWatch user guide, "Configuring how CloudWatch alarms treat missing data"; what
 * it leaves open is decided as in lib/simulate/datapoint-window.ts.
 *
 * @param end minute at which the most recent period ends
 * @param range periods of the evaluation range
 */
export function stateAt(alarm: DefinedAlarm, end: number, range: number, current: AlarmValue): AlarmValue {
  const { periodMinutes, evaluationPeriods, datapointsToAlarm, comparison, threshold, treatMissingData } = alarm;
  const newestFirst = Array.from({ length: range }, (_, age) => {
    const to = end - age * periodMinutes;
    return { age: age + 1, value: alarm.valueOver(to - periodMinutes, to) };
  });
  const existing = newestFirst.filter(({ value }) => !Number.isNaN(value));
  const breaching = existing.filter(({ value }) => IS_BREACHING[comparison](value, threshold));
  if (existing.length >= evaluationPeriods) {
    const mostRecent = existing.slice(0, evaluationPeriods);
    return mostRecent.filter((point) => breaching.includes(point)).length >= datapointsToAlarm ? 'ALARM' : 'OK';
  }
  const filled = treatMissingData === 'breaching' ? evaluationPeriods - existing.length : 0;
  if (breaching.length + filled >= datapointsToAlarm) return 'ALARM';
  if (['breaching', 'notBreaching'].includes(treatMissingData) || existing.length > breaching.length) return 'OK';
  if (treatMissingData === 'ignore') return current;
  if (existing.length === 0) return 'INSUFFICIENT_DATA';
  return existing.at(-1)!.age >= datapointsToAlarm ? 'ALARM' : 'OK';
}
