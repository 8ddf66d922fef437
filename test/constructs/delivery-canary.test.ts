import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import {
  type DeliveryCanaryProps,
  ExistingSlo,
  githubIssues,
  IncidentResponse,
  Route,
  Service,
  Slo,
  slackChannel,
  Team,
} from '../../lib';
import { parseCatalogueEntry } from '../../lib/model/contracts/catalogue';
import { parseTargetConfigs } from '../../lib/model/contracts/target-config';
import { faults, SERVICE, SLO, TEAM } from './fixture';

function deployed(change: Partial<DeliveryCanaryProps> = {}, before: (stack: Stack, team: Team) => void = () => {}) {
  const stack = new Stack(new App(), 'Response');
  const team = new Team(stack, 'Team', { ...TEAM, routes: [Route.always('incidents')] });
  before(stack, team);
  new IncidentResponse(stack, 'IncidentResponse', {
    targets: [slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' })],
    canary: {
      team,
      targets: [
        slackChannel({ name: 'canary', channelId: 'C0CANARY' }),
        githubIssues({ name: 'canary-tickets', repository: 'shop/canary' }),
      ],
      runbookUrl: 'https://runbooks.shop.example/response',
      ...change,
    },
  });
  return { stack, template: Template.fromStack(stack) };
}

const { stack, template } = deployed();

describe('the canary of an incident response', () => {
  it('is an alarm that the signals rule hears and that is never in ALARM by itself', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'slo/prod/delivery-canary/canary',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 0,
      TreatMissingData: 'notBreaching',
      AlarmActions: Match.absent(),
    });
  });

  it('is sent every 15 minutes, by a function that may raise this alarm and no other', () => {
    template.hasResource('AWS::Events::Rule', {
      Properties: { ScheduleExpression: 'rate(15 minutes)' },
      // Its catalogue entry must be there first: without, it would look like an SLO that nobody knows.
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^Catalogueproddeliverycanary')]),
    });
    const [policy] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) =>
      id.startsWith('IncidentResponsecanaryRole'),
    );
    const statements: { Action: string | string[]; Resource: unknown }[] =
      policy![1].Properties.PolicyDocument.Statement;
    const [alarm] = Object.entries(template.findResources('AWS::CloudWatch::Alarm')).find(([, { Properties }]) =>
      Properties.AlarmName.endsWith('/canary'),
    )!;
    expect(statements.filter(({ Action }) => Action === 'cloudwatch:SetAlarmState')).toEqual([
      expect.objectContaining({ Resource: { 'Fn::GetAtt': [alarm, 'Arn'] } }),
    ]);
  });

  it('is a group of its own in the catalogue, routed to every target for canaries', () => {
    const [{ Properties }] = Object.values(
      template.findResources('AWS::SSM::Parameter', { Properties: { Name: '/slo/prod/delivery-canary' } }),
    ) as [{ Properties: { Value: string } }];
    expect(parseCatalogueEntry(Properties.Value)).toMatchObject({
      canary: true,
      service: 'delivery-canary',
      tiers: [],
      routes: [{ targets: [], from: 'info' }],
    });
  });

  it('has targets that hear of nothing else', () => {
    const [fn] = Object.values(template.findResources('AWS::Lambda::Function'));
    const parts = fn!.Properties.Environment.Variables.TARGETS['Fn::Join'][1] as unknown[];
    const configs = parseTargetConfigs(parts.map((part) => (typeof part === 'string' ? part : 'arn')).join(''));
    expect(configs.map(({ name, canary }) => [name, canary])).toEqual([
      ['incidents', undefined],
      ['canary', true],
      ['canary-tickets', true],
    ]);
  });

  it('S1.38: is an SLO of the response, declared like any other and routed as its team wants', () => {
    const [{ Properties }] = Object.values(
      template.findResources('AWS::SSM::Parameter', { Properties: { Name: '/slo/prod/incident-delivery' } }),
    ) as [{ Properties: { Value: string } }];
    expect(parseCatalogueEntry(Properties.Value)).toMatchObject({
      service: 'incident-response',
      attainmentGoal: '99',
      promise: 'A broken promise is told within a minute.',
      noData: true,
      measurement: {
        bad: { metrics: { good: { name: 'CanariesGood' } } },
        total: { metrics: { total: { namespace: 'cdk-slo/prod', name: 'CanariesTotal' } } },
      },
      routes: [{ targets: ['incidents'], from: 'info' }],
    });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  it('counts among what says that people may not be told', () => {
    const [composite] = Object.values(
      template.findResources('AWS::CloudWatch::CompositeAlarm', {
        Properties: { AlarmName: 'slo-response/prod/pipeline-broken' },
      }),
    );
    expect(JSON.stringify(composite!.Properties.AlarmRule)).toMatch(/"Ref":"Alarmprodincidentdeliveryfast/);
  });

  it.each([
    ['no targets', { targets: [] }, /canary\.targets: got none/],
    [
      'a target of the name of another',
      { targets: [slackChannel({ name: 'incidents', channelId: 'C0CANARY' })] },
      /targets: got two of the name "incidents"/,
    ],
    ['a goal that nothing can reach', { attainmentGoal: 100 }, /attainment goal: got 100/],
    ['a runbook that is no address', { runbookUrl: 'wiki' }, /runbookUrl: got "wiki"/],
  ])('is refused for %s', (_what, change, message) => {
    expect(faults(() => deployed(change)).join('\n')).toMatch(message);
  });

  it('is refused beside an SLO of its name', () => {
    const taken = (scope: Stack, team: Team) => {
      const service = new Service(scope, 'Shop', { ...SERVICE, team, reviewCycle: Duration.days(30) });
      new Slo(scope, 'Canary', { ...SLO, service, adopts: ExistingSlo.requestBased('prod-delivery-canary') });
    };
    expect(faults(() => deployed({}, taken))).toEqual([
      'canary: its name prod-delivery-canary belongs to Response/Canary; allowed is each name once',
    ]);
  });
});
