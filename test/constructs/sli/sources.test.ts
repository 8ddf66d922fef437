import { Duration } from 'aws-cdk-lib';
import { Sli } from '../../../lib';
import { query, rendered } from './rendered';

const resource = (ResourceType: string, Identifier: string) => ({ Type: 'AWS::Resource', ResourceType, Identifier });
const canary = (name: string, stat: string) => ({
  namespace: 'CloudWatchSynthetics',
  name,
  dimensions: { CanaryName: 'home' },
  stat,
});

describe('a canary', () => {
  it.each([
    ['success', Sli.canarySuccess({ canaryName: 'home' }), 'SuccessPercent', 100, 'GreaterThanOrEqualTo', '<', 300],
    [
      'success of most runs',
      Sli.canarySuccess({ canaryName: 'home', atLeast: 80, period: Duration.minutes(1) }),
      'SuccessPercent',
      80,
      'GreaterThanOrEqualTo',
      '<',
      60,
    ],
    [
      'duration',
      Sli.canaryDuration({ canaryName: 'home', threshold: Duration.seconds(30) }),
      'Duration',
      30_000,
      'LessThanOrEqualTo',
      '>',
      300,
    ],
  ])('is judged by its %s, period by period', (_what, sli, MetricName, threshold, good, opposite, periodSeconds) => {
    const value = { metrics: { value: canary(MetricName, 'Average') } };
    expect(rendered(sli)).toEqual({
      sli: {
        SliMetric: {
          MetricSource: { MetricSourceKeyAttributes: resource('AWS::Synthetics::Canary', 'home') },
          MetricName,
          PeriodSeconds: periodSeconds,
        },
        MetricThreshold: threshold,
        ComparisonOperator: good,
      },
      measurement: {
        kind: 'periods',
        periodSeconds,
        bad: { expression: `IF(value ${opposite} ${threshold}, 1, 0)`, ...value },
        total: { metrics: { total: canary(MetricName, 'SampleCount') } },
        judged: { value, good, threshold },
      },
    });
  });
});

describe('an app monitor', () => {
  it('counts page loads of real browsers', () => {
    const loads = (stat: string) => ({
      namespace: 'AWS/RUM',
      name: 'PerformanceNavigationDuration',
      dimensions: { application_name: 'shop' },
      stat,
    });
    expect(rendered(Sli.appMonitor({ appMonitorName: 'shop', threshold: Duration.millis(2500) }))).toEqual({
      requestBasedSli: {
        RequestBasedSliMetric: {
          MetricSource: { MetricSourceKeyAttributes: resource('AWS::RUM::AppMonitor', 'shop') },
          MetricName: 'PerformanceNavigationDuration',
        },
        MetricThreshold: 2500,
        ComparisonOperator: 'LessThanOrEqualTo',
      },
      measurement: {
        kind: 'requests',
        periodSeconds: 60,
        bad: {
          expression: 'total - FILL(good, 0)',
          metrics: { total: loads('SampleCount'), good: loads('TC(:2500)') },
        },
        total: { metrics: { total: loads('SampleCount') } },
      },
    });
  });
});

it.each([
  ['canary', Sli.canarySuccess({ canaryName: 'home', keyAttributes: { Type: 'Canary', Name: 'home' } }), 'sli'],
  [
    'app monitor',
    Sli.appMonitor({
      appMonitorName: 'x',
      threshold: Duration.seconds(1),
      keyAttributes: { Type: 'Canary', Name: 'home' },
    }),
    'requestBasedSli',
  ],
] as const)(
  'a %s may be known to Application Signals by other attributes, because no documentation names them',
  (_what, sli, kind) => {
    expect(JSON.stringify(rendered(sli)[kind])).toContain(
      '"MetricSourceKeyAttributes":{"Type":"Canary","Name":"home"}',
    );
  },
);

describe('outcomes that the application counts', () => {
  it.each([
    ['of a feature', Sli.outcomes({ namespace: 'Shop', feature: 'preview' }), { Feature: 'preview' }],
    [
      'of a feature and a segment',
      Sli.outcomes({ namespace: 'Shop', feature: 'preview', segment: 'pro' }),
      { Feature: 'preview', Segment: 'pro' },
    ],
    [
      'of first answers of the support desk',
      Sli.supportFirstResponse({ namespace: 'Shop', channel: 'chat' }),
      { Feature: 'support-first-response', Segment: 'chat' },
    ],
    [
      'of solutions of the support desk',
      Sli.supportResolution({ namespace: 'Shop', channel: 'email' }),
      { Feature: 'support-resolution', Segment: 'email' },
    ],
  ])('%s are read with exactly the dimensions that are written', (_what, sli, dimensions) => {
    const counted = (name: string) => ({ namespace: 'Shop', name, dimensions, stat: 'Sum' });
    expect(rendered(sli)).toEqual({
      requestBasedSli: {
        RequestBasedSliMetric: {
          TotalRequestCountMetric: [{ ...query('total', 'Shop', 'Total', dimensions, 'Sum'), ReturnData: true }],
          MonitoredRequestCountMetric: {
            GoodCountMetric: [{ ...query('good', 'Shop', 'Good', dimensions, 'Sum'), ReturnData: true }],
          },
        },
      },
      measurement: {
        kind: 'requests',
        periodSeconds: 60,
        bad: { expression: 'total - FILL(good, 0)', metrics: { total: counted('Total'), good: counted('Good') } },
        total: { metrics: { total: counted('Total') } },
      },
    });
  });
});
