import { alarmResource } from '../assembly/fixture';
import { all, assemblyOf, ENTRY, entry, FAST, found, NOW, OBJECTIVE, type Resources, SLO, shop } from './shop';

const IDS = [
  'not-checked',
  'catalogue-unreadable',
  'catalogue-too-large',
  'catalogue-alarm-missing',
  'catalogue-alarm-unlisted',
  'catalogue-differs',
  'catalogue-without-slo',
  'slo-without-catalogue',
];

/** Properties of one resource of the shop, changed. */
function changed(logicalId: string, change: object): Resources {
  const resources = shop();
  const { Type, Properties } = resources[logicalId]!;
  return { ...resources, [logicalId]: { Type, Properties: { ...Properties, ...change } } };
}

function without(...logicalIds: string[]): Resources {
  return Object.fromEntries(Object.entries(shop()).filter(([id]) => !logicalIds.includes(id)));
}

const goalOf = (AttainmentGoal: unknown, Duration = 28) => ({
  Goal: { AttainmentGoal, Interval: { RollingInterval: { Duration, DurationUnit: 'DAY' } } },
});
const burnRates = (...windows: number[]) => ({
  Metrics: [
    { Id: 'burn', Expression: 'IF(a < b, a, b)', ReturnData: true },
    ...windows.map((minutes, at) => ({
      Id: 'ab'[at],
      ReturnData: false,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/ApplicationSignals',
          MetricName: 'BurnRate',
          Dimensions: [
            { Name: 'SloName', Value: 'prod-checkout' },
            { Name: 'BurnRateWindowMinutes', Value: `${minutes}` },
          ],
        },
        Period: 60,
        Stat: 'Maximum',
      },
    })),
  ],
});
const canary = {
  Canary: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/slo/prod/delivery-canary', Value: canaryEntry() } },
  TestAlarm: alarmResource('slo/prod/delivery-canary/canary', { ...burnRates(5), EvaluationPeriods: 1, Threshold: 0 }),
};

function canaryEntry(): string {
  return writtenIn(entry({ slo: 'delivery-canary', canary: true, tiers: [], evidence: false }));
}

function writtenIn(parameter: ReturnType<typeof entry>): string {
  return parameter[ENTRY]!.Properties!.Value as string;
}

