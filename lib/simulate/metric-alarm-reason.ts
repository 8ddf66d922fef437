import { type AlarmDefinition, type Comparison, isMetricStat } from '../assembly';
import type { AlarmValue } from '../model/contracts/alarm-event';
import { timeOf } from './minutes';
import { datapointTime, documentTime } from './timestamps';

/** A period of an alarm and what was read for it; NaN for no data. */
export interface ReadPeriod {
  /** First minute of the period. */
  readonly minute: number;
  readonly value: number;
}

const WORDS: Readonly<Record<Comparison, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

/** Ours: a reason holds at most 1,023 characters (CloudWatch API reference, StateReason). */
const MOST_DATAPOINTS_TOLD = 5;
/** Ours: reason data holds at most 4,000 characters (CloudWatch API reference, StateReasonData). */
const MOST_DATAPOINTS_IN_DATA = 30;

/**
 * Why a metric alarm changed its state, worded as CloudWatch words it. Checked against published samples for ALARM;
 * the wording of the other cases is inferred, and nothing reads it but people.
 *
 * @param periods evaluation range, newest first
 */
export function metricAlarmReason(
  definition: AlarmDefinition,
  breaches: (value: number) => boolean,
  value: AlarmValue,
  periods: readonly ReadPeriod[],
): string {
  const { evaluationPeriods, datapointsToAlarm, comparison, threshold } = definition;
  const existing = periods.filter((period) => !Number.isNaN(period.value));
  const evaluated = existing.slice(0, evaluationPeriods);
  const missing = evaluationPeriods - evaluated.length;
  if (value === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${counted(missing, 'datapoint')} ${missing === 1 ? 'was' : 'were'} unknown.`;
  }
  if (evaluated.length === 0) {
    const treated = definition.treatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching';
    const were = missing === 1 ? 'was' : 'were';
    const received = `no datapoints were received for ${counted(missing, 'period')}`;
    return `Threshold Crossed: ${received} and ${counted(missing, 'missing datapoint')} ${were} treated as [${treated}].`;
  }
  const telling = evaluated.filter((period) => breaches(period.value) === (value === 'ALARM'));
  const told = telling
    .slice(0, MOST_DATAPOINTS_TOLD)
    .map((period) => `${decimal(period.value)} (${datapointTime(timeOf(period.minute))})`);
  const relation = `${value === 'ALARM' ? '' : 'not '}${WORDS[comparison]} the threshold (${decimal(threshold)})`;
  const least = value === 'ALARM' ? datapointsToAlarm : evaluationPeriods - datapointsToAlarm + 1;
  const change = value === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK';
  const which = `${telling.length} out of the last ${evaluationPeriods} datapoints`;
  const minimum = `(minimum ${counted(least, 'datapoint')} for ${change} transition)`;
  return `Threshold Crossed: ${which} [${told.join(', ')}] ${telling.length === 1 ? 'was' : 'were'} ${relation} ${minimum}.`;
}

/** Machine-readable part of the reason, a JSON text: the most recent data points. */
export function metricAlarmReasonData(definition: AlarmDefinition, at: number, periods: readonly ReadPeriod[]): string {
  const most = Math.min(definition.evaluationPeriods, MOST_DATAPOINTS_IN_DATA);
  const existing = periods.filter((period) => !Number.isNaN(period.value)).slice(0, most);
  const evaluated = existing.length > 0 ? existing : periods.slice(0, 1);
  const single = definition.form === 'single' ? definition.queries.find(isMetricStat) : undefined;
  return JSON.stringify({
    version: '1.0',
    queryDate: documentTime(at),
    startDate: documentTime(timeOf(evaluated.at(-1)?.minute ?? 0)),
    ...(single ? { statistic: single.stat } : {}),
    period: definition.period,
    recentDatapoints: existing.map((period) => period.value).reverse(),
    threshold: definition.threshold,
    evaluatedDatapoints: evaluated.map(({ minute, value }) => ({
      timestamp: documentTime(timeOf(minute)),
      ...(Number.isNaN(value) ? {} : { value }),
    })),
  });
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** CloudWatch writes whole numbers as `0.0`. */
function decimal(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
