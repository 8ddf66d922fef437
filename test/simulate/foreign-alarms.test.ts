import { readAlarms, readAssembly } from '../../lib/assembly';
import { alarmResource, writeAssembly } from '../assembly/fixture';
import { changesIn, cloudWatchOver, seriesOf } from './fixture';

/** Alarms that somebody else wrote, on the metrics that are recorded for the SLO `checkout`. */
const metric = (name: 'goodOrders' | 'totalOrders') => ({
  Namespace: 'Shop',
  MetricName: name,
  Dimensions: [{ Name: 'Slo', Value: 'checkout' }],
});
const stat = (id: string, name: 'goodOrders' | 'totalOrders', period: number) => ({
  Id: id,
  ReturnData: false,
  MetricStat: { Metric: metric(name), Period: period, Stat: 'Sum' },
});

function cloudWatch(properties: Record<string, unknown>, series = HISTORY) {
  const Resources = { A: alarmResource('foreign', { EvaluationPeriods: 1, Threshold: 0, ...properties }) };
  const alarms = readAlarms(readAssembly(writeAssembly({ S: { template: { Resources } } })));
  return cloudWatchOver(series, {}, { alarms, composites: [] });
}

/** An hour with 1 % bad requests, twenty minutes with half of them bad, ten minutes of silence, ten good minutes. */
const HISTORY = seriesOf(
  { minutes: 60, total: 100, bad: 1 },
  { minutes: 20, total: 100, bad: 50 },
  { minutes: 10, total: undefined },
  { minutes: 10, total: 100 },
);

function changes(expression: string, period: number, properties: Record<string, unknown>) {
  const Metrics = [
    { Id: 'e', Expression: expression },
    stat('good', 'goodOrders', period),
    stat('total', 'totalOrders', period),
  ];
  const base = {
    Namespace: undefined,
    MetricName: undefined,
    Statistic: undefined,
    Period: undefined,
    Dimensions: undefined,
  };
  return changesIn(cloudWatch({ ...base, Metrics, ...properties }), 30, 100).map(([minute, , value]) => [
    minute,
    value,
  ]);
}

describe('alarms that were not made by us', () => {
  it('an error rate in percent over five minutes, three of three', () => {
    const rate = '100 * (total - good) / total';
    const settings = { ComparisonOperator: 'GreaterThanThreshold', Threshold: 10, EvaluationPeriods: 3 };
    // 54 of 500 breach from one bad minute on: periods that end at 61, 66 and 71 do. In the silence the three most recent periods
    // with data go on to decide; minute 90 makes the first of them that is fine.
    expect(changes(rate, 300, settings)).toEqual([
      [30, 'OK'],
      [71, 'ALARM'],
      [91, 'OK'],
    ]);
  });

  it('a guard against few requests, and a gap that is filled', () => {
    const guarded = 'IF(FILL(total, 0) < 50, 0, (total - good) / total)';
    expect(changes(guarded, 60, { ComparisonOperator: 'GreaterThanThreshold', Threshold: 0.1 })).toEqual([
      [30, 'OK'],
      [61, 'ALARM'],
      [81, 'OK'],
    ]);
  });

  it('the largest of all metrics, with a logical condition of the time of day', () => {
    const busy = 'IF(HOUR(total) >= 1 AND MINUTE(total) < 5, MAX(METRICS()), 0)';
    expect(changes(busy, 60, { ComparisonOperator: 'GreaterThanThreshold', Threshold: 99 })).toEqual([
      [30, 'OK'],
      [61, 'ALARM'],
      [66, 'OK'],
    ]);
  });

  it('a counter that jumps', () => {
    const counter = seriesOf({ minutes: 60, total: 100 }, { minutes: 1, total: 160 }, { minutes: 39, total: 160 });
    const Metrics = [{ Id: 'e', Expression: 'RATE(total)' }, stat('total', 'totalOrders', 60)];
    const none = { Namespace: undefined, MetricName: undefined, Statistic: undefined, Period: undefined };
    const alarm = cloudWatch(
      { ...none, Dimensions: undefined, Metrics, ComparisonOperator: 'GreaterThanThreshold' },
      counter,
    );
    expect(changesIn(alarm, 30, 100).map(([minute, , value]) => [minute, value])).toEqual([
      [30, 'OK'],
      [61, 'ALARM'],
      [62, 'OK'],
    ]);
  });

  it('an hour as period', () => {
    const settings = { ComparisonOperator: 'LessThanThreshold', Threshold: 5900 };
    expect(changes('good', 3600, settings)[0]).toEqual([30, 'ALARM']);
    expect(changes('total', 3600, { ...settings, Threshold: 5950 }).slice(1)).toEqual([
      [60, 'OK'],
      [81, 'ALARM'],
    ]);
  });

  it.each([
    ['FILL(good, LINEAR)', 'alarm "foreign": expression "FILL(good, LINEAR)": FILL: got LINEAR'],
    ['STDDEV(good)', 'alarm "foreign": expression "STDDEV(good)": got function STDDEV, allowed are ABS'],
    ['MAX(good)', 'alarm "foreign": expression "MAX(good)": MAX: got a single series'],
  ])('%s is refused with the name of the alarm', (expression, message) => {
    expect(() => changes(expression, 60, {})).toThrow(message);
  });

  it('a statistic that is not recorded is refused with the names of alarm and metric', () => {
    const percentile = { ...metric('totalOrders'), Statistic: undefined, ExtendedStatistic: 'p99', Period: 60 };
    expect(() => cloudWatch(percentile)).toThrow(
      'alarm "foreign": metric Shop/totalOrders{Slo=checkout}: got statistic p99, recorded are Sum',
    );
  });
});