describe('the catalogue agrees with the template', () => {
  it.each<[string, Resources]>([
    ['an SLO of ours', shop()],
    ['with a test alarm', { ...shop(), ...canary }],
    ['SLOs of others', { Theirs: { Type: OBJECTIVE, Properties: { Name: 'prod-checkout', ...goalOf(99) } } }],
    [
      'parameters of others',
      { Theirs: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/slo/prod/limit', Value: '7' } } },
    ],
    [
      'what is larger in an advanced parameter',
      { ...shop(), ...entry({ promise: 'x'.repeat(5000) }, { Tier: 'Advanced' }) },
    ],
  ])('%s', (_what, resources) => {
    const all = found(resources, IDS);
    expect(all.filter((finding) => !finding.startsWith('info not-checked Shop/Theirs'))).toEqual([]);
  });

  it('in each account and region for itself', () => {
    const two = assemblyOf([shop()], [shop(), { name: 'ShopUs', region: 'us-east-1' }]);
    expect(found(two, IDS)).toEqual([]);
  });
});

describe('what the functions could not read', () => {
  it.each<[string, Resources, string]>([
    [
      'an entry that is no JSON',
      changed(ENTRY, { Value: '{"version":1,' }),
      'catalogue entry: got "{\\"version\\":1,", allowed is a JSON document',
    ],
    [
      'an entry of another version',
      { ...shop(), ...entry({ version: 2 }) },
      'catalogue entry: version: got 2, allowed is 1',
    ],
    [
      'an entry without an owner',
      { ...shop(), ...entry({ owner: undefined }) },
      'catalogue entry: owner: got nothing, allowed is a value',
    ],
  ])('is %s', (_what, resources, message) => {
    expect(found(resources, ['catalogue-unreadable'])).toEqual([`error catalogue-unreadable Shop/${ENTRY} ${message}`]);
    expect(found(resources, ['not-checked'])).toEqual([]);
  });

  it.each<[string, Resources, string, string]>([
    [
      'a goal that is another than the entry says',
      changed(SLO, goalOf(99)),
      SLO,
      'AttainmentGoal: got 99, allowed is 99.9, as its catalogue entry says',
    ],
    [
      'an alarm of ours with two results',
      changed(FAST, {
        Metrics: [
          { Id: 'a', Expression: '1' },
          { Id: 'b', Expression: '2' },
        ],
      }),
      FAST,
      'Properties.Metrics: got 2 with ReturnData, allowed is exactly one',
    ],
    [
      'the same beside what AWS makes up',
      {
        ...changed(SLO, { ...goalOf(99), RequestBasedSli: { Name: { Ref: 'Fn' } } }),
        Fn: { Type: 'AWS::Lambda::Function' },
      },
      SLO,
      'AttainmentGoal: got 99, allowed is 99.9, as its catalogue entry says',
    ],
  ])('is %s', (_what, resources, place, message) => {
    expect(found(resources, ['catalogue-unreadable', 'not-checked'])).toEqual([
      `error catalogue-unreadable Shop/${place} ${message}`,
    ]);
  });

  it('is not what is known at deployment only', () => {
    const late = { 'Fn::ImportValue': 'threshold' };
    expect(found(changed(FAST, { Threshold: late }), ['catalogue-unreadable', 'not-checked'])).toEqual([
      expect.stringMatching(`^info not-checked Shop/${FAST} `),
    ]);
    const made = {
      ...changed(FAST, { Threshold: { 'Fn::GetAtt': ['C', 'Threshold'] } }),
      C: { Type: 'Custom::Threshold' },
    };
    expect(found(made, ['catalogue-unreadable', 'not-checked'])).toEqual([
      expect.stringMatching(`^info not-checked Shop/${FAST} `),
    ]);
    expect(found(changed(ENTRY, { Value: late }), IDS)).toEqual([
      expect.stringMatching(`^info not-checked Shop/${ENTRY} `),
    ]);
  });
});

describe('what is wrong with the catalogue', () => {
  const TIER = 'as the catalogue entry says';
  it.each<[string, Resources, string]>([
    [
      'an alarm is missing',
      without(FAST),
      `error catalogue-alarm-missing Shop/${ENTRY} alarm "fast" of checkout: got nothing, allowed is the alarm "slo/prod/checkout/fast", which its catalogue entry promises`,
    ],
    [
      'a budget alarm is missing',
      { ...shop(), ...entry({ budgetAlarms: ['budget-warning'] }) },
      `error catalogue-alarm-missing Shop/${ENTRY} alarm "budget-warning" of checkout: got nothing, allowed is the alarm "slo/prod/checkout/budget-warning", which its catalogue entry promises`,
    ],
    [
      'an alarm is not in the entry',
      {
        ...shop(),
        More: alarmResource('slo/prod/checkout/extra', { ...burnRates(5), EvaluationPeriods: 1, Threshold: 1 }),
      },
      'warning catalogue-alarm-unlisted Shop/More AlarmName: got "slo/prod/checkout/extra", allowed are the alarms of its catalogue entry: fast, slow, ticket, evidence',
    ],
    [
      'an alarm has no entry',
      { More: alarmResource('slo/prod/basket/fast', { ...burnRates(5), EvaluationPeriods: 1, Threshold: 1 }) },
      'warning catalogue-alarm-unlisted Shop/More AlarmName: got "slo/prod/basket/fast", allowed is an alarm of an SLO with a catalogue entry, the parameter /slo/prod/basket',
    ],
    [
      'a threshold differs',
      changed(FAST, { Threshold: 14.4 }),
      `error catalogue-differs Shop/${FAST} Threshold: got 14.4, allowed is 13.44, ${TIER}`,
    ],
    [
      'windows differ',
      changed(FAST, burnRates(60, 10)),
      `error catalogue-differs Shop/${FAST} windows of its burn rates in minutes: got 60 and 10, allowed are 60 and 5, ${TIER}`,
    ],
    [
      'the interval differs',
      changed(SLO, goalOf(99.9, 30)),
      `error catalogue-differs Shop/${SLO} Goal.Interval: got rolling 30 DAY, allowed is rolling 28 DAY, ${TIER}`,
    ],
    [
      'the SLO is missing',
      without(SLO),
      `error catalogue-without-slo Shop/${ENTRY} SLO of the catalogue entry checkout: got "prod-checkout", allowed is an SLO of Application Signals with this name in the same account and region`,
    ],
  ])('%s', (_what, resources, finding) => {
    expect(found(resources, IDS)).toEqual([finding]);
  });

  it('the entry is larger than a standard parameter', () => {
    const bytes = (promise: string) => Buffer.byteLength(writtenIn(entry({ promise })));
    const padded = (size: number) => 'é'.repeat((size - bytes('')) / 2) + 'x'.repeat((size - bytes('')) % 2);
    expect(found({ ...shop(), ...entry({ promise: padded(4096) }) }, IDS)).toEqual([]);
    expect(found({ ...shop(), ...entry({ promise: padded(4097) }) }, IDS)).toEqual([
      `error catalogue-too-large Shop/${ENTRY} catalogue entry of checkout: got 4097 bytes, allowed are 4096: shorten the texts`,
    ]);
  });

  it('an SLO of ours has no entry, and so have its alarms', () => {
    expect(found(without(ENTRY), ['slo-without-catalogue'])).toEqual([
      `error slo-without-catalogue Shop/${SLO} catalogue entry: got nothing, allowed is the parameter /slo/prod/checkout, by which incidents know its owner and routes`,
    ]);
    expect(found(without(ENTRY), ['catalogue-alarm-unlisted'])).toHaveLength(4);
  });

  it('the entry is that of another SLO', () => {
    const resources = { ...shop(), ...entry({ slo: 'basket' }) };
    expect(found(resources, ['catalogue-differs'])).toEqual([
      `error catalogue-differs Shop/${ENTRY} Name: got "/slo/prod/checkout", allowed is "/slo/prod/basket", ${TIER}`,
    ]);
  });

  it('is cut where names are long', () => {
    const long = 'x'.repeat(100_000);
    const [one] = all(assemblyOf([{ ...shop(), ...entry({ routes: [] }, { Name: `/slo/prod/${long}` }) }]));
    expect(one!.message.length).toBeLessThan(1_000);
  });

  it('nothing more is said of an alarm that cannot be read', () => {
    const broken = changed(FAST, { Threshold: 'high' });
    expect(found(broken, IDS, NOW).map((finding) => finding.split(' ')[1])).toEqual(['catalogue-unreadable']);
  });
});
