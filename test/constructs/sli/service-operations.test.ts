import { Duration } from 'aws-cdk-lib';
import { Dependency, Sli } from '../../../lib';
import { declared } from '../fixture';
import { rendered, SERVICE_ATTRIBUTES, standard } from './rendered';

const Operation = 'POST /orders';
const threshold = Duration.millis(300);
const operation = Operation;

describe('the availability', () => {
  it('of one operation is its share of requests without a server error', () => {
    expect(rendered(Sli.availability({ operation }))).toEqual({
      requestBasedSli: {
        RequestBasedSliMetric: {
          KeyAttributes: SERVICE_ATTRIBUTES,
          OperationName: operation,
          MetricType: 'AVAILABILITY',
        },
      },
      measurement: {
        kind: 'requests',
        periodSeconds: 60,
        bad: { metrics: { bad: standard('Fault', 'Sum', { Operation }) } },
        total: { metrics: { total: standard('Latency', 'SampleCount', { Operation }) } },
      },
    });
  });

  it('of a whole service names no operation', () => {
    expect(rendered(Sli.availability())).toEqual({
      requestBasedSli: { RequestBasedSliMetric: { KeyAttributes: SERVICE_ATTRIBUTES, MetricType: 'AVAILABILITY' } },
      measurement: {
        kind: 'requests',
        periodSeconds: 60,
        bad: { metrics: { bad: standard('Fault', 'Sum') } },
        total: { metrics: { total: standard('Latency', 'SampleCount') } },
      },
    });
  });

  it('of several operations is one promise over their sum', () => {
    const operations = ['GET /scarves', operation];
    const each = { dimension: 'Operation', values: operations };
    expect(rendered(Sli.availability({ operations }))).toEqual({
      requestBasedSli: {
        RequestBasedSliMetric: {
          KeyAttributes: SERVICE_ATTRIBUTES,
          MetricType: 'AVAILABILITY',
          CompositeSliConfig: {
            SelectionConfig: { Type: 'EXPLICIT' },
            CompositeSliComponents: [{ OperationName: 'GET /scarves' }, { OperationName: operation }],
          },
        },
      },
      measurement: {
        kind: 'requests',
        periodSeconds: 60,
        bad: { metrics: { bad: standard('Fault', 'Sum') }, each },
        total: { metrics: { total: standard('Latency', 'SampleCount') }, each },
      },
    });
  });

  it.each([
    [
      'a remote service',
      Dependency.remoteService('api.payments.example', 'POST /charges'),
      { Type: 'RemoteService', Name: 'api.payments.example' },
      { RemoteService: 'api.payments.example', RemoteOperation: 'POST /charges' },
    ],
    [
      'a service that is watched, too',
      Dependency.service({ serviceName: 'pay', environment: 'ecs:prod', operation: 'POST /charges' }),
      { Type: 'Service', Name: 'pay', Environment: 'ecs:prod' },
      { RemoteService: 'pay', RemoteEnvironment: 'ecs:prod', RemoteOperation: 'POST /charges' },
    ],
  ])('of %s is that of the calls to it', (_what, dependency, DependencyKeyAttributes, dimensions) => {
    expect(rendered(Sli.availability({ dependency }))).toEqual({
      requestBasedSli: {
        RequestBasedSliMetric: {
          KeyAttributes: SERVICE_ATTRIBUTES,
          MetricType: 'AVAILABILITY',
          DependencyConfig: { DependencyKeyAttributes, DependencyOperationName: 'POST /charges' },
        },
      },
      measurement: {
        kind: 'requests',
        periodSeconds: 60,
        bad: { metrics: { bad: standard('Fault', 'Sum', dimensions) } },
        total: { metrics: { total: standard('Latency', 'SampleCount', dimensions) } },
      },
    });
  });

  it('period by period is its percent of requests without a server error', () => {
    const metrics = {
      bad: standard('Fault', 'Sum', { Operation }),
      total: standard('Latency', 'SampleCount', { Operation }),
    };
    expect(rendered(Sli.periodAvailability({ operation, atLeast: 99, period: Duration.minutes(5) }))).toEqual({
      sli: {
        SliMetric: {
          KeyAttributes: SERVICE_ATTRIBUTES,
          OperationName: operation,
          MetricType: 'AVAILABILITY',
          PeriodSeconds: 300,
        },
        MetricThreshold: 99,
        ComparisonOperator: 'GreaterThanOrEqualTo',
      },
      measurement: {
        kind: 'periods',
        periodSeconds: 300,
        bad: { expression: 'IF((100 * (1 - FILL(bad, 0) / total)) < 99, 1, 0)', metrics },
        total: { metrics: { total: metrics.total } },
        judged: {
          value: { expression: '100 * (1 - FILL(bad, 0) / total)', metrics },
          good: 'GreaterThanOrEqualTo',
          threshold: 99,
        },
      },
    });
  });
});

