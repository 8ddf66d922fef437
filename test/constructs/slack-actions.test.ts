import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  githubIssues,
  IncidentResponse,
  type IncidentResponseProps,
  type SlackActionsProps,
  slackChannel,
  Team,
} from '../../lib';
import { parseTargetConfigs } from '../../lib/model/contracts/target-config';
import { grantsOf } from '../support/policies';
import { flat } from '../support/role-grants';
import { faults, TEAM } from './fixture';

const ACTIONS: SlackActionsProps = { target: 'incidents', userGroupId: 'S0ONCALL' };

function declared(slackActions?: SlackActionsProps, change: Partial<IncidentResponseProps> = {}) {
  const stack = new Stack(new App(), 'Response');
  const response = new IncidentResponse(stack, 'IncidentResponse', {
    targets: [
      slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }),
      slackChannel({ name: 'support', channelId: 'C0SUPPORT' }),
      githubIssues({ name: 'tickets', repository: 'shop/ops' }),
    ],
    canary: {
      team: new Team(stack, 'Team', TEAM),
      targets: [slackChannel({ name: 'canary', channelId: 'C0CANARY' })],
      runbookUrl: 'https://runbooks.shop.example/response',
    },
    ...(slackActions && { slackActions }),
    ...change,
  });
  return { stack, response };
}

const { stack, response } = declared(ACTIONS);
const template = Template.fromStack(stack);

function variables(of: Template): Record<string, unknown> {
  const [fn] = Object.values(of.findResources('AWS::Lambda::Function'));
  return fn!.Properties.Environment.Variables;
}

/** A secret of the template by a part of its id. */
function secretId(part: string): string {
  return Object.keys(template.findResources('AWS::SecretsManager::Secret')).find((id) => id.includes(part))!;
}

describe('buttons in Slack', () => {
  it('have an address of their own, which is an output and goes to the version that is live', () => {
    template.hasResourceProperties('AWS::Lambda::Url', {
      AuthType: 'NONE',
      Qualifier: 'live',
      TargetFunctionArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('slackactionsFunction'), 'Arn'] },
      Cors: Match.absent(),
    });
    const url = { 'Fn::GetAtt': [Object.keys(template.findResources('AWS::Lambda::Url'))[0], 'FunctionUrl'] };
    expect(stack.resolve(response.slackActionsUrl)).toEqual(url);
    expect(Object.values(template.findOutputs('*'))).toEqual([expect.objectContaining({ Value: url })]);
  });

  it('let the internet reach the door through that address alone', () => {
    const open = Object.values(template.findResources('AWS::Lambda::Permission')).filter(
      ({ Properties }) => Properties.Principal === '*',
    );
    expect(open.map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({ Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' }),
      expect.objectContaining({ Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true }),
    ]);
    for (const { Properties } of open) expect(JSON.stringify(Properties.FunctionName)).toContain('slackactionsLive');
  });

  it('allow the door its secrets and one queue, and nothing else', () => {
    const beyond = grantsOf(template, 'slack-actions').filter(({ action }) => !/^(logs|xray):/.test(action));
    expect(beyond).toEqual([
      { action: 'secretsmanager:GetSecretValue', resource: `<${secretId('SigningSecret')}>` },
      { action: 'secretsmanager:GetSecretValue', resource: `<${secretId('Secretincidents')}>` },
      { action: 'sqs:SendMessage', resource: expect.stringMatching(/^<.*QueuesCommands[^D].*\.Arn>$/) },
    ]);
  });

  it('allow the worker the ledger, the queues of those whom it asks, and the token of the app', () => {
    const beyond = grantsOf(template, 'act').filter(({ action }) => !/^(logs|xray|sqs:(?!Send))/.test(action));
    expect(beyond.map(({ action, resource }) => [action, resource.replace(/[0-9A-F]{8}/g, '')])).toEqual([
      ['dynamodb:GetItem', '<IncidentResponseLedger.Arn>'],
      ['dynamodb:PutItem', '<IncidentResponseLedger.Arn>'],
      ['dynamodb:Query', '<IncidentResponseLedger.Arn>'],
      ['sqs:SendMessage', '<IncidentResponseQueuesDeliveries.Arn>'],
      ['sqs:SendMessage', '<IncidentResponseQueuesEnrichments.Arn>'],
      ['secretsmanager:GetSecretValue', '<IncidentResponseSecretincidents>'],
    ]);
  });

  it('are told to the functions: the secret, who may press, and whose token asks', () => {
    const { SLACK_ACTIONS, COMMAND_QUEUE_URL } = variables(template);
    expect(JSON.parse(flat(SLACK_ACTIONS))).toEqual({
      secretArn: `<${secretId('SigningSecret')}>`,
      userGroup: 'S0ONCALL',
      target: 'incidents',
    });
    expect(flat(COMMAND_QUEUE_URL)).toMatch(/QueuesCommands/);
  });

  it('are shown in every channel of Slack but those of canaries', () => {
    const configs = parseTargetConfigs(flat(variables(template).TARGETS));
    expect(configs.map(({ name, settings }) => [name, settings.actions])).toEqual([
      ['incidents', 'on'],
      ['support', 'on'],
      ['tickets', undefined],
      ['canary', undefined],
    ]);
  });

  it('begin with a secret that nobody can guess, and say what to fill in', () => {
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      Description: Match.stringLikeRegexp('signingSecret.*previousSigningSecret'),
      GenerateSecretString: { GenerateStringKey: 'signingSecret', SecretStringTemplate: '{}' },
      SecretString: Match.absent(),
    });
  });

  it('use the secret that they are given', () => {
    const mine = new Stack(new App(), 'Response');
    new IncidentResponse(mine, 'IncidentResponse', {
      targets: [slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' })],
      slackActions: { ...ACTIONS, signingSecret: Secret.fromSecretNameV2(mine, 'Mine', 'slack-app') },
    });
    const made = Template.fromStack(mine);
    made.resourceCountIs('AWS::SecretsManager::Secret', 1);
    const read = grantsOf(made, 'slack-actions').map(({ resource }) => resource);
    expect(read).toContainEqual(expect.stringMatching(/:secret:slack-app-\?{6}$/));
  });

  it('keep what was said for four days, and for two weeks when it could not be done', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      FifoQueue: Match.absent(),
      MessageRetentionPeriod: 345_600,
      VisibilityTimeout: 360,
      RedrivePolicy: {
        maxReceiveCount: 10,
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('CommandDeadLetters'), 'Arn'] },
      },
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('QueuesCommands'), 'Arn'] },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('raise alarms of their own, which take a version back but do not say that nobody is told', () => {
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
    const names = alarms.map(({ Properties }) => String(Properties.AlarmName).split('/').at(-1));
    expect(names).toEqual(expect.arrayContaining(['dead-letters-commands', 'errors-act', 'errors-slack-actions']));
    const [group] = Object.values(template.findResources('AWS::CodeDeploy::DeploymentGroup'));
    // CodeDeploy takes at most ten.
    expect(group!.Properties.AlarmConfiguration.Alarms).toHaveLength(9);
    template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 7);
    const composites = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm'));
    const broken = composites.find(({ Properties }) => /pipeline-broken$/.test(Properties.AlarmName))!;
    expect(JSON.stringify(broken.Properties.AlarmRule)).not.toMatch(/[Cc]ommands|slackactions|slack-actions|errorsact/);
  });

  it('tell the operators when somebody who may press is sent away, or what was said is not done', () => {
    const filters = Object.values(template.findResources('AWS::Logs::MetricFilter')).filter(
      ({ Properties }) => Properties.MetricTransformations[0].MetricName === 'FailedMessages',
    );
    const of = (fn: string) =>
      filters
        .filter(({ Properties }) => JSON.stringify(Properties.LogGroupName).includes(fn))
        .map(({ Properties }) => Properties.FilterPattern);
    expect(of('slackactionsLogs')).toEqual([
      '{ $.message.message = "command not queued" }',
      '{ $.message.message = "door cannot check signatures" }',
    ]);
    expect(of('actLogs')).toContain('{ $.message.message = "command failed" }');
  });

  it('are not there unless they are asked for: no function, address, queue, secret or setting', () => {
    const without = declared();
    const plain = Template.fromStack(without.stack);
    expect(without.response.slackActionsUrl).toBeUndefined();
    plain.resourceCountIs('AWS::Lambda::Url', 0);
    plain.resourceCountIs('AWS::Lambda::Function', 5);
    expect(Object.keys(variables(plain))).not.toEqual(expect.arrayContaining(['SLACK_ACTIONS']));
    expect(JSON.stringify(plain.toJSON())).not.toMatch(/COMMAND_QUEUE_URL|SigningSecret|QueuesCommands|"actions/);
  });
});

