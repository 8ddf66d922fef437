import { App, Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { NO_DATA_WARNING, Route, Service, Severity, Slo, Team } from '../../lib';
import { parseCatalogueEntry } from '../../lib/model/contracts/catalogue';
import { declared, SERVICE, SLO, TEAM } from './fixture';

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
      measurement: {
        bad: { expression: 'total - FILL(good, 0)', metrics: { good: { name: 'Good', stat: 'Sum' } } },
        total: { metrics: { total: { name: 'Total' } } },
      },
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

  it('carries owner, service, stage and feature on every resource', () => {
    const tagged = declared({ feature: 'text-preview' }).template().toJSON().Resources as Record<
      string,
      { Type: string; Properties: { Tags: Record<string, string> | { Key: string; Value: string }[] } }
    >;
    const expected = { owner: 'checkout', service: 'shop', stage: 'prod', feature: 'text-preview' };
    for (const { Type, Properties } of Object.values(tagged)) {
      const tags = Array.isArray(Properties.Tags)
        ? Object.fromEntries(Properties.Tags.map(({ Key, Value }) => [Key, Value]))
        : Properties.Tags;
      const { feature: _, ...ofService } = expected;
      expect(tags).toEqual(Type === 'AWS::CloudWatch::CompositeAlarm' ? ofService : expected);
    }
  });

  it.each([
    [
      'fast',
      'is not kept: 2 % of the error budget for 28 days goes within 1 h (burn rate above 13.44, over the last 5 min, too).',
    ],
    [
      'ticket',
      'is not kept: 10 % of the error budget for 28 days goes within 3 days (burn rate above 0.933, over the last 6 h, too).',
    ],
    ['evidence', 'fails for more than a few: bad requests in 4 of 60 minutes.'],
    ['no-data', 'is asked for by nobody: nothing was counted for 13 minutes.'],
  ])('describes the alarm %s for people', (kind, meaning) => {
    expect(slo.alarms[kind]!.alarmDescription).toBe(
      `"Your order goes through." ${meaning} shop, SLO orders, 99.9 %. Owner: checkout. Runbook: https://runbooks.shop.example/shop`,
    );
  });

  it('has descriptions that fit, however long its parts are', () => {
    const { slo: long } = declared(
      { sloName: 'x'.repeat(123), promise: 'x'.repeat(300), attainmentGoal: 99.999999999999 },
      { runbookUrl: `https://x/${'y'.repeat(290)}` },
      { teamName: 'x'.repeat(100) },
    );
    for (const alarm of Object.values(long.alarms)) expect(alarm.alarmDescription!.length).toBeLessThanOrEqual(1024);
  });

  it('shows its promise in Application Signals unless told otherwise', () => {
    const described = (description?: string) => Match.objectLike({ Description: description ?? SLO.promise });
    const type = 'AWS::ApplicationSignals::ServiceLevelObjective';
    resources.hasResourceProperties(type, described());
    declared({ description: 'Orders of the shop' })
      .template()
      .hasResourceProperties(type, described('Orders of the shop'));
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

  it.each([
    ['nobody said how little traffic there is', undefined, /got nothing; declare/],
    ['traffic is too thin for silence to mean anything', 0.1, /got 0.1, so few/],
  ])('warns, and has no no-data alarm, when %s', (_what, requestsPerHourAtTrough, why) => {
    const { stack } = declared({ requestsPerHourAtTrough });
    Annotations.fromStack(stack).hasWarning(
      '/Shop/Orders',
      Match.stringLikeRegexp(`orders has no no-data.*${why.source}`),
    );
    Annotations.fromStack(stack).hasWarning('/Shop/Orders', Match.stringLikeRegexp('cdk-slo:no-data-undeclared'));
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::Alarm', 4);
  });

  it('is silent about no-data when that was acknowledged', () => {
    const { stack, slo: quiet } = declared({ requestsPerHourAtTrough: undefined });
    Validations.of(quiet).acknowledge({ id: NO_DATA_WARNING, reason: 'The shop is closed at night.' });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  it('tells by routes who hears of which severity', () => {
    const { slo: routed } = declared({}, {}, { routes: [Route.always('channel'), Route.from(Severity.SEV2, 'pager')] });
    expect(routed.entry.routes).toEqual([
      { targets: ['channel'], from: 'info' },
      { targets: ['pager'], from: 'sev2' },
    ]);
  });
});
