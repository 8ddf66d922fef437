import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { GoodWhen, Sli } from '../../../lib';
import { requests } from '../fixture';
import { query, rendered } from './rendered';

const ORDERS = { Operation: 'orders' };
const good = requests('Good');
const bad = requests('Bad');
const total = requests('Total');
const own = (name: string, stat = 'Sum') => ({ namespace: 'Shop', name, dimensions: ORDERS, stat });
const plain = (id: string, name: string, stat = 'Sum') => ({
  ...query(id, 'Shop', name, ORDERS, stat),
  ReturnData: true,
});
const input = (id: string, name: string, stat = 'Sum') => ({
  ...query(id, 'Shop', name, ORDERS, stat),
  ReturnData: false,
});

describe('a ratio', () => {
  it('of good requests counts both per minute; what is not good is bad', () => {
    expect(rendered(Sli.ratio({ good, total }))).toEqual({
      requestBasedSli: {
        RequestBasedSliMetric: {
          TotalRequestCountMetric: [plain('total', 'Total')],
          MonitoredRequestCountMetric: { GoodCountMetric: [plain('good', 'Good')] },
        },
      },
      measurement: {
        kind: 'requests',
        periodSeconds: 60,
        bad: { expression: 'total - FILL(good, 0)', metrics: { total: own('Total'), good: own('Good') } },
        total: { metrics: { total: own('Total') } },
      },
    });
  });

  it('of bad requests counts these', () => {
    expect(rendered(Sli.errorRatio({ bad, total }))).toEqual({
      requestBasedSli: {
        RequestBasedSliMetric: {
          TotalRequestCountMetric: [plain('total', 'Total')],
          MonitoredRequestCountMetric: { BadCountMetric: [plain('bad', 'Bad')] },
        },
      },
      measurement: {
        kind: 'requests',
        periodSeconds: 60,
        bad: { metrics: { bad: own('Bad') } },
        total: { metrics: { total: own('Total') } },
      },
    });
  });

  it('of a latency metric of its own counts what is up to a bound', () => {
    const latency = new Metric({ namespace: 'Shop', metricName: 'Latency', dimensionsMap: ORDERS });
    const counted = Sli.ratio({
      good: latency.with({ statistic: 'TC(:300)' }),
      total: latency.with({ statistic: 'n' }),
    });
    expect(rendered(counted).requestBasedSli).toEqual({
      RequestBasedSliMetric: {
        TotalRequestCountMetric: [plain('total', 'Latency', 'SampleCount')],
        MonitoredRequestCountMetric: { GoodCountMetric: [plain('good', 'Latency', 'TC(:300)')] },
      },
    });
  });

  it('may be metric math over plain metrics, whose ids do not meet', () => {
    const sum = (first: string, second: string) =>
      new MathExpression({ expression: 'a + ab', usingMetrics: { a: requests(first), ab: requests(second) } });
    const { requestBasedSli, measurement } = rendered(
      Sli.ratio({ good: sum('Ok', 'Redirected'), total: sum('Web', 'App') }),
    );
    expect(requestBasedSli).toEqual({
      RequestBasedSliMetric: {
        TotalRequestCountMetric: [
          { Id: 'total', Expression: 'total_a + total_ab', ReturnData: true },
          input('total_a', 'Web'),
          input('total_ab', 'App'),
        ],
        MonitoredRequestCountMetric: {
          GoodCountMetric: [
            { Id: 'good', Expression: 'good_a + good_ab', ReturnData: true },
            input('good_a', 'Ok'),
            input('good_ab', 'Redirected'),
          ],
        },
      },
    });
    expect(measurement.bad).toEqual({
      expression: '(total_a + total_ab) - FILL((good_a + good_ab), 0)',
      metrics: { total_a: own('Web'), total_ab: own('App'), good_a: own('Ok'), good_ab: own('Redirected') },
    });
  });
});

describe('a metric with a threshold', () => {
  it.each([
    ['above', GoodWhen.above(5), 'GreaterThan', '<='],
    ['at least', GoodWhen.atLeast(5), 'GreaterThanOrEqualTo', '<'],
    ['below', GoodWhen.below(5), 'LessThan', '>='],
    ['at most', GoodWhen.atMost(5), 'LessThanOrEqualTo', '>'],
  ])('is good while it is %s it, and bad otherwise', (_when, goodWhen, comparison, opposite) => {
    const metric = requests('Depth').with({ statistic: 'p99' });
    expect(rendered(Sli.metric({ metric, goodWhen, period: Duration.minutes(5) }))).toEqual({
      sli: {
        SliMetric: {
          MetricDataQueries: [{ ...query('value', 'Shop', 'Depth', ORDERS, 'p99', 300), ReturnData: true }],
        },
        MetricThreshold: 5,
        ComparisonOperator: comparison,
      },
      measurement: {
        kind: 'periods',
        periodSeconds: 300,
        bad: { expression: `IF(value ${opposite} 5, 1, 0)`, metrics: { value: own('Depth', 'p99') } },
        total: { metrics: { total: own('Depth', 'SampleCount') } },
        judged: { value: { metrics: { value: own('Depth', 'p99') } }, good: comparison, threshold: 5 },
      },
    });
  });

  it('may be metric math', () => {
    const metric = new MathExpression({
      expression: '100 * used / size',
      usingMetrics: { used: requests('Used'), size: requests('Size') },
    });
    const { sli, measurement } = rendered(Sli.metric({ metric, goodWhen: GoodWhen.below(80) }));
    expect(sli).toMatchObject({
      SliMetric: {
        MetricDataQueries: [
          { Id: 'value', Expression: '100 * value_used / value_size', ReturnData: true },
          input('value_used', 'Used'),
          input('value_size', 'Size'),
        ],
      },
    });
    expect(measurement.bad.expression).toBe('IF((100 * value_used / value_size) >= 80, 1, 0)');
  });
});
