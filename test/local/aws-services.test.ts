import { connect } from 'node:net';
import {
  ApplicationSignalsClient,
  BatchGetServiceLevelObjectiveBudgetReportCommand,
  ListEntityEventsCommand,
  ListServiceDependenciesCommand,
  ListServiceOperationsCommand,
} from '@aws-sdk/client-application-signals';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetAlarmMuteRuleCommand,
  GetMetricDataCommand,
  GetMetricWidgetImageCommand,
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

describe('what Application Signals and X-Ray are asked here', () => {
  const Entity = { Type: 'Service', Name: 'shop', Environment: 'prod' };
  const range = { StartTime: new Date(START), EndTime: new Date(START + MINUTE) };
  const signalsClient = () => new ApplicationSignalsClient(client());

  it('budgets by name or ARN; an SLO that is not there is an error in a good answer', async () => {
    const SloIds = [
      'prod-orders',
      'arn:aws:application-signals:eu-west-3:000000000000:slo/prod-mail',
      'prod-new',
      'gone',
    ];
    const Timestamp = new Date(START);
    const answer = await signalsClient().send(
      new BatchGetServiceLevelObjectiveBudgetReportCommand({ Timestamp, SloIds }),
    );
    expect(answer.Reports).toMatchObject([
      {
        Name: 'prod-orders',
        EvaluationType: 'RequestBased',
        BudgetStatus: 'BREACHED',
        Attainment: 99.5,
        TotalBudgetRequests: 4032,
        BudgetRequestsRemaining: -16_129,
      },
      {
        Name: 'prod-mail',
        EvaluationType: 'PeriodBased',
        TotalBudgetSeconds: START / 1000,
        BudgetSecondsRemaining: 60,
      },
      { Name: 'prod-new', BudgetStatus: 'INSUFFICIENT_DATA' },
    ]);
    expect(answer.Reports![2]).not.toHaveProperty('Attainment');
    expect(answer.Errors).toMatchObject([{ Name: 'gone', ErrorCode: 'ResourceNotFoundException' }]);
  });

  it.each([0, 51])('no budgets of %d SLOs', async (length) => {
    const SloIds = Array.from({ length }, (_, index) => `prod-${index}`);
    const command = new BatchGetServiceLevelObjectiveBudgetReportCommand({ Timestamp: new Date(START), SloIds });
    await expect(signalsClient().send(command)).rejects.toMatchObject({
      name: 'ValidationException',
      message: `SloIds: got ${length}, allowed are 1 to 50`,
    });
  });

  it('changes of a service, who it calls, and what it does', async () => {
    const { ChangeEvents } = await signalsClient().send(new ListEntityEventsCommand({ Entity, ...range }));
    expect(ChangeEvents).toMatchObject([
      { ChangeEventType: 'DEPLOYMENT', EventName: 'shop v7', UserName: 'somebody', Timestamp: new Date(START) },
      { ChangeEventType: 'CONFIGURATION', Entity, Timestamp: new Date(START + MINUTE) },
    ]);
    const { ServiceDependencies } = await signalsClient().send(
      new ListServiceDependenciesCommand({ KeyAttributes: Entity, ...range }),
    );
    expect(ServiceDependencies).toMatchObject([
      {
        OperationName: 'POST /orders',
        DependencyKeyAttributes: { Name: 'shop-db' },
        MetricReferences: [{ MetricType: 'FAULT', Dimensions: [{ Name: 'Minutes', Value: String(MINUTE) }] }],
      },
    ]);
    const { ServiceOperations } = await signalsClient().send(
      new ListServiceOperationsCommand({ KeyAttributes: Entity, ...range }),
    );
    expect(ServiceOperations).toMatchObject([{ Name: 'POST /shop' }]);
  });

  it('traces, with what was thrown', async () => {
    const body = JSON.stringify({ StartTime: 1, EndTime: 2, FilterExpression: 'service("shop") { fault = true }' });
    const response = await fetch(`${services.url}/TraceSummaries`, { method: 'POST', body });
    expect(await response.json()).toMatchObject({
      TraceSummaries: [
        {
          Id: '1-5759e988-bd862e3fe1be46a994272793',
          FaultRootCauses: [{ Services: [{ EntityPath: [{ Exceptions: [{ Name: 'LockTimeout' }] }] }] }],
        },
      ],
    });
  });

  it('nothing, where nobody knows anything', async () => {
    const ignorant = await AwsServices.start({ cloudwatch, now: () => now });
    const asks = new ApplicationSignalsClient({ ...client(), endpoint: ignorant.url });
    const { ChangeEvents } = await asks.send(new ListEntityEventsCommand({ Entity, ...range }));
    const { Errors } = await asks.send(
      new BatchGetServiceLevelObjectiveBudgetReportCommand({ Timestamp: new Date(START), SloIds: ['prod-orders'] }),
    );
    expect([ChangeEvents, Errors!.length]).toEqual([[], 1]);
    ignorant.stop();
  });
});

