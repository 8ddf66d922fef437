import { Aws, Duration } from 'aws-cdk-lib';
import { MathExpression, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import {
  AlertPolicy,
  BurnRateTier,
  Dependency,
  ExistingSlo,
  Interval,
  SegmentedSlo,
  Segments,
  Sli,
  type SloProps,
} from '../../lib';
import { declared, faults, requests, SLO } from '../constructs/fixture';
import { textOf } from './blocks';

const WATCHED = { environment: 'eks:prod/shop' };
const good = requests('Good');
const total = requests('Total');
const many = Array.from({ length: 21 }, (_, at) => `GET /${at}`);
const plain = (value: number) => value as unknown as Duration;
const page = (name: string) => BurnRateTier.page({ name, longWindow: Duration.hours(1), budgetPercent: 2 });
const ticket = BurnRateTier.ticket({ name: 'ticket', longWindow: Duration.days(3), budgetPercent: 10 });
const p99 = { operation: 'GET /', percentile: 99, threshold: Duration.seconds(1) };

/** Declarations as they go wrong, by the page that says what synth answers. */
const SLIPS: [string, string, Partial<SloProps>][] = [
  ['promises/availability-and-latency', 'a number', { sli: Sli.latency({ threshold: plain(300) }) }],
  ['promises/availability-and-latency', 'too many operations', { sli: Sli.availability({ operations: many }) }],
  [
    'promises/availability-and-latency',
    'operations of a partner',
    {
      sli: Sli.availability({
        operations: many.slice(0, 2),
        dependency: Dependency.remoteService('api.payments.example', 'POST /charges'),
      }),
    },
  ],
  ['promises/own-metrics', 'an average', { sli: Sli.ratio({ good: good.with({ statistic: 'Average' }), total }) }],
  ['promises/own-metrics', 'a region', { sli: Sli.ratio({ good: good.with({ region: 'eu-west-3' }), total }) }],
  ['promises/own-metrics', 'a unit', { sli: Sli.ratio({ good: good.with({ unit: Unit.BYTES }), total }) }],
  [
    'promises/own-metrics',
    'a token',
    { sli: Sli.ratio({ good: good.with({ dimensionsMap: { Queue: Aws.STACK_NAME } }), total }) },
  ],
  [
    'promises/own-metrics',
    'math over math',
    {
      sli: Sli.ratio({
        good,
        total: new MathExpression({
          expression: 'm * 1',
          usingMetrics: { m: new MathExpression({ expression: 'n + 1', usingMetrics: { n: total } }) },
        }),
      }),
    },
  ],
  ['promises/periods', 'the maximum', { sli: Sli.latencyPercentile({ ...p99, percentile: 100 }) }],
  [
    'promises/periods',
    'a period that fits no tier',
    {
      sli: Sli.latencyPercentile({ ...p99, period: Duration.minutes(2) }),
      alertPolicy: AlertPolicy.of(page('mine')),
    },
  ],
  [
    'promises/canaries-and-browsers',
    'a number',
    { sli: Sli.canaryDuration({ canaryName: 'checkout', threshold: plain(20) }) },
  ],
  ['promises/canaries-and-browsers', 'a token', { sli: Sli.canarySuccess({ canaryName: Aws.STACK_NAME }) }],
  [
    'promises/features-and-segments',
    'a blank segment',
    { sli: Sli.outcomes({ namespace: 'Shop', feature: 'preview', segment: '' }) },
  ],
  ['goals-and-intervals', 'a goal of 100', { attainmentGoal: 100 }],
  ['goals-and-intervals', 'a contract above the goal', { sla: 99.95 }],
  ['alert-policies', 'a low goal', { attainmentGoal: 60 }],
  ['alert-policies', 'tiers of a high goal', { attainmentGoal: 90, alertPolicy: AlertPolicy.of(page('fast')) }],
  [
    'alert-policies',
    'tiers of a longer interval',
    { interval: Interval.rolling(Duration.days(7)), alertPolicy: AlertPolicy.of(ticket) },
  ],
  ['alert-policies', 'a name that is taken', { alertPolicy: AlertPolicy.of(page('evidence')) }],
  [
    'alert-policies',
    'too many windows',
    {
      alertPolicy: AlertPolicy.of(
        ...[1, 2, 3, 4, 5, 6].map((hours) =>
          BurnRateTier.page({
            name: `t${hours}`,
            longWindow: Duration.hours(hours),
            shortWindow: Duration.minutes(Math.max(hours, 2)),
            budgetPercent: 2 * hours,
          }),
        ),
      ),
    },
  ],
  [
    'adopting',
    'another evaluation',
    {
      sli: Sli.ratio({ good, total }),
      adopts: ExistingSlo.periodBased('checkout availability'),
    },
  ],
  ['adopting', 'a name that cannot be', { adopts: ExistingSlo.requestBased('x') }],
];

describe('what pages say that synth says', () => {
  it.each(SLIPS)('%s: %s', (name, _slip, change) => {
    const found = faults(() => declared(change, WATCHED));
    expect(found).toHaveLength(1);
    const text = textOf(`docs/${name}.md`);
    expect(found.filter((fault) => !text.includes(fault))).toEqual([]);
  });

  it('of segments', () => {
    const { stack, shop } = declared();
    const says = (id: string, change: object) =>
      faults(
        () =>
          new SegmentedSlo(stack, id, {
            ...SLO,
            service: shop,
            segments: Segments.of('Plan', 'free', 'pro'),
            ...change,
          }),
      );
    const text = textOf('docs/promises/features-and-segments.md');
    expect(text).toContain(says('Watched', { sli: Sli.availability() })[0]);
    expect(text).toContain(says('Unknown', { attainmentGoals: { gold: 99.99 } })[0]);
  });
});
