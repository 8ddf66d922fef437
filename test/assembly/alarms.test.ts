import { type AssemblyError, readAlarms, readAssembly, readComposites } from '../../lib/assembly';
import { ACCOUNT, alarmResource, compositeResource, REGION, sloResources, writeAssembly } from './fixture';

function assemblyOf(resources: Record<string, unknown>, environment?: string) {
  return readAssembly(writeAssembly({ Shop: { environment, template: { Resources: resources } } }));
}

const SINGLE = {
  Namespace: 'N',
  MetricName: 'M',
  Dimensions: [{ Name: 'd', Value: 'v' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
};

describe('reading alarms', () => {
  it('reads a metric-math alarm of ours', () => {
    const alarms = readAlarms(assemblyOf(sloResources()));
    expect(alarms.map(({ name }) => name)).toEqual([
      'slo/prod/checkout/evidence',
      'slo/prod/checkout/fast',
      'slo/prod/checkout/slow',
      'slo/prod/checkout/ticket',
    ]);
    expect(alarms[1]).toEqual({
      kind: 'metric',
      form: 'math',
      stack: 'Shop',
      logicalId: expect.stringMatching(/^Tierprodcheckoutfast/),
      account: ACCOUNT,
      region: REGION,
      name: 'slo/prod/checkout/fast',
      arn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:slo/prod/checkout/fast`,
      description: 'Burn rate of checkout',
      actionsEnabled: true,
      actions: { alarm: [], ok: [], insufficientData: [] },
      queries: [
        { id: 'e1', expression: 'IF(l < s, l, s)', label: 'checkout fast', returnData: true },
        expect.objectContaining({ id: 'l', period: 60, stat: 'Maximum', returnData: false }),
        {
          id: 's',
          metric: {
            namespace: 'AWS/ApplicationSignals',
            name: 'BurnRate',
            dimensions: { SloName: 'prod-checkout', BurnRateWindowMinutes: '5' },
          },
          period: 60,
          stat: 'Maximum',
          returnData: false,
        },
      ],
      period: 60,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      comparison: 'GreaterThanThreshold',
      threshold: 13.44,
      treatMissingData: 'missing',
    });
  });

  it('reads an alarm on one metric with defaults, numbers written as text, and no name', () => {
    const properties = { ...SINGLE, Period: '300', Threshold: '0.5', ActionsEnabled: 'false' };
    const [alarm] = readAlarms(assemblyOf({ Plain: alarmResource(undefined, properties) }));
    expect(alarm).toMatchObject({
      form: 'single',
      name: 'Shop-Plain',
      period: 300,
      threshold: 0.5,
      datapointsToAlarm: 1,
      treatMissingData: 'missing',
      actionsEnabled: false,
      queries: [{ metric: { namespace: 'N', name: 'M', dimensions: { d: 'v' } }, stat: 'Sum', returnData: true }],
    });
  });

  it('names what only exists after deployment symbolically, or as it is told', () => {
    const assembly = assemblyOf({
      Topic: { Type: 'AWS::SNS::Topic' },
      A: alarmResource('a', {
        ...SINGLE,
        AlarmActions: [{ Ref: 'Topic' }],
        OKActions: [{ 'Fn::GetAtt': ['Topic', 'X'] }],
      }),
    });
    expect(readAlarms(assembly)[0]!.actions).toEqual({
      alarm: ['Shop.Topic'],
      ok: ['Shop.Topic.X'],
      insufficientData: [],
    });
    const told = readAlarms(assembly, { physical: ({ logicalId }) => `arn:${logicalId}` });
    expect(told[0]!.actions.alarm).toEqual(['arn:Topic']);
  });

  it('puts a stack that names no environment where it is told', () => {
    const assembly = assemblyOf({ A: alarmResource('a', SINGLE) }, 'aws://unknown-account/unknown-region');
    expect(readAlarms(assembly)[0]!.arn).toBe('arn:aws:cloudwatch:us-east-1:000000000000:alarm:a');
    const environment = { account: '444455556666', region: 'us-gov-west-1' };
    expect(readAlarms(assembly, { environment })[0]!.arn).toBe(
      'arn:aws-us-gov:cloudwatch:us-gov-west-1:444455556666:alarm:a',
    );
  });

  const math = (...queries: unknown[]) => ({ Metrics: queries, EvaluationPeriods: 1, Threshold: 1 });
  const stat = { Metric: { Namespace: 'N', MetricName: 'M' }, Period: 60, Stat: 'Sum' };

  it.each([
    ['an unknown comparison', { ...SINGLE, ComparisonOperator: 'Above' }, /Properties\.ComparisonOperator: .*"Above"/],
    ['an unknown treatment of missing data', { ...SINGLE, TreatMissingData: 'bad' }, /TreatMissingData/],
    ['a threshold that is no number', { ...SINGLE, Threshold: 'many' }, /Properties\.Threshold/],
    ['no evaluation periods', { ...SINGLE, EvaluationPeriods: 0 }, /EvaluationPeriods/],
    [
      'more data points than periods',
      { ...SINGLE, DatapointsToAlarm: 2 },
      /DatapointsToAlarm: got 2, allowed are 1 to 1/,
    ],
    ['a period of 90 s', { ...SINGLE, Period: 90 }, /Period: got 90 s, allowed are 10, 20, 30 and multiples of 60/],
    ['no statistic', { ...SINGLE, Statistic: undefined }, /Statistic: got nothing/],
    ['no metric at all', math(), /got 0 with ReturnData, allowed is exactly one/],
    [
      'an id twice',
      math({ Id: 'a', MetricStat: stat }, { Id: 'a', MetricStat: stat, ReturnData: false }),
      /an Id twice/,
    ],
    [
      'two returned queries',
      math({ Id: 'a', MetricStat: stat }, { Id: 'b', MetricStat: stat }),
      /got 2 with ReturnData/,
    ],
    [
      'an expression that is also a metric',
      math({ Id: 'a', Expression: 'b', MetricStat: stat }),
      /Metrics\[0\]: got both/,
    ],
    ['neither expression nor metric', math({ Id: 'a' }), /Metrics\[0\]: got neither/],
    [
      'metrics of different periods',
      math({ Id: 'a', MetricStat: stat }, { Id: 'b', MetricStat: { ...stat, Period: 300 }, ReturnData: false }),
      /got periods 60, 300/,
    ],
    ['an expression over nothing', math({ Id: 'a', Expression: '1' }), /got periods of none/],
    [
      'a band of anomaly detection for a threshold',
      { ...SINGLE, Threshold: undefined, ThresholdMetricId: 'ad1' },
      /ThresholdMetricId: got a band of anomaly detection, allowed is a Threshold/,
    ],
    [
      'a query of PromQL',
      { EvaluationCriteria: { PromQLCriteria: { Query: 'up == 0' } } },
      /EvaluationCriteria: got a query of PromQL, allowed are a metric and Metrics/,
    ],
    [
      'a query of Metrics Insights',
      math({ Id: 'a', Expression: 'SELECT AVG(CPUUtilization) FROM "AWS/EC2"', Period: 60 }),
      /Metrics\[0\]\.Expression: got a query of Metrics Insights, allowed is metric math/,
    ],
    [
      'a function we do not know',
      { ...SINGLE, Threshold: { 'Fn::Length': ['c', 1, 2] } },
      /Properties\.Threshold: got Fn::Length/,
    ],
  ])('refuses an alarm of ours with %s and names stack and resource', (_, properties, message) => {
    const assembly = assemblyOf({ Mine: alarmResource('slo/prod/checkout/fast', properties) });
    expect(() => readAlarms(assembly)).toThrow(message);
    expect(() => readAlarms(assembly)).toThrow('stack "Shop", resource "Mine": ');
  });

  it('says which settings of its evaluation nothing here follows', () => {
    const settings = {
      EvaluationWindow: { WallClockWindow: {} },
      WarmUpConfiguration: { WarmUpPeriodDurationInMinutes: 5 },
    };
    const read = (more: object) => readAlarms(assemblyOf({ A: alarmResource('a', { ...SINGLE, ...more }) }))[0]!;
    expect(read(settings).unsimulated).toEqual(['EvaluationWindow.WallClockWindow', 'WarmUpConfiguration']);
    expect(read({ EvaluationWindow: { SlidingWindow: {} } })).not.toHaveProperty('unsimulated');
  });

  it.each([
    [{}, 'missing'],
    [{ Namespace: 'AWS/DynamoDB' }, 'ignore'],
    [{ Namespace: 'AWS/DynamoDB', TreatMissingData: 'breaching' }, 'breaching'],
  ])('%p treats missing data as %s', (more, expected) => {
    const [alarm] = readAlarms(assemblyOf({ A: alarmResource('a', { ...SINGLE, ...more }) }));
    expect(alarm!.treatMissingData).toBe(expected);
  });

  it('leaves out what it cannot read of others, and says so', () => {
    const anomaly = math({ Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)' }, { Id: 'm1', MetricStat: stat });
    const unreadable: AssemblyError[] = [];
    const resources = { Foreign: alarmResource('foreign', anomaly), Plain: alarmResource('plain', SINGLE) };
    const alarms = readAlarms(assemblyOf(resources), { onUnreadable: (error) => unreadable.push(error) });
    expect(alarms.map(({ name }) => name)).toEqual(['plain']);
    expect(unreadable.map(({ message }) => message)).toEqual([
      'stack "Shop", resource "Foreign": Properties.Metrics: got 2 with ReturnData, allowed is exactly one',
    ]);
  });
});

describe('reading composite alarms', () => {
  it('resolves the ARNs in the rule', () => {
    const resources = { ...sloResources(), ...compositeResource('prod', 'shop', ['checkout']) };
    const [composite] = readComposites(assemblyOf(resources));
    const arn = `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:slo/prod/checkout`;
    expect(composite).toMatchObject({
      kind: 'composite',
      name: 'prod-shop-breach',
      rule: `ALARM("${arn}/fast") OR ALARM("${arn}/slow")`,
    });
  });

  it('keeps the suppressor', () => {
    const Properties = {
      AlarmRule: 'ALARM(x)',
      ActionsSuppressor: 'deploying',
      ActionsSuppressorWaitPeriod: 120,
      ActionsSuppressorExtensionPeriod: '180',
    };
    const [composite] = readComposites(assemblyOf({ C: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties } }));
    expect(composite).toMatchObject({
      name: 'Shop-C',
      actionsSuppressor: 'deploying',
      actionsSuppressorWaitPeriod: 120,
      actionsSuppressorExtensionPeriod: 180,
    });
  });

  it('refuses a composite without a rule', () => {
    const assembly = assemblyOf({ C: { Type: 'AWS::CloudWatch::CompositeAlarm' } });
    expect(() => readComposites(assembly)).toThrow(/stack "Shop", resource "C": Properties\.AlarmRule/);
  });
});
