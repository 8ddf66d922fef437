import type { TemplateResource } from '../../../lib/assembly';
import { ACCOUNT, alarm, dashboard, found, objective, REGION, type Resources, stack } from '../template';

const RESOURCES: Resources = { Slo: objective(), Errors: alarm({ AlarmName: 'slo/prod/checkout/fast' }) };
const of = (resource: TemplateResource, parameters: Record<string, object> = {}) =>
  found(stack({ ...RESOURCES, Board: resource }, { template: { Parameters: parameters } }));
const body = (type: string, properties: object) => dashboard({ widgets: [{ type, properties }] });
const graph = (...metrics: unknown[]) => of(body('metric', { region: REGION, metrics }));
const burn = (slo: string, minutes: string) => [
  'AWS/ApplicationSignals',
  'BurnRate',
  'SloName',
  slo,
  'BurnRateWindowMinutes',
  minutes,
];
const ROW = 'DashboardBody.widgets[0].properties.metrics';

describe('the JSON of a dashboard', () => {
  it('is JSON', () => {
    const [line, ...others] = of(dashboard('{"widgets": [}'));
    expect(line).toMatch(
      /^error dashboard-json Shop\/Board: DashboardBody: got no JSON \(.*JSON.*\), allowed is JSON$/,
    );
    expect(others).toEqual([]);
  });

  it('has widgets', () => {
    expect(of(dashboard('{}'))).toEqual([
      'error dashboard-widget Shop/Board: DashboardBody.widgets: got nothing, allowed is a list',
    ]);
    expect(of(dashboard({ widgets: [{ type: 'pie', properties: {} }] }))[0]).toMatch(/^warning dashboard-widget /);
  });

  const joined = (...parts: unknown[]) => dashboard({ 'Fn::Join': ['', parts] });
  const start =
    '{"widgets":[{"type":"metric","properties":{"metrics":[["AWS/ApplicationSignals","BurnRate","SloName","';
  const end = '","BurnRateWindowMinutes","7"]]}}]}';
  const undeclared = `error dashboard-metric Shop/Board: ${ROW}[0]: got BurnRateWindowMinutes "7" of "checkout", allowed are its windows 5, 60`;

  it('is read with its functions replaced', () => {
    expect(of(joined(start, { Ref: 'Name' }, end), { Name: { Type: 'String', Default: 'checkout' } })).toEqual([
      undeclared,
    ]);
  });

  it('is read around what is known at deployment only', () => {
    const open = { Title: { Type: 'String' } };
    const titled = joined(start, 'checkout', end.replace('}}]}', ',"title":"'), { Ref: 'Title' }, '"}}]}');
    expect(of(titled, open)).toEqual([undeclared]);
    expect(of(joined(start, { Ref: 'Title' }, end), open)).toEqual([]);
    expect(of(joined('{"widgets":[{"height":', { Ref: 'Title' }, '}]}'), open)).toEqual([]);
    expect(of(joined(start, { Ref: 'Elsewhere' }, end))).toEqual([]);
  });
});

describe('a metric of a dashboard', () => {
  it('may be of an SLO and a window that exist, of anything else, or an expression', () => {
    expect(
      graph(burn('checkout', '5'), ['...', '60'], ['AWS/EC2', 'CPUUtilization'], [{ expression: 'm1 + 1' }]),
    ).toEqual([]);
  });

  it('may be what the reader of the dashboard chooses', () => {
    const chosen = (variable: object, ...metrics: unknown[]) =>
      of(dashboard({ variables: [variable], widgets: [{ type: 'metric', properties: { region: REGION, metrics } }] }));
    expect(chosen({ type: 'pattern', pattern: 'THE_SLO' }, burn('THE_SLO', '7'))).toEqual([]);
    expect(chosen({ type: 'property', property: 'SloName' }, burn('search', '7'))).toEqual([]);
    expect(chosen({ type: 'property', property: 'InstanceId' }, burn('search', '7'))).toHaveLength(1);
  });

  it('is of an SLO of the assembly, or of another app', () => {
    expect(graph(burn('checkout', '5'), ['.', 'AttainmentRate', '.', 'search'])).toEqual([
      `warning dashboard-metric Shop/Board: ${ROW}[1]: got SloName "search", which is not in this assembly, allowed is the name of an SLO of the same account and region`,
    ]);
  });

  it('is of a window that the SLO declares', () => {
    expect(graph(burn('checkout', '5'), ['...', '30'])).toEqual([
      `error dashboard-metric Shop/Board: ${ROW}[1]: got BurnRateWindowMinutes "30" of "checkout", allowed are its windows 5, 60`,
    ]);
  });

  it('may be of another region or account, where other SLOs are', () => {
    const there = (options: object, ...others: Parameters<typeof found>) => {
      const metrics = [[...burn('checkout', '5'), options]];
      return found(stack({ ...RESOURCES, Board: body('metric', { region: REGION, metrics }) }), ...others);
    };
    const far = stack({}, { name: 'Far', region: 'us-east-1' });
    expect(there({ accountId: ACCOUNT, region: REGION }, far)).toEqual([]);
    expect(there({ accountId: '999999999999' }, far)).toEqual([]);
    expect(there({ region: 'us-east-1' })).toEqual([]);
    expect(there({ region: 'us-east-1' }, far).map((line) => line.slice(0, 24))).toEqual(['warning dashboard-metric']);
  });
});

describe('an alarm of a dashboard', () => {
  const arn = (name: string, region = REGION) => `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:${name}`;
  it.each([
    ['one of ours', [arn('slo/prod/checkout/fast')], []],
    ['one of others', [arn('theirs')], []],
    ['one of ours in another region', [arn('slo/prod/checkout/slow', 'us-east-1')], []],
    [
      'one of ours that is not there',
      [arn('slo/prod/checkout/fast'), arn('slo/prod/checkout/slow')],
      [
        '.alarms[1]: got "slo/prod/checkout/slow", which is not in this assembly, allowed is the ARN of an alarm that exists',
      ],
    ],
    [
      'a name',
      ['slo/prod/checkout/fast'],
      ['.alarms[0]: got "slo/prod/checkout/fast", allowed is the ARN of an alarm'],
    ],
  ])('may be %s, or is told', (_, alarms, messages) => {
    const lines = (path: string) =>
      messages.map(
        (message) => `warning dashboard-alarm Shop/Board: DashboardBody.widgets[0].properties${path}${message}`,
      );
    expect(of(body('alarm', { alarms }))).toEqual(lines(''));
    expect(of(body('metric', { annotations: { alarms } }))).toEqual(lines('.annotations'));
  });
});

describe('the name of a dashboard', () => {
  it('is taken once in an account, whatever the region', () => {
    const one = stack({ One: dashboard({ widgets: [] }) });
    const other = (more: object) => found(one, stack({ Two: dashboard({ widgets: [] }) }, { name: 'Other', ...more }));
    const taken = (level: string) =>
      `${level} dashboard-name-taken Other/Two: DashboardName: got "shop", as has Shop/One, allowed is each name once in an account, whatever the region`;
    expect(other({ region: 'us-east-1' })).toEqual([taken('error')]);
    expect(other({ account: undefined })).toEqual([taken('warning')]);
    expect(other({ account: '999999999999' })).toEqual([]);
  });
});
