import { connect } from 'node:net';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetAlarmMuteRuleCommand,
  GetMetricDataCommand,
  ListAlarmMuteRulesCommand,
  ListMetricsCommand,
  paginateDescribeAlarms,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { AwsTrouble, CloudWatchPort, SignalsPort } from '../../lib/local';
import { AwsServices } from '../../lib/local/aws-services';
import { MuteRule } from '../../lib/simulate';

// The SDK's word on the Node.js of 2027 is not for here.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const ARN = 'arn:aws:secretsmanager:eu-west-3:000000000000:secret:slack';
const START = Date.parse('2026-11-14T20:00:00Z');
const MINUTE = 60_000;

const asked: Parameters<CloudWatchPort['metricData']>[] = [];
let now = START;
const cloudwatch: CloudWatchPort = {
  alarms: () =>
    Array.from({ length: 120 }, (_, index) => ({
      name: index < 110 ? `slo/prod/orders-${index}/fast` : `other-${index}`,
      arn: `arn:aws:cloudwatch:eu-west-3:000000000000:alarm:${index}`,
      value: index === 7 ? 'ALARM' : 'OK',
      at: START + 138,
      reason: 'Threshold Crossed',
    })),
  metricData: (...request) => {
    asked.push(request);
    return [{ id: 'bad', label: 'Bad', timestamps: [START, START + MINUTE], values: [0.1, 2] }];
  },
};
const signals: SignalsPort = {
  budget: (objective, at) =>
    ({
      'prod-orders': {
        status: 'BREACHED' as const,
        attainment: 99.5,
        total: 4032.4,
        remaining: -16_128.6,
        unit: 'requests' as const,
      },
      'prod-mail': {
        status: 'OK' as const,
        attainment: 100,
        total: at / 1000,
        remaining: 60,
        unit: 'seconds' as const,
      },
      'prod-new': { status: 'INSUFFICIENT_DATA' as const, unit: 'requests' as const },
    })[objective],
  changes: (service, from, to) => [
    { at: from, kind: 'DEPLOYMENT', name: `${service} v7`, user: 'somebody' },
    { at: to, kind: 'CONFIGURATION' },
  ],
  dependencies: (service, from, to) => [
    {
      operation: 'POST /orders',
      dependency: `${service}-db`,
      dependencyOperation: 'query',
      metrics: [metric(to - from)],
    },
  ],
  operations: (service) => [{ name: `POST /${service}`, metrics: [metric(1)] }],
  traces: (filter) => [{ id: '1-5759e988-bd862e3fe1be46a994272793', service: filter, exception: 'LockTimeout' }],
};
const metric = (minutes: number) => ({
  type: 'FAULT',
  namespace: 'ApplicationSignals',
  name: 'Fault',
  dimensions: { Minutes: String(minutes) },
});
const troubles = new Map<string, AwsTrouble>();
let services: AwsServices;
const client = () => ({
  region: 'eu-west-3',
  endpoint: services.url,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
});

beforeAll(async () => {
  services = await AwsServices.start({
    cloudwatch,
    signals,
    troubles: (operation) => troubles.get(operation),
    now: () => now,
  });
  services.secrets.set(ARN, '{"botToken":"xoxb"}');
  services.parameters.set('/slo/prod/checkout', '{"slo":"checkout"}');
});
afterAll(() => services.stop());

