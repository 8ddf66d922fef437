import { catalogueEntryOf, sloResources } from '../../assembly/fixture';
import { ACCOUNT, alarm, composite, findings, found, REGION, type Resources, stack, TOPIC } from '../template';

const ERRORS = { Errors: alarm() };
const arn = (name: string, region = REGION, account = ACCOUNT) =>
  `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;
const ofRule = (rule: unknown, more: Resources = {}) => found(stack({ ...ERRORS, ...more, Any: composite(rule) }));
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`A${at}`, alarm({ AlarmName: `a${at}` })]));
const anyOf = (count: number) => Array.from({ length: count }, (_, at) => `ALARM(a${at})`).join(' OR ');

describe('the rule of a composite alarm', () => {
  it.each([
    ['ALARM(errors)'],
    [`ALARM("${arn('errors')}")`],
    ['AT_LEAST(50%, NOT OK, (errors, "errors"))'],
    ['(INSUFFICIENT_DATA(errors) OR ALARM(errors)) AND NOT OK(errors)'],
  ])('may be %s', (rule) => {
    expect(ofRule(rule)).toEqual([]);
  });

  it('may be unknown before it is deployed', () => {
    expect(ofRule({ 'Fn::Join': ['', ['ALARM(', { Ref: 'AlarmOfOthers' }, ')']] })).toEqual([
      expect.stringMatching(/^info not-checked Shop\/Any: /),
    ]);
  });

  it.each([
    ['ALARM(errors) XOR ALARM(errors)', 'error', 14, '"XOR"', 'AND, OR or the end'],
    ['ALARM(errors', 'error', 12, 'the end', '")"'],
    ['ALARM(errors) AND', 'error', 17, 'the end', 'OK, ALARM, INSUFFICIENT_DATA, AT_LEAST, NOT, TRUE, FALSE or "("'],
    ['AT_LEAST(2, ALARM, (errors))', 'error', 9, '"2"', '1 to 1 (as many as there are alarms) or 1% to 100%'],
    // AWS's documentation writes `False` once: who knows.
    [
      'alarm(errors) and NOT False',
      'warning',
      0,
      '"alarm"',
      'OK, ALARM, INSUFFICIENT_DATA, AT_LEAST, NOT, TRUE, FALSE or "("',
    ],
  ])('is not %s', (rule, level, position, got, allowed) => {
    expect(ofRule(rule)).toEqual([
      `${level} composite-rule-syntax Shop/Any: AlarmRule, position ${position}: got ${got}, allowed is ${allowed}`,
    ]);
  });

  it('neither begins nor ends with a blank, as a block of YAML does', () => {
    expect(ofRule('ALARM(errors)\n')).toEqual([
      'warning composite-rule-syntax Shop/Any: AlarmRule: got a blank or a new line at its start or end, allowed is none of them',
    ]);
  });

  it('holds at most 100 alarms, however they are called', () => {
    expect(ofRule(`${anyOf(100)} OR ALARM("${arn('a1')}")`, many(100))).toEqual([]);
    expect(ofRule(anyOf(101), many(101))).toEqual([
      'error composite-rule-limits Shop/Any: AlarmRule: got 101 alarms, allowed are 100',
    ]);
  });

  it('holds at most 500 elements: alarms, constants and pairs of parentheses', () => {
    const mentions = (count: number) => Array.from({ length: count }, () => 'ALARM(errors)').join(' OR ');
    expect(ofRule(mentions(250))).toEqual([]);
    expect(ofRule(mentions(251))).toEqual([
      'warning composite-rule-limits Shop/Any: AlarmRule: got 502 elements, if the parentheses of ALARM(…) count, allowed are 500',
    ]);
    const pairs = Array.from({ length: 251 }, () => '(ALARM(errors))').join(' OR ');
    expect(ofRule(pairs)).toEqual([
      'error composite-rule-limits Shop/Any: AlarmRule: got 502 elements, allowed are 500',
    ]);
  });

  it('has at most 10,240 characters, functions of the template replaced', () => {
    const long = (at: number) => `slo-${String(at).padStart(96, 'x')}`;
    const alarms = Array.from({ length: 80 }, (_, at) => [`A${at}`, alarm({ AlarmName: long(at) })] as const);
    const parts = alarms.flatMap(([id], at) => [at === 0 ? 'ALARM("' : '") OR ALARM("', { 'Fn::GetAtt': [id, 'Arn'] }]);
    const rule = { 'Fn::Join': ['', [...parts, '")']] };
    // arn:aws:cloudwatch:eu-west-1:111122223333:alarm: is 48 characters; with the name 148, with ALARM("") 157, with OR 161 but once.
    expect(ofRule(rule, Object.fromEntries(alarms))).toEqual([
      'error composite-rule-limits Shop/Any: AlarmRule: got 12876 characters, allowed are 10240',
    ]);
  });

  it.each([
    ['ALARM(errors) AND NOT ALARM(errors)', 'error', 'a rule that contradicts itself'],
    [`ALARM(errors) AND OK("${arn('errors')}")`, 'error', 'a rule that contradicts itself'],
    ['FALSE', 'warning', 'a rule that is always false'],
  ])('can be true, unlike %s', (rule, level, got) => {
    expect(ofRule(rule)).toEqual([
      `${level} composite-never-fires Shop/Any: AlarmRule: got ${got}, allowed is a rule that some states of its alarms make true`,
    ]);
  });

  it.each(['NOT ALARM(errors)', 'OK(errors)', 'TRUE'])('is not true while nothing is wrong, unlike %s', (rule) => {
    expect(ofRule(rule)).toEqual([
      `warning composite-fires-while-fine Shop/Any: AlarmRule: got ${JSON.stringify(rule)}, which is true while every alarm is OK, allowed is a rule that needs an alarm in ALARM`,
    ]);
  });
});

describe('an alarm that a rule names', () => {
  const ALLOWED = 'allowed is the name or ARN of an alarm of the same account and region';
  it.each([
    ['of a name that is not there', 'ALARM(missing)', 'warning', '"missing", which is not in this assembly'],
    [
      'of an ARN that is not there',
      `ALARM("${arn('missing')}")`,
      'warning',
      '"missing", which is not in this assembly',
    ],
    [
      'of another region',
      `ALARM("${arn('errors', 'us-east-1')}")`,
      'error',
      '"errors" of account 111122223333, us-east-1',
    ],
    [
      'of another account',
      `ALARM("${arn('errors', REGION, '999999999999')}")`,
      'error',
      '"errors" of account 999999999999, eu-west-1',
    ],
  ])('%s', (_, rule, level, got) => {
    expect(ofRule(rule)).toEqual([`${level} composite-alarm-unknown Shop/Any: AlarmRule: got ${got}, ${ALLOWED}`]);
  });

  it('is an alarm, not another resource', () => {
    const rule = { 'Fn::Join': ['', ['ALARM("', { Ref: 'Topic' }, '")']] };
    expect(ofRule(rule, { Topic: TOPIC })).toEqual([
      `error composite-alarm-unknown Shop/Any: AlarmRule: got Topic, which is AWS::SNS::Topic, ${ALLOWED}`,
    ]);
  });

  it.each([
    ['a custom resource', 'Custom::Alarm'],
    ['an alarm on logs', 'AWS::CloudWatch::LogAlarm'],
    ['a parameter', 'AWS::SSM::Parameter'],
  ])('may come from %s', (_, Type) => {
    const value = { 'Fn::GetAtt': ['Other', 'Value'] };
    const rule = { 'Fn::Join': ['', ['ALARM("', value, '") OR ALARM("alarm-of-', value, '")']] };
    expect(ofRule(rule, { Other: { Type } })).toEqual([]);
  });

  it('may stand in another stack, of the same account and region', () => {
    const rule = 'ALARM(errors)';
    const here = stack({ Any: composite(rule) });
    expect(found(here, stack(ERRORS, { name: 'Other' }))).toEqual([]);
    expect(found(here, stack(ERRORS, { name: 'Other', region: 'us-east-1' }))).toHaveLength(1);
    // Who may be deployed anywhere may be deployed here.
    expect(found(here, stack(ERRORS, { name: 'Other', region: undefined, account: undefined }))).toEqual([]);
  });

  it('is missing for sure where it belongs to an SLO or a service of the assembly', () => {
    const slo = sloResources() as unknown as Resources;
    const unknown = (rule: string) =>
      findings(stack({ ...slo, Any: composite(rule) })).flatMap(({ id, level }) =>
        id === 'composite-alarm-unknown' ? [level] : [],
      );
    const { stage, service } = catalogueEntryOf();
    expect(unknown('ALARM("slo/prod/checkout/fast")')).toEqual([]);
    expect(unknown('ALARM("slo/prod/checkout/fats")')).toEqual(['error']);
    expect(unknown(`ALARM("${stage}-${service}-breach")`)).toEqual(['error']);
    // Of another app, perhaps.
    expect(unknown('ALARM("slo/prod/search/fast")')).toEqual(['warning']);
  });
});

describe('composite alarms that watch each other', () => {
  const circle = (id: string, rule: string) => composite(rule, { AlarmName: id });
  it.each([
    ['itself', { A: circle('A', 'ALARM(A)') }, 'A -> A'],
    ['each other', { A: circle('A', 'ALARM(B)'), B: circle('B', `ALARM("${arn('A')}")`) }, 'A -> B -> A'],
    [
      'in a circle behind others',
      {
        Z: circle('Z', 'ALARM(A)'),
        A: circle('A', 'ALARM(B)'),
        B: circle('B', 'ALARM(C)'),
        C: circle('C', 'ALARM(A)'),
      },
      'A -> B -> C -> A',
    ],
  ])('watch %s', (_, resources, path) => {
    expect(found(stack(resources))).toEqual([
      `error composite-cycle Shop/A: AlarmRule: got a circle: ${path}, allowed are alarms that do not watch each other`,
    ]);
  });

  it('may share what they watch', () => {
    const resources = {
      ...ERRORS,
      A: circle('A', 'ALARM(B) OR ALARM(C)'),
      B: circle('B', 'ALARM(C)'),
      C: circle('C', 'ALARM(errors)'),
    };
    expect(found(stack(resources))).toEqual([]);
  });

  it('may be a chain of thousands', () => {
    const chain = Array.from({ length: 3000 }, (_, at) => [`A${at}`, circle(`A${at}`, `ALARM(A${at + 1})`)] as const);
    const resources = { ...Object.fromEntries(chain), A3000: alarm({ AlarmName: 'A3000' }) };
    expect(found(stack(resources)).map((line) => line.slice(0, 24))).toEqual(['error template-resources']);
  });
});

describe('what suppresses actions', () => {
  const of = (change: Record<string, unknown>) => found(stack({ ...ERRORS, Any: composite('ALARM(errors)', change) }));
  const both = { ActionsSuppressorWaitPeriod: 60, ActionsSuppressorExtensionPeriod: 120 };
  it.each([
    [{ ActionsSuppressor: 'errors', ...both }, []],
    [
      { ActionsSuppressor: 'maintenance', ...both },
      [
        'warning composite-suppressor Shop/Any: ActionsSuppressor: got "maintenance", which is not in this assembly, allowed is the name or ARN of an alarm of the same account and region',
      ],
    ],
    [
      { ActionsSuppressor: 'errors', ActionsSuppressorWaitPeriod: 60 },
      [
        'error composite-suppressor Shop/Any: ActionsSuppressorExtensionPeriod: got nothing, allowed are seconds, where there is an ActionsSuppressor',
      ],
    ],
    [
      { ActionsSuppressorWaitPeriod: 60 },
      [
        'warning composite-suppressor Shop/Any: ActionsSuppressorWaitPeriod: got 60, allowed is nothing, where there is no ActionsSuppressor',
      ],
    ],
  ])('is whole: %j', (change, expected) => {
    expect(of(change)).toEqual(expected);
  });
});