describe('the latency', () => {
  const total = standard('Latency', 'SampleCount', { Operation });
  const good = standard('Latency', 'TC(:300)', { Operation });

  it('of one operation is its share of requests up to the threshold, in milliseconds', () => {
    expect(rendered(Sli.latency({ operation, threshold }))).toEqual({
      requestBasedSli: {
        RequestBasedSliMetric: { KeyAttributes: SERVICE_ATTRIBUTES, OperationName: operation, MetricType: 'LATENCY' },
        MetricThreshold: 300,
        ComparisonOperator: 'LessThanOrEqualTo',
      },
      measurement: {
        kind: 'requests',
        periodSeconds: 60,
        bad: { expression: 'total - FILL(good, 0)', metrics: { total, good } },
        total: { metrics: { total } },
      },
    });
  });

  it.each([
    ['2 seconds', Duration.seconds(2), 2000],
    ['a minute and a half', Duration.minutes(1.5), 90_000],
  ])('of %s is told in milliseconds', (_what, length, milliseconds) => {
    expect(rendered(Sli.latency({ operation, threshold: length })).requestBasedSli).toMatchObject({
      MetricThreshold: milliseconds,
    });
  });

  it('of several operations lets no silent one swallow the others', () => {
    const { bad } = rendered(Sli.latency({ operations: ['GET /', operation], threshold })).measurement;
    expect(bad).toEqual({
      expression: 'FILL(total, 0) - FILL(good, 0)',
      metrics: { total: standard('Latency', 'SampleCount'), good: standard('Latency', 'TC(:300)') },
      each: { dimension: 'Operation', values: ['GET /', operation] },
    });
  });

  it('as a percentile is judged period by period', () => {
    const value = { metrics: { value: standard('Latency', 'p99.9', { Operation }) } };
    expect(rendered(Sli.latencyPercentile({ operation, percentile: 99.9, threshold: Duration.seconds(2) }))).toEqual({
      sli: {
        SliMetric: {
          KeyAttributes: SERVICE_ATTRIBUTES,
          OperationName: operation,
          MetricType: 'LATENCY',
          Statistic: 'p99.9',
          PeriodSeconds: 60,
        },
        MetricThreshold: 2000,
        ComparisonOperator: 'LessThanOrEqualTo',
      },
      measurement: {
        kind: 'periods',
        periodSeconds: 60,
        bad: { expression: 'IF(value > 2000, 1, 0)', ...value },
        total: { metrics: { total } },
        judged: { value, good: 'LessThanOrEqualTo', threshold: 2000 },
      },
    });
  });

  it.each([
    ['a page load', Sli.pageLoad({ operation }), 2500],
    ['a transaction', Sli.transactionSpeed({ operation }), 1000],
    ['a page load with a limit of its own', Sli.pageLoad({ operation, threshold }), 300],
    ['a transaction with a limit of its own', Sli.transactionSpeed({ operation, threshold }), 300],
  ])('of %s is a preset', (_what, preset, milliseconds) => {
    expect(rendered(preset)).toEqual(rendered(Sli.latency({ operation, threshold: Duration.millis(milliseconds) })));
  });
});

describe('a service', () => {
  it('may have another name in Application Signals, as a Lambda function has', () => {
    const named = { environment: 'lambda:default', applicationSignalsName: 'shop-fn' };
    const { measurement } = declared({ sli: Sli.availability() }, named).slo.entry;
    expect(measurement.bad.metrics.bad!.dimensions).toEqual({ Environment: 'lambda:default', Service: 'shop-fn' });
  });
});