describe('buttons that cannot be', () => {
  it.each<[string, Partial<SlackActionsProps>, string]>([
    [
      'a target that is not there',
      { target: 'incident' },
      'slackActions.target: got "incident", allowed are names of Slack targets, here of incidents, support, tickets',
    ],
    [
      'the target of canaries',
      { target: 'canary' },
      'slackActions.target: got "canary", allowed are names of Slack targets, here of incidents, support, tickets',
    ],
    [
      'a target that is not Slack',
      { target: 'tickets' },
      'slackActions.target: got "tickets", which is a target of the kind github, allowed is a Slack target',
    ],
    [
      'a group by name',
      { userGroupId: '@oncall' },
      'slackActions.userGroupId: got "@oncall", allowed are ids like "S0123456789"',
    ],
    [
      'a person',
      { userGroupId: 'U0DANA' },
      'slackActions.userGroupId: got "U0DANA", allowed are ids like "S0123456789"',
    ],
    [
      'a user for the group of support',
      { supportUserGroupId: 'U0NOOR' },
      'slackActions.supportUserGroupId: got "U0NOOR", allowed are ids like "S0123456789"',
    ],
    [
      'no group',
      { userGroupId: undefined as never },
      'slackActions.userGroupId: got nothing, allowed is a value known at synth',
    ],
    [
      'a group that is known later',
      { userGroupId: Lazy.string({ produce: () => 'S0ONCALL' }) },
      'slackActions.userGroupId: got a token, allowed is a value known at synth',
    ],
  ])('are refused for %s', (_what, change, fault) => {
    expect(faults(() => declared({ ...ACTIONS, ...change }))).toEqual([fault]);
  });

  it('are refused for everything at once', () => {
    expect(faults(() => declared({ target: 'x', userGroupId: 'y' }))).toHaveLength(2);
  });
});
