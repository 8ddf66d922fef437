import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  Audience,
  emailTopic,
  githubIssues,
  IncidentResponse,
  type IncidentResponseProps,
  OPERATORS_WARNING,
  pagerDuty,
  slackChannel,
} from '../../lib';
import { parseTargetConfigs } from '../../lib/model/contracts/target-config';
import { parseTargetParameter } from '../../lib/model/contracts/target-parameter';

function deployed(change: Partial<IncidentResponseProps> = {}) {
  const stack = new Stack(new App(), 'Response');
  const targets = [
    slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }),
    githubIssues({ name: 'tickets', repository: 'shop/ops' }),
  ];
  new IncidentResponse(stack, 'IncidentResponse', { targets, ...change });
  return Template.fromStack(stack);
}

const template = deployed();
const OPS_ITEMS = { name: 'tickets', kind: 'opsitems', audience: 'engineers', settings: {} };

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** What the roles of functions may do; grants.test.ts holds all of it against what they call. */
function statementsOf(of: Template, name: string): Statement[] {
  const policies = Object.entries(of.findResources('AWS::IAM::Policy')).filter(([id]) => id.includes(name));
  return policies.flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement as Statement[]);
}

/** Last parts of the names of a composite's children, in a template that refers to them. */
function childrenOf(rule: { 'Fn::Join': [string, (string | { Ref: string })[]] }, of = template): string[] {
  const alarms = of.findResources('AWS::CloudWatch::Alarm');
  return rule['Fn::Join'][1].flatMap((part) =>
    typeof part === 'string' ? [] : [String(alarms[part.Ref]!.Properties.AlarmName).split('/').at(-1)!],
  );
}

