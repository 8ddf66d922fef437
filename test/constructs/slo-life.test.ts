import { App, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import {
  AlertPolicy,
  BackupPager,
  COVERAGE_WARNING,
  Component,
  ExistingSlo,
  GoodWhen,
  Journey,
  JourneyRule,
  Kpi,
  Service,
  Sli,
  Slo,
  Team,
} from '../../lib';
import { declared, faults, requests, SERVICE, SLO, TEAM } from './fixture';

const ENVIRONMENT = { environment: 'eks:prod/shop' };
const OBJECTIVE = 'AWS::ApplicationSignals::ServiceLevelObjective';
const periods = Sli.metric({ metric: requests('Depth'), goodWhen: GoodWhen.atMost(100) });

describe('an SLO that exists already', () => {
  it('keeps its name in Application Signals, and with it its history', () => {
    const { slo, template } = declared({ adopts: ExistingSlo.requestBased('Orders of the shop') });
    template().hasResourceProperties(OBJECTIVE, { Name: 'Orders of the shop' });
    expect(slo.entry.objective).toBe('Orders of the shop');
    // Its alarms read the metrics of that name; their own names are those of any SLO.
    expect(slo.alarms.fast).toMatchObject({ alarmName: 'slo/prod/orders/fast' });
    expect(JSON.stringify(slo.alarms.fast!.metrics)).toContain('{"name":"SloName","value":"Orders of the shop"}');
  });

  it('needs no mention in the catalogue when its name is what ours would be', () => {
    expect(declared({ adopts: ExistingSlo.requestBased('prod-orders') }).slo.entry.objective).toBeUndefined();
  });

  it.each([
    ['periods', 'requests', { adopts: ExistingSlo.requestBased('old'), sli: periods, attainmentGoal: 95 }],
    ['requests', 'periods', { adopts: ExistingSlo.periodBased('old') }],
  ])('is not converted into %s', (got, was, change) => {
    expect(faults(() => declared(change))).toEqual([
      `adopts: got an SLI of ${got} for "old", which is evaluated by ${was}; Application Signals converts none into the other: declare the new SLI under a sloName of its own, and remove the old SLO when the new one has its history`,
    ]);
  });

  it('is adopted once', () => {
    const { stack, shop } = declared({ adopts: ExistingSlo.requestBased('old') });
    const again = { service: shop, ...SLO, sloName: 'again', adopts: ExistingSlo.requestBased('old') };
    expect(faults(() => new Slo(stack, 'Again', again))).toEqual([
      'sloName: got "again", which Shop/Orders has in stage prod; allowed is each name once',
    ]);
  });

  it('shares its alarms and its catalogue entry with no other SLO of its sloName, whatever its stack', () => {
    const { stack } = declared({ adopts: ExistingSlo.requestBased('old') });
    const other = new Stack(stack.node.root, 'Other');
    const cart = new Service(other, 'Cart', { team: new Team(other, 'Team', TEAM), ...SERVICE, serviceName: 'cart' });
    expect(faults(() => new Slo(other, 'Again', { service: cart, ...SLO }))).toEqual([
      'sloName: got "orders", which Shop/Orders has in stage prod; allowed is each name once',
    ]);
  });
});

it('stands in the stack of its service, nested or not', () => {
  const { stack, shop } = declared();
  const inner = new NestedStack(stack, 'Inner');
  expect(faults(() => new Slo(inner, 'Cart', { service: shop, ...SLO, sloName: 'cart' }))).toEqual([
    "service: got one of stack Shop, allowed is one of the SLO's own stack Shop/Inner: CloudWatch deletes no alarm that a composite alarm in another stack still names",
  ]);
});

it('may be called like an alarm or a dashboard: those have names of their own', () => {
  const { stack, shop } = declared({ sloName: 'shop-breach' });
  new Slo(stack, 'Journey', { service: shop, ...SLO, sloName: 'buy-journey' });
  const rule = JourneyRule.broken(shop);
  const buy = () => new Journey(stack, 'Buy', { journeyName: 'buy', promise: 'You can buy a scarf.', rule });
  expect(faults(buy)).toEqual([]);
});

describe('an SLO of an operation that has not reported yet', () => {
  const held = { ...ENVIRONMENT, holdBackOperations: true };
  const sli = Sli.availability({ operation: 'GET /' });

  it('is held back without a resource, and synth says how it goes on', () => {
    const { stack, slo, template } = declared({ sli }, held);
    expect(template().toJSON().Resources ?? {}).toEqual({});
    expect({ isHeldBack: slo.isHeldBack, alarms: slo.alarms }).toEqual({ isHeldBack: true, alarms: {} });
    Annotations.fromStack(stack).hasInfo(
      '/Shop/Orders',
      Match.stringLikeRegexp('^orders is held back: .*then deploy the SLO$'),
    );
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  it.each([
    ['an SLO of own metrics', {}, false],
    ['an SLO that says it has reported', { sli, holdBack: false }, false],
    ['an SLO of an operation', { sli }, true],
    ['an SLO of own metrics that says it waits', { holdBack: true }, true],
  ])('%s: %j', (_what, change, isHeldBack) => {
    expect(declared(change, held).slo.isHeldBack).toBe(isHeldBack);
  });

  it('leaves nothing for an alarm over its service, which says when to declare that', () => {
    const waiting = (what: string) =>
      `${what}: got "shop", whose SLOs that page are held back, allowed is a service with one that is deployed: declare this together with them, when their operations have reported`;
    const { stack, shop } = declared({ sli }, { ...held, rollbackAlarm: true });
    const rule = JourneyRule.broken(shop);
    const journey = new Journey(stack, 'Journey', { journeyName: 'buy', promise: 'You can buy a scarf.', rule });
    const pager = new BackupPager(stack, 'Pager', { services: [shop] });
    expect([shop, journey, pager].map(({ node }) => node.validate())).toEqual([
      [waiting('rollbackAlarm')],
      [waiting('rule')],
      [waiting('services')],
    ]);
  });

  it('is as wrong as any other, and may measure a KPI', () => {
    expect(faults(() => declared({ sli, attainmentGoal: 100 }, held))).toHaveLength(1);
    const { stack, slo } = declared({ sli }, held);
    new Kpi(stack, 'Kpi', { kpiName: 'Orders', slo });
    expect(slo.entry.kpis).toHaveLength(1);
  });
});

describe('an SLO of somebody else', () => {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-3' } });
  const foreign = Slo.fromSloName(stack, 'Foreign', 'Their SLO');

  it('is known by its name, and makes no resource', () => {
    expect(foreign.objectiveName).toBe('Their SLO');
    expect(stack.resolve(foreign.sloArn)).toEqual({
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':application-signals:eu-west-3:111122223333:slo/Their SLO'],
      ],
    });
    expect(Template.fromStack(stack).toJSON().Resources).toBeUndefined();
  });

  it.each([
    [
      'burn rate',
      foreign.metricBurnRate(Duration.hours(1)),
      {
        metricName: 'BurnRate',
        statistic: 'Maximum',
        dimensions: { BurnRateWindowMinutes: '60', SloName: 'Their SLO' },
      },
    ],
    [
      'attainment',
      foreign.metricAttainment(),
      { metricName: 'AttainmentRate', statistic: 'Average', dimensions: { SloName: 'Their SLO' } },
    ],
  ])('has the metric of its %s', (_what, metric, expected) => {
    expect(metric).toMatchObject({ namespace: 'AWS/ApplicationSignals', period: Duration.minutes(1), ...expected });
  });
});

describe('the metrics of an SLO', () => {
  const { slo } = declared();

  it('are those of the look-backs that it declares, with options as the CDK has them', () => {
    const metric = slo.metricBurnRate(Duration.days(3), { label: 'burn', period: Duration.minutes(5) });
    expect(metric).toMatchObject({
      label: 'burn',
      period: Duration.minutes(5),
      dimensions: { BurnRateWindowMinutes: '4320', SloName: 'prod-orders' },
    });
  });

  it.each([
    [Duration.hours(2), '120'],
    [Duration.seconds(90), '1.5'],
  ])('are refused for another look-back: %s', (window, minutes) => {
    expect(faults(() => slo.metricBurnRate(window))).toEqual([
      `window: got ${minutes} minutes, allowed are the look-backs of the SLO: 5, 30, 60, 360, 4320`,
    ]);
  });

  it('are none for an SLO without alarms, which declares no look-back', () => {
    const { slo: quiet } = declared({ alertPolicy: AlertPolicy.none('Tried first.') });
    expect(faults(() => quiet.metricBurnRate(Duration.hours(1)))).toEqual([
      'window: got 60 minutes, allowed are the look-backs of the SLO: none',
    ]);
  });
});

describe('coverage', () => {
  const fn = (id: string, tracing: Tracing) =>
    new LambdaFunction(new Stack(undefined, id), 'Fn', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = () => {}'),
      tracing,
    });

  it('names what each part behind a service does not deliver, in one warning', () => {
    const components = [
      Component.of({ name: 'queue', logs: false, traces: false }),
      Component.of({ name: 'database', metrics: false }),
      Component.of({ name: 'server' }),
      Component.lambda(fn('Dark', Tracing.DISABLED)),
      Component.lambda(fn('Bright', Tracing.ACTIVE)),
    ];
    const { stack, slo } = declared({}, { components });
    expect(
      Annotations.fromStack(stack)
        .findWarning('*', Match.anyValue())
        .map(({ entry }) => entry.data),
    ).toEqual([
      `shop: queue delivers no logs, no traces; database delivers no metrics; Dark/Fn delivers no traces: switch it on, or acknowledge this [ack: ${COVERAGE_WARNING}]`,
    ]);
    expect(slo.entry.coverage).toContainEqual({ component: 'Bright/Fn', logs: true, metrics: true, traces: true });
    expect(slo.entry.coverage).toHaveLength(5);
  });
});