describe('what the AWS SDK asks this computer', () => {
  it.each([
    ['ARN', ARN],
    ['name', 'slack'],
  ])('a secret by its %s', async (_how, SecretId) => {
    const answer = await new SecretsManagerClient(client()).send(new GetSecretValueCommand({ SecretId }));
    expect(answer).toMatchObject({ ARN, Name: 'slack', SecretString: '{"botToken":"xoxb"}' });
  });

  it('a parameter', async () => {
    const { Parameter } = await new SSMClient(client()).send(new GetParameterCommand({ Name: '/slo/prod/checkout' }));
    expect(Parameter).toMatchObject({ Name: '/slo/prod/checkout', Value: '{"slo":"checkout"}' });
  });

  it('alarms by prefix, page by page, and by name', async () => {
    const cloudwatch = new CloudWatchClient(client());
    const pages = [];
    for await (const { MetricAlarms } of paginateDescribeAlarms(
      { client: cloudwatch, pageSize: 100 },
      { AlarmNamePrefix: 'slo/prod/' },
    ))
      pages.push(MetricAlarms!);
    expect(pages.map(({ length }) => length)).toEqual([100, 10]);
    const { MetricAlarms } = await cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames: ['slo/prod/orders-7/fast', 'no such alarm'] }),
    );
    expect(MetricAlarms).toEqual([
      expect.objectContaining({ StateValue: 'ALARM', StateTransitionedTimestamp: new Date(START + 138) }),
    ]);
  });

  it('mute rules, active while their window is open', async () => {
    const cloudwatch = new CloudWatchClient(client());
    const rule = (name: string, expression: string) =>
      new MuteRule({
        stack: 'Shop',
        logicalId: name,
        account: '000000000000',
        region: 'eu-west-3',
        name,
        arn: `arn:aws:cloudwatch:eu-west-3:000000000000:alarm-mute-rule:${name}`,
        expression,
        minutes: 120,
        timeZone: 'Europe/Paris',
        alarmNames: ['slo/prod/orders-7/fast'],
      });
    // 20:00 UTC is 21:00 in Paris, on a Saturday.
    services.cloudwatch.muteRules.push(rule('weekly', 'cron(30 20 * * 6)'), rule('once', 'at(2026-11-14T23:00)'));
    const active = async () =>
      (await cloudwatch.send(new ListAlarmMuteRulesCommand({ Statuses: ['ACTIVE'] }))).AlarmMuteRuleSummaries!.map(
        ({ AlarmMuteRuleArn }) => AlarmMuteRuleArn!.split(':').at(-1),
      );
    expect(await active()).toEqual(['weekly']);
    now = START + 89 * MINUTE;
    expect(await active()).toEqual(['weekly']);
    now = START + 91 * MINUTE;
    expect(await active()).toEqual([]);
    now = START + 120 * MINUTE;
    expect(await active()).toEqual(['once']);
    const { MuteTargets } = await cloudwatch.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: 'once' }));
    expect(MuteTargets).toEqual({ AlarmNames: ['slo/prod/orders-7/fast'] });
  });

  it('a secret and a parameter that do not exist, with the errors of AWS', async () => {
    await expect(
      new SecretsManagerClient(client()).send(new GetSecretValueCommand({ SecretId: 'ck' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(new SSMClient(client()).send(new GetParameterCommand({ Name: '/slo/prod/ck' }))).rejects.toMatchObject(
      { name: 'ParameterNotFound' },
    );
  });

  it.each([
    ['TimestampAscending', [0.1, 2]],
    ['TimestampDescending', [2, 0.1]],
    [undefined, [2, 0.1]],
  ] as const)('metric data, ordered by %s', async (ScanBy, Values) => {
    const Dimensions = [{ Name: 'Slo', Value: 'checkout' }];
    const Metric = { Namespace: 'Shop', MetricName: 'bad', Dimensions };
    const { MetricDataResults } = await new CloudWatchClient(client()).send(
      new GetMetricDataCommand({
        StartTime: new Date(START),
        EndTime: new Date(START + 5 * MINUTE),
        ...(ScanBy === undefined ? {} : { ScanBy }),
        MetricDataQueries: [
          { Id: 'sum', Expression: 'FILL(bad, 0)', Label: 'Sum' },
          { Id: 'bad', MetricStat: { Metric, Period: 60, Stat: 'Sum' }, ReturnData: false },
        ],
      }),
    );
    expect(MetricDataResults).toMatchObject([{ Id: 'bad', Label: 'Bad', StatusCode: 'Complete', Values }]);
    expect(MetricDataResults![0]!.Timestamps!.map(Number).sort()).toEqual([START, START + MINUTE]);
    expect(asked.at(-1)).toEqual([
      [
        { id: 'sum', expression: 'FILL(bad, 0)', label: 'Sum', returnData: true },
        {
          id: 'bad',
          metric: { namespace: 'Shop', name: 'bad', dimensions: { Slo: 'checkout' } },
          period: 60,
          stat: 'Sum',
          returnData: false,
        },
      ],
      START,
      START + 5 * MINUTE,
    ]);
  });

  it('an alarm to be put into a state, and is told when there is no such alarm', async () => {
    const forced: object[] = [];
    const forcing = await AwsServices.start({
      cloudwatch,
      now: () => now,
      forceAlarm: async (state) => {
        if (state.alarmName !== 'canary') throw new Error(`alarm: got "${state.alarmName}"`);
        forced.push(state);
      },
    });
    const asks = new CloudWatchClient({ ...client(), endpoint: forcing.url });
    const said = { StateValue: 'ALARM', StateReason: 'test', StateReasonData: '{"a":1}' } as const;
    await asks.send(new SetAlarmStateCommand({ AlarmName: 'canary', ...said }));
    expect(forced).toEqual([{ alarmName: 'canary', value: 'ALARM', reason: 'test', reasonData: '{"a":1}' }]);
    await expect(asks.send(new SetAlarmStateCommand({ AlarmName: 'other', ...said }))).rejects.toThrow('"other"');
    const wrong = { ...said, StateValue: 'FINE' as 'OK' };
    await expect(asks.send(new SetAlarmStateCommand({ AlarmName: 'canary', ...wrong }))).rejects.toThrow(
      'StateValue: got "FINE", allowed are OK, ALARM, INSUFFICIENT_DATA',
    );
    forcing.stop();
  });

  it('anything else, which is refused by name', async () => {
    await expect(new CloudWatchClient(client()).send(new ListMetricsCommand({}))).rejects.toThrow(
      'operation "ListMetrics" is not answered here',
    );
  });
});

describe('what nobody should ask', () => {
  it.each([
    ['nothing', ''],
    ['broken JSON', '{"SecretId":'],
    ['no object', 'null'],
  ])('%s is refused', async (_what, body) => {
    const headers = { 'x-amz-target': 'secretsmanager.GetSecretValue' };
    expect((await fetch(services.url, { method: 'POST', headers, body })).status).toBe(400);
  });

  it('half a question does not stop the others', async () => {
    const { hostname, port } = new URL(services.url);
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve) => {
      socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"SecretId"', () => resolve());
    });
    socket.destroy();
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    const answer = await new SecretsManagerClient(client()).send(new GetSecretValueCommand({ SecretId: ARN }));
    expect(answer.ARN).toBe(ARN);
  });
});
