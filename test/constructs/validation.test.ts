import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { context } from '../../cdk.json';
import {
  BackupPager,
  githubIssues,
  IncidentResponse,
  Journey,
  JourneyRule,
  LambdaSignals,
  SloDashboard,
  SloOverview,
  slackChannel,
  Team,
} from '../../lib';
import { acknowledge } from '../../lib/constructs/acknowledge';
import { declared, TEAM } from './fixture';

const root = resolve(__dirname, '../..');
let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cdk-slo-report-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

interface Report {
  readonly pluginReports: {
    readonly violations: unknown[];
    readonly suppressedViolations?: { readonly ruleName: string; readonly reason?: string }[];
  }[];
}

/** Synthesizes with cdk-nag and reads the report. A finding that is open makes synth throw. */
function checked(build: (app: App) => unknown, flags: Record<string, unknown> = context): Report {
  const app = new App({ outdir: directory, context: flags });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  build(app);
  app.synth();
  return JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'));
}

function response(app: App, props = {}): void {
  const stack = new Stack(app, 'Response', props);
  const targets = [slackChannel({ name: 'c', channelId: 'C0C' })];
  const runbookUrl = 'https://runbooks.shop.example/response';
  new IncidentResponse(stack, 'IncidentResponse', {
    stage: 'staging',
    targets: [slackChannel({ name: 'a', channelId: 'C0A' }), githubIssues({ name: 'b', repository: 'shop/ops' })],
    canary: { team: new Team(stack, 'Team', TEAM), targets, runbookUrl },
    slackActions: { target: 'a', userGroupId: 'S0ONCALL' },
  });
}

describe('cdk-nag AwsSolutions and Serverless', () => {
  it.each([
    ['without an environment', {}, context],
    ['in a known account and region', { env: { account: '111122223333', region: 'eu-west-3' } }, context],
    ['in an app without feature flags', { env: { account: '111122223333', region: 'eu-west-3' } }, {}],
  ])('has nothing open about a response stack %s, and every acknowledgement has its reason', (_where, props, flags) => {
    const report = checked((app) => response(app, props), flags);
    const acknowledged = report.pluginReports.flatMap(({ suppressedViolations = [] }) => suppressedViolations);
    expect(report.pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
    expect(new Set(acknowledged.map(({ ruleName }) => ruleName.replace(/\[.*/, '')))).toEqual(
      new Set([
        'AwsSolutions-IAM5',
        'AwsSolutions-SMG4',
        'AwsSolutions-SQS3',
        'Serverless-LambdaDLQ',
        'Serverless-LambdaEventSourceMappingDestination',
        'Serverless-SQSRedrivePolicy',
      ]),
    );
    for (const { reason } of acknowledged) expect(reason).toMatch(/^[A-Z].*\.$/);
  });

  it('has nothing to say about a service with an SLO, its dashboards, its alarm for deployments, its journey and its backup pager', () => {
    const build = (app: App) => {
      const { stack, shop } = declared({}, { rollbackAlarm: true }, {}, app);
      const promise = 'You can buy a scarf.';
      new Journey(stack, 'Journey', { journeyName: 'buy', promise, rule: JourneyRule.broken(shop) });
      new BackupPager(stack, 'BackupPager', { services: [shop] });
      new SloDashboard(stack, 'Dashboard', { service: shop });
      new SloOverview(stack, 'Overview', { services: [shop] });
    };
    expect(checked(build).pluginReports).toEqual([]);
  });

  it('has nothing open about what instruments a function', () => {
    const report = checked((app) => {
      const stack = new Stack(app, 'Instrumented');
      const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
      const lambdaFunction = new LambdaFunction(stack, 'Orders', {
        runtime: Runtime.NODEJS_24_X,
        handler: 'index.handler',
        code: Code.fromInline('exports.handler = async () => {};'),
        memorySize: 512,
        timeout: Duration.seconds(5),
        role,
      });
      acknowledge(lambdaFunction, 'Serverless-LambdaDLQ', 'Belongs to who declares the function.');
      new LambdaSignals(stack, 'Signals', { lambdaFunction });
    });
    const found = report.pluginReports.flatMap(({ suppressedViolations = [] }) => suppressedViolations);
    expect(found.map(({ ruleName }) => ruleName).sort()).toEqual([
      'AwsSolutions-IAM5[Resource::*]',
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws/application-signals/data:*]',
      'Serverless-LambdaDLQ',
    ]);
  });

  it('would see a fault', () => {
    expect(() => checked((app) => new Topic(new Stack(app, 'Bad'), 'Open'))).toThrow(/AwsSolutions-SNS3|Validation/);
  });
});

describe('scripts/validation-report', () => {
  const finding = { ruleName: 'R1', description: 'is wrong', violatingConstructs: [{ constructPath: 'App/It' }] };
  const reported = (plugin: object) =>
    JSON.stringify({ pluginReports: [{ pluginName: 'P', violations: [], ...plugin }] });

  function run(text: string | undefined, validation?: string) {
    if (text !== undefined) writeFileSync(join(directory, 'validation-report.json'), text);
    const { CDK_VALIDATION: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'scripts/validation-report.ts', directory],
      { cwd: root, encoding: 'utf8', env: { ...env, ...(validation ? { CDK_VALIDATION: validation } : {}) } },
    );
    return { status, output: stdout + stderr };
  }

  it.each([
    ['an empty report', reported({}), 0, /0 open findings, 0 acknowledged with a reason/],
    [
      'an acknowledged finding',
      reported({ suppressedViolations: [{ ...finding, reason: 'Why.' }] }),
      0,
      /1 acknowledged/,
    ],
    [
      'an open error',
      reported({ violations: [{ ...finding, severity: 'error' }] }),
      1,
      /error P R1: is wrong\n {2}App\/It/,
    ],
    ['an open warning', reported({ violations: [{ ...finding, severity: 'warning' }] }), 1, /warning P R1/],
    [
      'a finding without severity or place',
      reported({ violations: [{ ruleName: 'R', description: 'd' }] }),
      1,
      /1 open/,
    ],
    [
      'an acknowledgement without reason',
      reported({ suppressedViolations: [{ ...finding, reason: ' ' }] }),
      1,
      /without a reason/,
    ],
    ['no report', undefined, 2, /there is no .*validation-report\.json; run "npm run synth"/],
    ['half a report', '{"pluginReports": [', 2, /is not JSON/],
    ['something else', '{}', 2, /holds no pluginReports/],
  ])('for %s', (_what, text, status, message) => {
    expect(run(text)).toEqual({ status, output: expect.stringMatching(message) });
  });

  it('does not believe a report of templates that were not validated', () => {
    expect(run(reported({}), 'false')).toEqual({
      status: 2,
      output: expect.stringMatching(/CDK_VALIDATION is "false"/),
    });
  });
});
