import { type App, Stack, Validations } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { emailTopic, githubIssues, IncidentResponse, opsItems, slackChannel, Team } from '../../lib';
import { LAMBDA_FUNCTIONS } from '../../scripts/lambda-bundles';
import { ACTIONS, awsCalls, importsOf } from '../support/aws-calls';
import { synthesized } from '../support/estate';
import { type DeployedFunction, deployedFunctions, type Grant, grantFaults } from '../support/role-grants';
import { TEAM } from './fixture';

/** Actions that AWS offers on all resources only. Source: Service Authorization Reference, column "Resource types" empty. */
const KNOW_NO_RESOURCES = new Set([
  'application-signals:ListEntityEvents',
  'application-signals:ListServiceDependencies',
  'application-signals:ListServiceOperations',
  'cloudwatch:GetMetricData',
  'cloudwatch:GetMetricWidgetImage',
  'cloudwatch:ListAlarmMuteRules',
  'ssm:CreateOpsItem',
  'ssm:DescribeOpsItems',
  'xray:GetTraceSummaries',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]);

let response: Stack;
const estate = synthesized((app: App) => {
  response = new Stack(app, 'Response');
  new IncidentResponse(response, 'IncidentResponse', {
    targets: [
      slackChannel({ name: 'a', channelId: 'C0A' }),
      githubIssues({ name: 'b', repository: 'shop/ops', callbacks: {} }),
      opsItems({ name: 'c' }),
      emailTopic({ name: 'd', addresses: ['ops@shop.example'] }),
    ],
    canary: {
      team: new Team(response, 'Team', TEAM),
      targets: [slackChannel({ name: 'canary', channelId: 'C0CANARY' })],
      runbookUrl: 'https://runbooks.shop.example/response',
    },
    slackActions: { target: 'a', userGroupId: 'S0ONCALL' },
  });
  return response;
});
afterAll(() => estate.remove());

const deployed = deployedFunctions(estate.assembly.stacks[0]!);
const calls = awsCalls();

/** Findings of cdk-nag that are acknowledged on a role or on a policy beside it, with their reasons. */
function acknowledged({ role }: DeployedFunction): Record<string, string> {
  const found = response.node.findAll().filter((node): node is Role => node instanceof Role);
  const construct = found.find((each) => response.getLogicalId(each.node.defaultChild as never) === role)!;
  const around = construct.node.scope!.node.findAll();
  const metadata = around.flatMap((node) => node.node.metadata);
  const entries = metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
  return Object.assign({}, ...entries.map(({ data }) => data));
}

describe('the roles of the functions', () => {
  it('belong to functions that each run one of our bundles, and every bundle is run', () => {
    expect(deployed.map(({ bundle }) => bundle).sort()).toEqual([...LAMBDA_FUNCTIONS].sort());
    expect(new Set(deployed.map(({ role }) => role)).size).toBe(deployed.length);
  });

  it.each(LAMBDA_FUNCTIONS)('allow %s what it calls, and nothing else', async (name) => {
    const { actions, unknown } = (await calls).get(name)!;
    const found = deployed.find(({ bundle }) => bundle === name)!;
    expect(unknown).toEqual([]);
    expect(actions.size).toBeGreaterThan(0);
    expect(grantFaults(name, actions, found.grants)).toEqual([]);
  });

  it('name every action, and every resource that can be named; the others are acknowledged with a reason', () => {
    for (const found of deployed) {
      const reasons = acknowledged(found);
      for (const { action, resource } of found.grants) {
        expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z]+$/);
        if (resource === '*') expect([...KNOW_NO_RESOURCES]).toContain(action);
        if (!resource.includes('*')) continue;
        const finding = `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`;
        expect([found.bundle, resource, reasons[finding]]).toEqual([
          found.bundle,
          resource,
          expect.stringMatching(/\.$/),
        ]);
      }
    }
  });
});

