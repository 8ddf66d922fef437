import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  Audience,
  githubIssues,
  type IIncidentTarget,
  IncidentResponse,
  type IncidentResponseProps,
  slackChannel,
  type TargetCallbacksProps,
  Team,
} from '../../lib';
import { parseTargetConfigs } from '../../lib/model/contracts/target-config';
import { grantsOf } from '../support/policies';
import { flat } from '../support/role-grants';
import { faults, TEAM } from './fixture';

function declared(callbacks?: TargetCallbacksProps, change: Partial<IncidentResponseProps> = {}) {
  const stack = new Stack(new App(), 'Response');
  const response = new IncidentResponse(stack, 'IncidentResponse', {
    targets: [
      slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }),
      githubIssues({ name: 'dev-tickets', repository: 'shop/ops', ...(callbacks && { callbacks }) }),
      githubIssues({ name: 'deaf', repository: 'shop/deaf' }),
    ],
    ...change,
  });
  return { stack, response, template: Template.fromStack(stack) };
}

const { stack, response, template } = declared({});

function variables(of: Template): Record<string, unknown> {
  const [fn] = Object.values(of.findResources('AWS::Lambda::Function'));
  return fn!.Properties.Environment.Variables;
}

function signingSecret(): string {
  const secrets = Object.keys(template.findResources('AWS::SecretsManager::Secret'));
  return secrets.find((id) => id.includes('SigningSecret'))!;
}

describe('callbacks of targets', () => {
  it('have one address for each target that has them, which is an output and goes to the version that is live', () => {
    template.hasResourceProperties('AWS::Lambda::Url', {
      AuthType: 'NONE',
      Qualifier: 'live',
      TargetFunctionArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('callbacksFunction'), 'Arn'] },
      Cors: Match.absent(),
    });
    const [url] = Object.keys(template.findResources('AWS::Lambda::Url'));
    const address = { 'Fn::Join': ['', [{ 'Fn::GetAtt': [url, 'FunctionUrl'] }, 'dev-tickets']] };
    expect(stack.resolve(response.callbackUrls)).toEqual({ 'dev-tickets': address });
    expect(Object.entries(template.findOutputs('*'))).toEqual([
      [expect.stringContaining('CallbackUrldevtickets'), expect.objectContaining({ Value: address })],
    ]);
  });

  it('let the internet reach the door through that address alone', () => {
    const open = Object.values(template.findResources('AWS::Lambda::Permission')).filter(
      ({ Properties }) => Properties.Principal === '*',
    );
    expect(open).toHaveLength(2);
    for (const { Properties } of open) expect(JSON.stringify(Properties.FunctionName)).toContain('callbacksLive');
  });

  it('allow the door the signing secrets and one queue, and no token of any target', () => {
    const beyond = grantsOf(template, 'callbacks').filter(({ action }) => !/^(logs|xray):/.test(action));
    expect(beyond).toEqual([
      { action: 'secretsmanager:GetSecretValue', resource: `<${signingSecret()}>` },
      { action: 'sqs:SendMessage', resource: expect.stringMatching(/^<.*QueuesCommands[^D].*\.Arn>$/) },
    ]);
  });

  it('allow the worker the ledger and the queues of those whom it asks, and no secret', () => {
    const actions = grantsOf(template, 'act').map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['dynamodb:PutItem', 'sqs:SendMessage']));
    expect(actions).not.toContain('secretsmanager:GetSecretValue');
  });

  it('are told to the functions with the ARN of the secret, which begins as something that nobody can guess', () => {
    const configs = parseTargetConfigs(flat(variables(template).TARGETS));
    expect(configs.map(({ name, callbacks }) => [name, callbacks?.secretArn])).toEqual([
      ['incidents', undefined],
      ['dev-tickets', `<${signingSecret()}>`],
      ['deaf', undefined],
    ]);
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { GenerateStringKey: 'signingSecret', ExcludePunctuation: true },
      SecretString: Match.absent(),
    });
  });

  it('use the secret that they are given', () => {
    const mine = new Stack(new App(), 'Mine');
    const secret = Secret.fromSecretNameV2(mine, 'Given', 'github-webhook');
    new IncidentResponse(mine, 'IncidentResponse', {
      targets: [githubIssues({ name: 'tickets', repository: 'shop/ops', callbacks: { signingSecret: secret } })],
    });
    const made = Template.fromStack(mine);
    const read = grantsOf(made, 'callbacks').map(({ resource }) => resource);
    expect(read).toContainEqual(expect.stringMatching(/:secret:github-webhook-\?{6}$/));
  });

  it('tell the operators when somebody who may come in is sent away', () => {
    const patterns = Object.values(template.findResources('AWS::Logs::MetricFilter'))
      .filter(({ Properties }) => JSON.stringify(Properties.LogGroupName).includes('callbacksLogs'))
      .map(({ Properties }) => Properties.FilterPattern);
    expect(patterns).toEqual([
      '{ $.message.message = "command not queued" }',
      '{ $.message.message = "door cannot check signatures" }',
    ]);
    const composites = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm'));
    // People are told of incidents without it.
    expect(JSON.stringify(composites)).not.toMatch(/errors-?callbacks/);
  });

  it('stand beside buttons and canaries, with as many alarms at a rollout as CodeDeploy takes', () => {
    const both = declared(
      {},
      {
        slackActions: { target: 'incidents', userGroupId: 'S0ONCALL' },
        canary: {
          team: new Team(new Stack(new App(), 'Team'), 'Team', TEAM),
          targets: [slackChannel({ name: 'canary', channelId: 'C0CANARY' })],
          runbookUrl: 'https://runbooks.shop.example/response',
        },
      },
    ).template;
    both.resourceCountIs('AWS::Lambda::Url', 2);
    const [group] = Object.values(both.findResources('AWS::CodeDeploy::DeploymentGroup'));
    expect(group!.Properties.AlarmConfiguration.Alarms).toHaveLength(10);
  });

  it('are not there unless a target has them: no function, address, queue or secret', () => {
    const without = declared();
    expect(without.response.callbackUrls).toEqual({});
    without.template.resourceCountIs('AWS::Lambda::Url', 0);
    expect(JSON.stringify(without.template.toJSON())).not.toMatch(/SigningSecret|QueuesCommands|callbacksFunction/);
  });
});

describe('callbacks that cannot be', () => {
  const own = (kind: string): IIncidentTarget => ({
    name: 'own',
    bind: () => ({
      config: { name: 'own', kind, audience: Audience.TEAM.name, settings: {}, callbacks: { secretArn: 'arn' } },
    }),
  });

  it('are refused for a kind that signs nothing, and without a secret', () => {
    expect(faults(() => declared(undefined, { targets: [own('gitlab')] }))).toEqual([
      'target "own": callbacks: got kind "gitlab", allowed are github, jira, pagerduty, zendesk',
      'target "own": callbacks: got no callbackSecret, allowed is a secret',
    ]);
  });
});