describe('calls that go wrong', () => {
  const ask = (abortSignal?: AbortSignal) =>
    new CloudWatchClient(client()).send(new DescribeAlarmsCommand({}), abortSignal ? { abortSignal } : {});
  afterEach(() => troubles.clear());

  it.each([
    ['ThrottlingException', 400],
    ['AccessDeniedException', 403],
    ['InternalFailure', 500],
  ])('with %s', async (type, status) => {
    troubles.set('DescribeAlarms', { type, status });
    await expect(ask()).rejects.toMatchObject({ name: type, $metadata: { httpStatusCode: status } });
  });

  it('in Application Signals, by the same name', async () => {
    troubles.set('ListEntityEvents', { type: 'ThrottlingException', status: 429 });
    const Entity = { Type: 'Service', Name: 'shop', Environment: 'prod' };
    const command = new ListEntityEventsCommand({ Entity, StartTime: new Date(0), EndTime: new Date(1) });
    await expect(new ApplicationSignalsClient(client()).send(command)).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
  });

  it('are never answered, until who asks gives up; others are answered meanwhile', async () => {
    troubles.set('DescribeAlarms', 'hang');
    const hanging = ask(AbortSignal.timeout(200));
    const { Parameter } = await new SSMClient(client()).send(new GetParameterCommand({ Name: '/slo/prod/checkout' }));
    expect(Parameter!.Value).toBe('{"slo":"checkout"}');
    await expect(hanging).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a picture of a metric', () => {
  const draw = (widget: unknown) =>
    new CloudWatchClient(client()).send(
      new GetMetricWidgetImageCommand({ MetricWidget: typeof widget === 'string' ? widget : JSON.stringify(widget) }),
    );

  it('is a PNG of the size that was asked for, of the metrics and the time that were asked for', async () => {
    now = START;
    const metrics = [
      ['Shop', 'bad', 'Slo', 'checkout', { id: 'bad', stat: 'Sum', visible: false }],
      ['.', 'total', '.', '.', { id: 'total', stat: 'Sum' }],
      ['...', 'mail', { id: 'mail', period: 300 }],
      [{ expression: '100 * bad / total', id: 'share', label: 'Bad, %' }],
    ];
    const { MetricWidgetImage } = await draw({ metrics, width: 320, height: 200, start: '-PT1H30M', period: 60 });
    const png = Buffer.from(MetricWidgetImage!);
    expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 320, 200]);
    const [queries, from, to] = asked.at(-1)!;
    const metric = (name: string, Slo = 'checkout') => ({ namespace: 'Shop', name, dimensions: { Slo } });
    expect([from, to]).toEqual([START - 90 * MINUTE, START]);
    expect(queries).toEqual([
      { id: 'bad', returnData: false, metric: metric('bad'), stat: 'Sum', period: 60 },
      { id: 'total', returnData: true, metric: metric('total'), stat: 'Sum', period: 60 },
      { id: 'mail', returnData: true, metric: metric('total', 'mail'), stat: 'Average', period: 300 },
      { id: 'share', returnData: true, label: 'Bad, %', expression: '100 * bad / total' },
    ]);
  });

  it('shows times of the zone that was asked for', async () => {
    const drawn = async (timezone: string) => {
      const widget = {
        metrics: [['Shop', 'bad']],
        start: '2026-11-14T19:00:00Z',
        end: '2026-11-14T20:00:00Z',
        timezone,
      };
      return Buffer.from((await draw(widget)).MetricWidgetImage!).toString('base64');
    };
    expect(await drawn('+0100')).not.toBe(await drawn('+0000'));
    expect(await drawn('-0030')).not.toBe(await drawn('+0030'));
  });

  it.each(['', 'null', '{"metrics":1}', '[]'])('cannot be made of %j', async (widget) => {
    await expect(draw(widget)).rejects.toThrow('MetricWidget: got no JSON object with metrics');
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
