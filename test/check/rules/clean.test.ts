import { checkAssembly } from '../../../lib/check/check';
import { echarpe } from '../../support/estate';
import { alarm, burnAlarm, composite, dashboard, found, mathAlarm, objective, stack, TOPIC } from '../template';

const GRAPH = {
  type: 'metric',
  x: 0,
  y: 0,
  width: 24,
  height: 6,
  properties: {
    region: 'eu-west-1',
    metrics: [
      ['AWS/ApplicationSignals', 'BurnRate', 'SloName', 'checkout', 'BurnRateWindowMinutes', '60'],
      ['...', '5', { label: 'short' }],
      [{ expression: 'SEARCH("anything")' }],
    ],
  },
};

describe('what is fine', () => {
  it('gives nothing', () => {
    const actions = { AlarmActions: [{ Ref: 'Topic' }], OKActions: [{ Ref: 'Topic' }] };
    const rule = {
      'Fn::Join': ['', ['ALARM("', { 'Fn::GetAtt': ['Errors', 'Arn'] }, '") AND NOT ALARM(', { Ref: 'Burn' }, ')']],
    };
    const resources = {
      Topic: TOPIC,
      Errors: alarm(actions),
      Slo: objective(),
      Burn: burnAlarm('checkout'),
      Any: composite(rule, actions),
      Board: dashboard({ widgets: [GRAPH, { type: 'text', properties: { markdown: 'Hello' } }] }),
    };
    expect(found(stack(resources))).toEqual([]);
  });

  it('is what other resources say when they are deployed', () => {
    const said = { 'Fn::GetAtt': ['Custom', 'Value'] };
    const text = (length: number) => ({ 'Fn::Join': ['', ['x'.repeat(length), said]] });
    const stat = (Period: unknown) => ({ Metric: { Namespace: 'Shop', MetricName: 'Errors' }, Period, Stat: 'Sum' });
    const queries = [
      { Id: 'e', Expression: { 'Fn::Join': ['', ['m * ', said]] } },
      { Id: 'm', MetricStat: stat(60), ReturnData: false },
    ];
    const resources = {
      Custom: { Type: 'Custom::Values' },
      Errors: alarm({ AlarmName: text(250), AlarmDescription: text(1020), Period: said, EvaluationPeriods: said }),
      Math: mathAlarm(queries, { AlarmName: 'math', Threshold: said }),
      Any: composite({ 'Fn::Join': ['', ['ALARM(', said, ')', ' OR TRUE'.repeat(1278)]] }),
      Slo: objective('checkout', { Goal: { AttainmentGoal: said } }),
      Board: dashboard({ 'Fn::Join': ['', ['{"widgets":[{"type":"text","properties":{},"height":', said, '}]}']] }),
    };
    const lines = found(stack(resources, { name: 'shop' }));
    // TRUE so often is true, and more than 500 elements.
    expect(lines.filter((line) => !/not-checked|composite-(fires|rule-limits)/.test(line))).toEqual([]);
    expect(lines.join()).not.toContain('characters');
  });

  it('is what CloudFormation looks up when it is deployed', () => {
    const lookedUp = '{{resolve:ssm:/shop/value}}';
    const resources = {
      Product: { Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct' },
      Errors: alarm({ AlarmActions: [lookedUp, { 'Fn::GetAtt': ['Product', 'Outputs.TopicArn'] }], Period: lookedUp }),
      Any: composite(`ALARM(errors) OR ALARM(${lookedUp}) OR ALARM("${lookedUp}")`),
      Other: composite(lookedUp, { AlarmName: 'other' }),
      Board: dashboard(lookedUp),
    };
    expect(found(stack(resources)).filter((line) => !line.includes('not-checked'))).toEqual([]);
  });

  it('is what CloudFormation completes later, as far as anybody knows', () => {
    const { Type } = alarm();
    const include = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://shop/alarm.yaml' } } };
    const later = {
      Errors: { Type, Properties: { AlarmName: 'errors', ...include } },
      Burn: { Type, Properties: include },
    };
    expect(found(stack(later)).filter((line) => !line.includes('not-checked'))).toEqual([]);
  });

  it('is the example estate, as far as alarms, dashboards and templates go', () => {
    const { assembly, remove } = echarpe();
    const { findings } = checkAssembly(assembly, Date.UTC(2026, 10, 25));
    remove();
    const ours =
      /^(alarm|burn-rate|composite|dashboard|goal|slo-(either|name|quota|windows)|template|warning-threshold|not-checked)/;
    expect(findings.filter(({ id }) => ours.test(id)).map(({ message }) => message)).toEqual([]);
  });
});