describe('an incident response', () => {
  it('hears the alarms of its stage and no others, and keeps what it cannot take', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.cloudwatch'],
        'detail-type': ['CloudWatch Alarm State Change', 'CloudWatch Alarm Configuration Change'],
        detail: { alarmName: [{ prefix: 'slo/prod/' }] },
      },
      Targets: [
        Match.objectLike({
          DeadLetterConfig: Match.anyValue(),
          RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
        }),
      ],
    });
  });

  it('looks at its timers every minute', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue() })],
    });
  });

  it('keeps its ledger when the stack goes, with point-in-time recovery', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        GlobalSecondaryIndexes: [
          Match.objectLike({ IndexName: 'active', Projection: { ProjectionType: 'KEYS_ONLY' } }),
        ],
      },
    });
  });

  it.each([
    [false, 5],
    [true, 150],
  ])(
    'gives queues (FIFO: %s) a dead-letter queue after %i tries, and hides messages for six timeouts',
    (fifo, maxReceiveCount) => {
      template.hasResourceProperties('AWS::SQS::Queue', {
        ...(fifo ? { FifoQueue: true } : { FifoQueue: Match.absent() }),
        VisibilityTimeout: 360,
        RedrivePolicy: Match.objectLike({ maxReceiveCount }),
      });
    },
  );

  it('reads queues in batches of which single messages may fail', () => {
    const bare = deployed({ enrichments: [] });
    bare.resourceCountIs('AWS::Lambda::EventSourceMapping', 2);
    bare.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('runs its functions on arm64 and Node.js 24, with traces and logs of limited life', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: Match.objectLike({ LogFormat: 'JSON' }),
      TracingConfig: { Mode: 'Active' },
    });
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  it('lets deliver read exactly the secrets of its targets, and their keys where they have their own', () => {
    const stack = new Stack(new App(), 'Response');
    const key = new Key(stack, 'Key');
    new IncidentResponse(stack, 'IncidentResponse', {
      targets: [
        slackChannel({ name: 'a', channelId: 'C0A', secret: Secret.fromSecretNameV2(stack, 'ByName', 'slack') }),
        slackChannel({ name: 'b', channelId: 'C0B', secret: new Secret(stack, 'Keyed', { encryptionKey: key }) }),
      ],
    });
    const statements = statementsOf(Template.fromStack(stack), 'deliver');
    const reading = statements.filter(({ Action }) => Action === 'secretsmanager:GetSecretValue');
    expect(JSON.stringify(reading)).toMatch(/secret:slack-\?{6}.*"Ref":"Keyed/);
    expect(statements.filter(({ Action }) => Action === 'kms:Decrypt')).toEqual([
      expect.objectContaining({ Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] } }),
    ]);
  });

  it('raises an alarm on everything that waits or fails, outside the names that it listens to', () => {
    const names = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties.AlarmName,
    );
    expect(names.sort()).toEqual(
      [
        'dead-letters-deliveries',
        'dead-letters-enrichments',
        'dead-letters-rule',
        'dead-letters-signals',
        'deliveries-off',
        'errors-deliver',
        'errors-enrich',
        'errors-reconcile',
        'errors-record-signal',
        'failed-messages',
        'oldest-deliveries',
        'oldest-signals',
        'open-breakers',
        'refused-deliveries',
      ].map((what) => `slo-response/prod/${what}`),
    );
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: Match.anyValue() });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
          }),
        ]),
      },
    });
  });

  it('says in one alarm that people may not be told, whatever the reason, and not that a target refused, was switched off or heard no details', () => {
    const [composite] = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm'));
    expect(composite!.Properties).toMatchObject({
      AlarmName: 'slo-response/prod/pipeline-broken',
      AlarmActions: [expect.anything()],
    });
    const children = childrenOf(composite!.Properties.AlarmRule);
    expect(children.sort()).toEqual([
      'dead-letters-deliveries',
      'dead-letters-rule',
      'dead-letters-signals',
      'errors-deliver',
      'errors-reconcile',
      'errors-record-signal',
      'oldest-deliveries',
      'oldest-signals',
      'open-breakers',
    ]);
  });

  it('hears when deliveries have been off for an hour, and at once when a target is given up', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'slo-response/prod/deliveries-off',
      Namespace: 'cdk-slo/prod',
      MetricName: 'DeliveriesOff',
      Statistic: 'Minimum',
      Period: 300,
      EvaluationPeriods: 12,
      Threshold: 0,
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'slo-response/prod/open-breakers',
      MetricName: 'OpenBreakers',
      Statistic: 'Maximum',
      EvaluationPeriods: 1,
    });
  });

  it('has a switch that is on, takes no other word than off, and is read by those who tell', () => {
    template.hasResourceProperties('AWS::SSM::Parameter', {
      Name: '/slo-response/prod/deliveries',
      Value: 'on',
      AllowedPattern: '^(on|off)$',
    });
    for (const name of ['reconcile', 'deliver']) {
      const [reads] = statementsOf(template, name).filter(({ Action }) => Action === 'ssm:GetParameter');
      expect(JSON.stringify(reads!.Resource)).toContain(':parameter/slo-response/prod/deliveries"');
    }
  });

  it('hears of what a target refused for good, which no dead-letter queue would show', () => {
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.message.message = "target refused" }',
    });
  });

  it('hears of messages that must come again, which Lambda does not count as errors', () => {
    const filters = Object.values(template.findResources('AWS::Logs::MetricFilter')).map(({ Properties }) => [
      Properties.FilterPattern,
      Properties.MetricTransformations[0].MetricName,
    ]);
    expect(filters).toEqual(
      expect.arrayContaining([
        ['{ $.message.message = "signal not recorded" }', 'FailedMessages'],
        ['{ $.message.message = "delivery failed" }', 'FailedMessages'],
      ]),
    );
  });

  it('uses the topic that it is given', () => {
    const stack = new Stack(new App(), 'Response');
    const operators = new Topic(stack, 'Mine');
    new IncidentResponse(stack, 'IncidentResponse', {
      operators,
      targets: [slackChannel({ name: 'a', channelId: 'C0A' })],
    });
    Template.fromStack(stack).resourceCountIs('AWS::SNS::Topic', 1);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  it('warns, acknowledgeably, when it cannot let CloudWatch publish to the topic', () => {
    const stack = new Stack(new App(), 'Response');
    const operators = Topic.fromTopicArn(stack, 'Theirs', 'arn:aws:sns:eu-west-3:111122223333:operators');
    new IncidentResponse(stack, 'IncidentResponse', {
      operators,
      targets: [slackChannel({ name: 'a', channelId: 'C0A' })],
    });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp(`imported topic.*${OPERATORS_WARNING}`));
  });

  it('encrypts its queues, refuses plain connections and keeps dead letters for two weeks', () => {
    const queues = Object.entries(template.findResources('AWS::SQS::Queue'));
    expect(queues).toHaveLength(7);
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    const kept = queues.filter(([, { Properties }]) => Properties.MessageRetentionPeriod === 1_209_600);
    expect(kept.filter(([id]) => id.includes('DeadLetters'))).toHaveLength(4);
    expect(kept).toHaveLength(6);
    const policies = Object.values(template.findResources('AWS::SQS::QueuePolicy'));
    expect(policies).toHaveLength(7);
    for (const policy of policies) {
      expect(policy.Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });

  it('synthesizes to the same bytes twice', () => {
    expect(JSON.stringify(deployed().toJSON())).toBe(JSON.stringify(template.toJSON()));
  });

  it('says how to make the bundles when one is missing', () => {
    jest.isolateModules(() => {
      jest.doMock('node:fs', () => ({ ...jest.requireActual('node:fs'), existsSync: () => false }));
      const { ResponseFunction } = require('../../lib/constructs/response-function');
      const props = { name: 'deliver', timeout: Duration.seconds(1), environment: {} };
      expect(() => new ResponseFunction(new Stack(), 'deliver', props)).toThrow(
        /bundle of deliver: got none in .*dist\/lambda\/deliver.*; make it with "npm run build:lambda"/,
      );
      jest.dontMock('node:fs');
    });
  });

  it('claims its stage by a fixed name, so that a second one fails to deploy', () => {
    const [parameter] = Object.values(template.findResources('AWS::SSM::Parameter'));
    expect(parameter!.Properties.Name).toBe('/slo-response/prod');
    const value = JSON.stringify(parameter!.Properties.Value);
    const parts = [
      'AWS::AccountId',
      'AWS::Region',
      'Ledger',
      'QueuesDeliveries',
      'QueuesSignals',
      'incidents',
      'tickets',
    ];
    for (const part of parts) expect(value).toContain(part);
  });

  it('says of each target what slo doctor looks at, in a parameter that holds no secret', () => {
    const of = (name: string, given: Partial<IncidentResponseProps> = {}) => {
      const found = Object.values(deployed(given).findResources('AWS::SSM::Parameter')).find(
        ({ Properties }) => Properties.Name === `/slo-response/prod/targets/${name}`,
      );
      const parts = found!.Properties.Value['Fn::Join'][1] as unknown[];
      return parseTargetParameter(parts.map((part) => (typeof part === 'string' ? part : 'arn')).join(''));
    };
    expect(of('tickets')).toEqual({
      version: 1,
      config: {
        name: 'tickets',
        kind: 'github',
        audience: 'engineers',
        secretArn: 'arn',
        settings: { repository: 'shop/ops' },
      },
      secretKeys: ['token'],
    });
    const slackActions = { target: 'incidents', userGroupId: 'S0ONCALL', supportUserGroupId: 'S0SUPPORT' };
    expect(of('incidents', { slackActions })).toMatchObject({
      config: { settings: { channel: 'C0INCIDENTS', actions: 'on' } },
      userGroups: ['S0ONCALL', 'S0SUPPORT'],
    });
  });

  it('refuses a target whose configuration does not fit into a parameter', () => {
    const repository = `shop/${'o'.repeat(4000)}`;
    expect(() => deployed({ targets: [githubIssues({ name: 'tickets', repository })] })).toThrow(
      /tickets:\n.*settings: got a configuration of up to \d{4} bytes, allowed are 4096/,
    );
  });

  it('tells deliver its targets without a secret in the template', () => {
    const [fn] = Object.values(template.findResources('AWS::Lambda::Function'));
    const parts = fn!.Properties.Environment.Variables.TARGETS['Fn::Join'][1] as unknown[];
    const configs = parseTargetConfigs(parts.map((part) => (typeof part === 'string' ? part : 'arn')).join(''));
    expect(configs).toEqual([
      {
        name: 'incidents',
        kind: 'slack',
        audience: 'engineers',
        secretArn: 'arn',
        settings: { channel: 'C0INCIDENTS' },
      },
      {
        name: 'tickets',
        kind: 'github',
        audience: 'engineers',
        secretArn: 'arn',
        settings: { repository: 'shop/ops' },
      },
    ]);
    for (const { Properties } of Object.values(template.findResources('AWS::SecretsManager::Secret'))) {
      expect(Properties.SecretString).toMatch(/^\{"(botToken|token)":"to-be-filled"\}$/);
    }
  });

  it('tells OpsItems where it is told of no targets, which need no secret', () => {
    const stack = new Stack(new App(), 'Response');
    new IncidentResponse(stack, 'IncidentResponse');
    const of = Template.fromStack(stack);
    of.resourceCountIs('AWS::SecretsManager::Secret', 0);
    const [{ Properties }] = Object.values(of.findResources('AWS::Lambda::Function')) as [{ Properties: unknown }];
    expect(JSON.stringify(Properties)).toContain(JSON.stringify(JSON.stringify([OPS_ITEMS])).slice(1, -1));
  });

  it.each([
    [
      'a pager among the targets of canaries',
      {
        canary: {
          runbookUrl: 'https://runbooks.example',
          reviewedOn: '2026-11-02',
          team: undefined as never,
          targets: [pagerDuty({ name: 'pager' })],
        },
      },
      /canary.targets: got the pager "pager", allowed are targets that wake nobody/,
    ],
    [
      'more targets than a function has room for',
      {
        targets: Array.from({ length: 20 }, (_, n) =>
          slackChannel({ name: `channel-${n}`, channelId: `C01234567${10 + n}` }),
        ),
      },
      /targets: got 20 whose settings make about \d{4} bytes of variables for each function, allowed are 4096/,
    ],
    [
      'mails for canaries',
      {
        canary: {
          runbookUrl: 'https://runbooks.example',
          reviewedOn: '2026-11-02',
          team: undefined as never,
          targets: [emailTopic({ name: 'mail', addresses: ['a@example.com'] })],
        },
      },
      /canary.targets: got "mail", which sends mails, allowed are targets that can be edited/,
    ],
    [
      'two targets at one place',
      {
        targets: [
          slackChannel({ name: 'a', channelId: 'C0A' }),
          slackChannel({ name: 'b', channelId: 'C0A', audience: Audience.SUPPORT }),
        ],
      },
      /targets: got "a" and "b" at the same place, allowed is one target there/,
    ],
    ['no targets', { targets: [] }, /targets: got none/],
    ['a stage with a dash', { stage: 'pre-prod' }, /stage: got "pre-prod"/],
    [
      'two targets of one name',
      {
        targets: [
          slackChannel({ name: 'a', channelId: 'C0A' }),
          slackChannel({ name: 'a', channelId: 'C0B', secret: undefined }),
        ],
      },
      /two of the name "a"/,
    ],
    [
      'a channel by name',
      { targets: [slackChannel({ name: 'a', channelId: '#incidents' })] },
      /channelId: got "#incidents", allowed are ids/,
    ],
    [
      'a repository without owner',
      { targets: [githubIssues({ name: 'a', repository: 'ops' })] },
      /repository: got "ops"/,
    ],
    [
      'a repository that climbs out',
      { targets: [githubIssues({ name: 'a', repository: 'shop/..' })] },
      /repository: got "shop\/\.\."/,
    ],
    [
      'a target name with a blank',
      { targets: [slackChannel({ name: 'my channel', channelId: 'C0A', audience: Audience.SUPPORT })] },
      /name: got "my channel"/,
    ],
  ])('is refused for %s', (_what, change, message) => {
    expect(() => deployed(change)).toThrow(message);
  });
});
