import { Aws, Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { Dependency, GoodWhen, type ISli, SegmentedSlo, Segments, Sli, type SliConfig } from '../../../lib';
import { declared, requests, SLO } from '../fixture';
import { type Row, sli, slo } from './row';

const good = requests('Good');
const total = requests('Total');
const metric = requests('Depth');
const goodWhen = GoodWhen.atMost(100);
const operations = (count: number) => Array.from({ length: count }, (_, at) => `GET /${at}`);
const { requestBasedSli, measurement } = Sli.ratio({ good, total }).bind({ serviceName: 'shop' });
const { sli: periodSli } = Sli.metric({ metric, goodWhen }).bind({ serviceName: 'shop' });
const plug = (config: SliConfig): ISli => ({ bind: () => config });

const THRESHOLD = 'allowed is a Duration above 0, for example Duration.millis(300)';
const OPERATION = 'allowed is an operation, for example "POST /orders"';
const latency = (what: string, threshold: unknown, fault: string): Row => [
  `a latency ${what}`,
  sli(() => Sli.latency({ operation: 'GET /', threshold: threshold as Duration })),
  [`sli.threshold: ${fault}`],
];

export const slis: readonly Row[] = [
  [
    'an SLI of both kinds',
    slo({ sli: plug({ sli: periodSli, requestBasedSli, measurement }) }),
    ['sli: got sli and requestBasedSli, allowed is exactly one of them'],
  ],
  [
    'an SLI of neither kind',
    slo({ sli: plug({ measurement }) }),
    ['sli: got neither sli nor requestBasedSli, allowed is exactly one of them'],
  ],
  [
    'an SLI that counts nowhere',
    slo({ sli: plug({ requestBasedSli }) }),
    ['sli: got no measurement, allowed is where bad and total outcomes are counted'],
  ],
  [
    'an SLI that counts without a metric',
    slo({ sli: plug({ requestBasedSli, measurement: { ...measurement!, total: { metrics: {} } } }) }),
    ['sli: got a measurement without metrics, allowed is where bad and total outcomes are counted'],
  ],
  [
    'an SLI that counts in half minutes',
    slo({ sli: plug({ requestBasedSli, measurement: { ...measurement!, periodSeconds: 30 } }) }),
    ['sli: got a measurement of periods of 30 seconds, allowed are whole minutes'],
  ],
  [
    'an SLI that binds to nothing',
    slo({ sli: { bind: () => undefined as never } }),
    [
      'sli: got neither sli nor requestBasedSli, allowed is exactly one of them',
      'sli: got no measurement, allowed is where bad and total outcomes are counted',
    ],
  ],
  latency('without a threshold', undefined, `got nothing, ${THRESHOLD}`),
  latency('in plain seconds', 2, `got the plain value 2, ${THRESHOLD}`),
  latency('of no time', Duration.millis(0), `got no time at all, ${THRESHOLD}`),
  latency(
    'of parts of a millisecond',
    Duration.seconds(1.0005),
    'got Duration.seconds(1.0005), allowed are whole milliseconds',
  ),
  [
    'an operation in a service without environment',
    () => declared({ sli: Sli.availability({ operation: 'GET /' }) }),
    [
      'sli: got an SLI of a service operation, allowed only where the service says its environment in Application Signals (Service, environment: "eks:prod/shop", "ecs:prod", "lambda:default")',
    ],
  ],
  [
    'a blank operation',
    sli(() => Sli.availability({ operation: ' ' })),
    [`sli.operation: got a blank text, ${OPERATION}`],
  ],
  [
    'an operation of 256 characters',
    sli(() => Sli.availability({ operation: 'x'.repeat(256) })),
    ['sli.operation: got 256 characters, allowed are 255'],
  ],
  ...[0, 1, 21].map(
    (count): Row => [
      `${count} operations together`,
      sli(() => Sli.availability({ operations: operations(count) })),
      [`sli.operations: got ${count}, allowed are 2 to 20`],
    ],
  ),
  [
    'an operation twice',
    sli(() => Sli.availability({ operations: ['GET /', 'GET /a', 'GET /'] })),
    ['sli.operations: got "GET /" twice, allowed is each once'],
  ],
  [
    'operations that are a text',
    sli(() => Sli.availability({ operations: 'GET /' as never })),
    ['sli.operations: got GET /, allowed is a list of operations'],
  ],
  [
    'one operation and several',
    sli(() => Sli.availability({ operation: 'GET /', operations: operations(2) })),
    ['sli: got operation and operations, allowed is one of them'],
  ],
  [
    'operations of a dependency',
    sli(() =>
      Sli.availability({ operations: operations(2), dependency: Dependency.remoteService('api.example', 'GET /') }),
    ),
    ['sli: got operations and a dependency, allowed is one of them'],
  ],
  [
    'a dependency without a name',
    sli(() => Sli.availability({ dependency: Dependency.remoteService(' ', '') })),
    [
      'sli.dependency: name: got a blank text, allowed is a name as Application Signals shows it',
      `sli.dependency: operation: got a blank text, ${OPERATION}`,
    ],
  ],
  ...[0, 100, 150, Number.NaN].flatMap((percent): Row[] => [
    [
      `the percentile ${percent}`,
      sli(() => Sli.latencyPercentile({ percentile: percent, threshold: Duration.seconds(2) })),
      [`sli.percentile: got ${percent}, allowed are numbers above 0 and below 100`],
    ],
    [
      `an availability of at least ${percent} percent`,
      sli(() => Sli.periodAvailability({ atLeast: percent })),
      [`sli.atLeast: got ${percent}, allowed are numbers above 0 and below 100`],
    ],
  ]),
  ...[Duration.seconds(90), Duration.minutes(20), Duration.seconds(10)].map(
    (period): Row => [
      `a period of ${period}`,
      slo({ sli: Sli.metric({ metric, goodWhen, period }) }),
      [`sli.period: got ${period}, allowed are whole minutes from 1 to 15`],
    ],
  ),
  [
    'a period that is a plain number',
    slo({ sli: Sli.metric({ metric, goodWhen, period: 60 as never }) }),
    ['sli.period: got the plain value 60, allowed is a Duration above 0, for example Duration.minutes(1)'],
  ],
  [
    'a threshold that is no number',
    slo({ sli: Sli.metric({ metric, goodWhen: GoodWhen.below(Number.NaN) }) }),
    ['sli.goodWhen: got NaN, allowed is a finite number'],
  ],
  [
    'a statistic that does not count',
    slo({ sli: Sli.ratio({ good: good.with({ statistic: 'p99' }), total }) }),
    ['sli.good: got statistic p99, allowed is Sum (or what else counts: SampleCount, TC)'],
  ],
  [
    'a metric with a unit',
    slo({ sli: Sli.errorRatio({ bad: good.with({ unit: Unit.BYTES }), total }) }),
    ['sli.bad: got unit Bytes, allowed is none (all units are counted)'],
  ],
  [
    'a metric of another region',
    slo({ sli: Sli.ratio({ good, total: total.with({ region: 'eu-west-3' }) }) }),
    ["sli.total: got account or region eu-west-3, allowed is a metric of the stack's own account and region"],
  ],
  [
    'a metric of the account that nobody knows yet',
    slo({ sli: Sli.ratio({ good, total: total.with({ account: Aws.ACCOUNT_ID }) }) }),
    ["sli.total: got account or region a token, allowed is a metric of the stack's own account and region"],
  ],
  [
    'an expression alone',
    slo({ sli: Sli.metric({ metric: new MathExpression({ expression: 'SELECT COUNT(x) FROM y' }), goodWhen }) }),
    [
      'sli.metric: got the expression "SELECT COUNT(x) FROM y" without a metric, allowed is a plain metric or metric math over plain metrics (Application Signals knows the period of metrics only, so it refuses an SLI that is only an expression)',
    ],
  ],
  [
    'an expression in an expression',
    slo({
      sli: Sli.metric({
        goodWhen,
        metric: new MathExpression({
          expression: 'a * 2',
          usingMetrics: { a: new MathExpression({ expression: 'b + 1', usingMetrics: { b: metric } }) },
        }),
      }),
    }),
    ['sli.metric.a: got an expression inside an expression, allowed is a plain metric: write it as one'],
  ],
  ...[
    ['a + b', 'got the expression "a + b" with the unknown id b, allowed are a'],
    ['SUM(METRICS())', 'got METRICS in the expression "SUM(METRICS())", allowed are metrics by their ids, such as a'],
    [
      "a + SUM(SEARCH('{Shop} good', 'Sum'))",
      "got SEARCH in the expression \"a + SUM(SEARCH('{Shop} good', 'Sum'))\", allowed are metrics by their ids, such as a",
    ],
  ].map(
    ([expression, fault]): Row => [
      `the expression ${expression}`,
      sli(() => Sli.ratio({ good: new MathExpression({ expression: expression!, usingMetrics: { a: good } }), total })),
      [`sli.good: ${fault}`],
    ],
  ),
  [
    'a metric with 31 dimensions, the last of which is that of the segment',
    () => {
      const dimensionsMap = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`D${at}`, 'x']));
      const all = new Metric({ namespace: 'Shop', metricName: 'All', dimensionsMap, statistic: 'Sum' });
      const { shop, stack } = declared();
      const segments = Segments.of('Plan', 'pro');
      return new SegmentedSlo(stack, 'S', {
        ...SLO,
        service: shop,
        sloName: 'by-plan',
        segments,
        sli: Sli.ratio({ good, total: all }),
      });
    },
    ['sli.total: got 31 dimensions with that of the segment, allowed are 30'],
  ],
  [
    'an expression over eleven metrics',
    slo({
      sli: Sli.metric({
        goodWhen,
        metric: new MathExpression({
          expression: 'SUM(METRICS())',
          usingMetrics: Object.fromEntries(operations(11).map((_, at) => [`m${at}`, requests(`M${at}`)])),
        }),
      }),
    }),
    ['sli.metric: got 11 metrics, allowed are 10'],
  ],
  [
    'one metric as bad and as total',
    slo({ sli: Sli.errorRatio({ bad: total, total: requests('Total') }) }),
    ['sli: got the metric Shop Total as bad and as total, allowed are two different metrics'],
  ],
  [
    'a metric that is a name',
    slo({ sli: Sli.ratio({ good: 'Good' as never, total }) }),
    ['sli.good: got no metric, allowed is a metric'],
  ],
  [
    'a canary without a name',
    slo({ sli: Sli.canarySuccess({ canaryName: '' }) }),
    ['sli.canaryName: got a blank text, allowed is a name'],
  ],
  [
    'an app monitor without a name',
    slo({ sli: Sli.appMonitor({ appMonitorName: '\t', threshold: Duration.seconds(1) }) }),
    ['sli.appMonitorName: got a blank text, allowed is a name'],
  ],
  [
    'outcomes that CloudWatch cannot name',
    slo({ sli: Sli.outcomes({ namespace: 'AWS/Shop', feature: 'x'.repeat(256), segment: 'Größe' }) }),
    [
      'sli.namespace: got "AWS/Shop", allowed is one that begins with neither "AWS/" nor ":"',
      'sli.feature: got 256 characters, allowed are 255',
      'sli.segment: got "Größe", allowed are printable ASCII characters',
    ],
  ],
  [
    'outcomes of nothing',
    slo({ sli: Sli.outcomes({ namespace: '', feature: ' ', segment: '' }) }),
    [
      'sli.namespace: got a blank text, allowed is a text',
      'sli.feature: got a blank text, allowed is a text',
      'sli.segment: got a blank text, allowed is a text',
    ],
  ],
];