describe('the comparison', () => {
  const grant = (action: string, platform?: string): Grant => ({
    action,
    resource: '<Table.Arn>',
    ...(platform && { platform }),
  });

  it('is content with exactly what is called', () => {
    expect(grantFaults('f', new Set(['a:Read']), [grant('a:Read'), grant('b:Poll', 'polls this queue')])).toEqual([]);
  });

  it('names the function and an action that is missing', () => {
    expect(grantFaults('deliver', new Set(['a:Read', 'a:Write']), [grant('a:Read')])).toEqual([
      'deliver: calls a:Write, which its role does not allow',
    ]);
  });

  it('names the function and an action that is superfluous', () => {
    expect(grantFaults('deliver', new Set(['a:Read']), [grant('a:Read'), grant('a:Write')])).toEqual([
      'deliver: may a:Write on <Table.Arn>, which it never calls',
    ]);
  });

  it('takes a managed policy for too much', () => {
    expect(grantFaults('deliver', new Set(), [{ action: '*', resource: 'arn:policy' }])).toHaveLength(1);
  });

  it('sees through what Lambda itself needs: only on the resource in question', () => {
    const polls = (found: DeployedFunction) =>
      found.grants.filter(({ action }) => action === 'sqs:ReceiveMessage').map(({ platform }) => platform);
    expect(deployed.flatMap(polls)).toEqual(Array(4).fill('polls this queue'));
    const sends = deployed.flatMap(({ grants }) => grants.filter(({ action }) => action === 'sqs:SendMessage'));
    expect(sends.length).toBeGreaterThan(0);
    for (const { platform } of sends) expect(platform).toBeUndefined();
  });
});

describe('the reading of calls', () => {
  it('finds in the real bundles what the functions are known to call', async () => {
    const found = await calls;
    expect(found.get('record-signal')!.actions).toContain('ssm:GetParameter');
    expect(found.get('deliver')!.actions).toContain('sqs:ChangeMessageVisibility');
    for (const action of [
      'sns:Publish',
      'ssm:CreateOpsItem',
      'ssm:DescribeOpsItems',
      'ssm:GetOpsItem',
      'ssm:UpdateOpsItem',
    ])
      expect(found.get('deliver')!.actions).toContain(action);
    expect(found.get('reconcile')!.actions).toContain('dynamodb:Query');
    for (const { actions } of found.values()) expect(actions).not.toContain('dynamodb:Scan');
  });

  it.each([
    ['a command', "import { SendMessageCommand } from '@aws-sdk/client-sqs';", ['client-sqs/SendMessageCommand']],
    [
      'one of several lines',
      "import {\n  GetCommand,\n  type Foo,\n} from '@aws-sdk/lib-dynamodb';",
      ['lib-dynamodb/GetCommand'],
    ],
    ['a paginator', "import { paginateQuery } from '@aws-sdk/lib-dynamodb';", ['lib-dynamodb/QueryCommand']],
    ['another name', "import { GetCommand as Get } from '@aws-sdk/lib-dynamodb';", ['lib-dynamodb/GetCommand']],
    ['a client with methods', "import { SQS } from '@aws-sdk/client-sqs';", ['client-sqs/SQS']],
    ['types', "import type { SQS } from '@aws-sdk/client-sqs';", []],
    ['clients and errors', "import { SSMClient, ParameterNotFound } from '@aws-sdk/client-ssm';", []],
    [
      'everything',
      "import * as sqs from '@aws-sdk/client-sqs';",
      [expect.stringMatching(/an import of the SDK that is not/)],
    ],
  ])('sees %s', (_, text, expected) => {
    expect(importsOf('lambda/x.ts', text).map(({ what }) => what)).toEqual(expected);
  });

  it('knows actions by the names that IAM has', () => {
    for (const action of Object.values(ACTIONS)) expect(action).toMatch(/^[a-z-]+:[A-Z][A-Za-z]+$/);
  });
});
