import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import {
  DeclarationError,
  Interval,
  Route,
  Service,
  type ServiceProps,
  Severity,
  Sli,
  Slo,
  type SloProps,
  Team,
  type TeamProps,
} from '../../lib';
import { parseCatalogueEntry } from '../../lib/model/contracts/catalogue';

function requests(metricName: string): Metric {
  return new Metric({ namespace: 'Shop', metricName, dimensionsMap: { Operation: 'orders' }, statistic: 'Sum' });
}

const RATIO = Sli.ratio({ good: requests('Good'), total: requests('Total') });
const TEAM: TeamProps = {
  teamName: 'checkout',
  contact: 'checkout@shop.example',
  businessStakeholder: 'Head of sales',
};
const SERVICE: Omit<ServiceProps, 'team'> = {
  serviceName: 'shop',
  runbookUrl: 'https://runbooks.shop.example/shop',
  runbookFirstSteps: ['Look at the last deployment.', 'Look for locks.', 'Roll back.'],
  reviewCycle: Duration.days(30),
};
const SLO: Omit<SloProps, 'service'> = {
  sloName: 'orders',
  sli: RATIO,
  attainmentGoal: 99.9,
  promise: 'Your order goes through.',
  businessImpact: 'Every failed order is a lost sale.',
  requestsPerHourAtTrough: 60,
};

function declared(change: Partial<SloProps> = {}, service: Partial<ServiceProps> = {}, team: Partial<TeamProps> = {}) {
  const stack = new Stack(new App(), 'Shop');
  const owner = new Team(stack, 'Team', { ...TEAM, ...team });
  const shop = new Service(stack, 'Service', { team: owner, ...SERVICE, ...service });
  const slo = new Slo(stack, 'Orders', { service: shop, ...SLO, ...change });
  return { stack, shop, slo, template: () => Template.fromStack(stack) };
}

function faults(declare: () => unknown): readonly string[] {
  try {
    declare();
  } catch (error) {
    if (error instanceof DeclarationError) return error.faults;
    throw error;
  }
  return [];
}

describe('an SLO', () => {
  const { template, slo } = declared();
  const resources = template();

  it('is a request-based objective of Application Signals with the look-backs that its tiers need', () => {
    resources.hasResourceProperties('AWS::ApplicationSignals::ServiceLevelObjective', {
      Name: 'prod-orders',
      Goal: { AttainmentGoal: 99.9, Interval: { RollingInterval: { Duration: 28, DurationUnit: 'DAY' } } },
      BurnRateConfigurations: [5, 30, 60, 360, 4320].map((LookBackWindowMinutes) => ({ LookBackWindowMinutes })),
      RequestBasedSli: {
        RequestBasedSliMetric: {
          TotalRequestCountMetric: [
            Match.objectLike({ MetricStat: Match.objectLike({ Stat: 'Sum', Period: 60 }), ReturnData: true }),
          ],
          MonitoredRequestCountMetric: { GoodCountMetric: [Match.objectLike({ ReturnData: true })] },
        },
      },
    });
    expect(slo.objectiveName).toBe('prod-orders');
  });

  it.each([
    ['fast', 13.44, '60', '5'],
    ['slow', 5.6, '360', '30'],
    ['ticket', 0.9333333333333333, '4320', '360'],
  ])('has the tier %s at a burn rate of %d over both windows', (tier, threshold, long, short) => {
    const burn = (minutes: string) => ({
      Metric: {
        MetricName: 'BurnRate',
        Namespace: 'AWS/ApplicationSignals',
        Dimensions: [
          { Name: 'BurnRateWindowMinutes', Value: minutes },
          { Name: 'SloName', Value: 'prod-orders' },
        ],
      },
      Period: 60,
      Stat: 'Maximum',
    });
    resources.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `slo/prod/orders/${tier}`,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: threshold,
      EvaluationPeriods: 1,
      TreatMissingData: 'missing',
      Metrics: [
        Match.objectLike({ Expression: 'IF(long < short, long, short)', ReturnData: true }),
        Match.objectLike({ Id: 'long', MetricStat: burn(long), ReturnData: false }),
        Match.objectLike({ Id: 'short', MetricStat: burn(short), ReturnData: false }),
      ],
    });
  });

  it('has an evidence alarm: bad requests in 4 of 60 minutes', () => {
    resources.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'slo/prod/orders/evidence',
      Metrics: Match.arrayWith([Match.objectLike({ Expression: 'total - FILL(good, 0)', ReturnData: true })]),
      Threshold: 0,
      DatapointsToAlarm: 4,
      EvaluationPeriods: 60,
      TreatMissingData: 'notBreaching',
    });
  });

  it.each([
    [60, 13],
    [6, 107],
  ])('at %i requests an hour misses data after %i minutes', (requestsPerHourAtTrough, minutes) => {
    declared({ requestsPerHourAtTrough }).template().hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'slo/prod/orders/no-data',
      EvaluationPeriods: minutes,
      Threshold: 1,
      TreatMissingData: 'breaching',
      ComparisonOperator: 'LessThanThreshold',
    });
  });

  it('is in the catalogue, completely', () => {
    const [parameter] = Object.values(resources.findResources('AWS::SSM::Parameter'));
    expect(parameter!.Properties.Name).toBe('/slo/prod/orders');
    const entry = parseCatalogueEntry(parameter!.Properties.Value);
    expect(entry).toEqual(slo.entry);
    expect(entry).toMatchObject({
      attainmentGoal: '99.9',
      owner: { team: 'checkout', contact: 'checkout@shop.example', stakeholder: 'Head of sales' },
      tiers: [{ alarm: 'fast', heldMinutes: 15 }, { alarm: 'slow', heldMinutes: 60 }, { alarm: 'ticket' }],
      requests: { good: { name: 'Good', stat: 'Sum' }, total: { name: 'Total' } },
      routes: [{ targets: [], from: 'info' }],
    });
  });

  it('is watched by the composite of its service, after its alarms exist', () => {
    const composites = resources.findResources('AWS::CloudWatch::CompositeAlarm');
    const [composite] = Object.values(composites);
    expect(composite!.Properties).toMatchObject({
      AlarmName: 'prod-shop-breach',
      AlarmRule: 'ALARM("slo/prod/orders/fast") OR ALARM("slo/prod/orders/slow")',
    });
    expect(composite!.DependsOn).toHaveLength(2);
  });

  it('carries its owner on every resource that has tags', () => {
    for (const type of [
      'AWS::ApplicationSignals::ServiceLevelObjective',
      'AWS::CloudWatch::Alarm',
      'AWS::CloudWatch::CompositeAlarm',
    ]) {
      resources.allResourcesProperties(type, { Tags: Match.arrayWith([{ Key: 'owner', Value: 'checkout' }]) });
    }
  });

  it('describes its alarms for people', () => {
    const alarms = Object.values(resources.findResources('AWS::CloudWatch::Alarm'));
    for (const { Properties } of alarms) {
      expect(Properties.AlarmDescription).toContain('Your order goes through.');
      expect(Properties.AlarmDescription.length).toBeLessThanOrEqual(1024);
    }
  });

  it('has names and logical ids that are part of the API', () => {
    const named = Object.entries(resources.toJSON().Resources).map(([id, resource]) => {
      const { Name, AlarmName } = (resource as { Properties: { Name?: string; AlarmName?: string } }).Properties;
      return [id, Name ?? AlarmName];
    });
    expect(Object.fromEntries(named)).toMatchSnapshot();
  });

  it('keeps its logical ids when it moves in the tree', () => {
    const stack = new Stack(new App(), 'Shop');
    const nested = new Construct(new Construct(stack, 'Somewhere'), 'Else');
    const shop = new Service(nested, 'Service', { team: new Team(nested, 'Team', TEAM), ...SERVICE });
    new Slo(nested, 'Other', { service: shop, ...SLO });
    expect(Object.keys(Template.fromStack(stack).toJSON().Resources).sort()).toEqual(
      Object.keys(resources.toJSON().Resources).sort(),
    );
  });

  it('synthesizes to the same bytes twice', () => {
    expect(JSON.stringify(declared().template().toJSON())).toBe(JSON.stringify(declared().template().toJSON()));
  });

  it('warns, acknowledgeably, when nobody said how little traffic there is', () => {
    const { stack } = declared({ requestsPerHourAtTrough: undefined });
    Annotations.fromStack(stack).hasWarning(
      '*',
      Match.stringLikeRegexp('orders has no no-data alarm.*cdk-slo:no-data-undeclared'),
    );
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 4);
  });

  it('tells by routes who hears of which severity', () => {
    const { slo: routed } = declared({}, {}, { routes: [Route.always('channel'), Route.from(Severity.SEV2, 'pager')] });
    expect(routed.entry.routes).toEqual([
      { targets: ['channel'], from: 'info' },
      { targets: ['pager'], from: 'sev2' },
    ]);
  });
});

describe('a wrong declaration', () => {
  it('is refused with all its faults at once', () => {
    const wrong = {
      sloName: 'no spaces',
      attainmentGoal: 100,
      promise: ' ',
      businessImpact: '',
      requestsPerHourAtTrough: -1,
    };
    expect(() => declared(wrong)).toThrow(
      /^Shop\/Orders:\n {2}- sloName: got "no spaces"[\s\S]*\n {2}- .*100[\s\S]*\n {2}- promise: got a blank[\s\S]*\n {2}- businessImpact[\s\S]*\n {2}- requestsPerHourAtTrough: got -1/,
    );
    expect(faults(() => declared(wrong))).toHaveLength(5);
  });

  it.each([
    ['a goal of 0', { attainmentGoal: 0 }],
    ['a fraction for a percentage', { attainmentGoal: 0.999 }],
    ['a goal that is no number', { attainmentGoal: Number.NaN }],
    ['a goal so low that the fast tier can never fire', { attainmentGoal: 90 }],
    ['an interval no longer than the longest look-back', { interval: Interval.rolling(Duration.days(3)) }],
    ['an empty name', { sloName: '' }],
    ['a name that is too long', { sloName: 'x'.repeat(124) }],
    ['texts too long for the catalogue', { explanation: 'x'.repeat(5000) }],
    [
      'an expression as metric',
      {
        sli: Sli.ratio({
          good: new MathExpression({ expression: 'a', usingMetrics: { a: requests('A') } }),
          total: requests('Total'),
        }),
      },
    ],
    [
      'an average as metric',
      { sli: Sli.ratio({ good: requests('Good').with({ statistic: 'Average' }), total: requests('Total') }) },
    ],
  ] satisfies [string, Partial<SloProps>][])(
    'is refused for %s, with what was got and what is allowed',
    (_what, change) => {
      const found = faults(() => declared(change));
      expect(found.length).toBeGreaterThan(0);
      for (const fault of found) expect(fault).toMatch(/got|allowed/);
    },
  );

  it.each([
    ['a stage with a dash', { stage: 'pre-prod' }],
    ['a service name with a blank', { serviceName: 'my shop' }],
    ['two first steps', { runbookFirstSteps: ['a', 'b'] }],
    ['blank first steps', { runbookFirstSteps: ['a', ' ', ''] }],
    ['a runbook that is no address', { runbookUrl: 'wiki' }],
  ] satisfies [string, Partial<ServiceProps>][])('of a service is refused for %s', (_what, change) => {
    expect(faults(() => declared({}, change))).toHaveLength(1);
  });

  it.each([
    ['a time zone that does not exist', { timeZone: 'Europe/Lyon' }],
    ['no contact', { contact: '' }],
    ['no route', { routes: [] }],
  ] satisfies [string, Partial<TeamProps>][])('of a team is refused for %s', (_what, change) => {
    expect(faults(() => declared({}, {}, change))).toHaveLength(1);
  });

  it('is refused when the name is taken, wherever in the app', () => {
    const { stack, shop } = declared();
    const other = new Stack(stack.node.root as App, 'Other');
    expect(() => new Slo(other, 'Again', { service: shop, ...SLO })).toThrow(
      /got "orders", which Shop\/Orders has in stage prod/,
    );
  });

  it('is refused when a service has more page alarms than a composite may have', () => {
    const { stack, shop } = declared();
    for (let count = 0; count < 50; count += 1)
      new Slo(stack, `Slo${count}`, { service: shop, ...SLO, sloName: `slo-${count}` });
    expect(() => Template.fromStack(stack)).toThrow(/prod-shop-breach: got 102 page alarms, allowed are 100/);
  });
});
