import { alarm, burnAlarm, burnStat, found, mathAlarm, objective, stack } from '../template';

const rolling = (Duration: number, DurationUnit = 'DAY') => ({ RollingInterval: { Duration, DurationUnit } });
const goal = (change: Record<string, unknown>) => ({
  Goal: { AttainmentGoal: 99.9, Interval: rolling(28), ...change },
});
const of = (change: Record<string, unknown>) => found(stack({ Slo: objective('checkout', change) }));
const windows = (...minutes: number[]) => minutes.map((LookBackWindowMinutes) => ({ LookBackWindowMinutes }));
const burns = (change: Record<string, unknown> = {}, slo: Record<string, unknown> = {}) =>
  found(stack({ Slo: objective('checkout', slo), Burn: burnAlarm('checkout', [60, 5], change) }));

describe('an alarm on a burn rate', () => {
  const one = (slo: string, minutes: number, change: Record<string, unknown> = {}) =>
    mathAlarm([{ Id: 'm', MetricStat: burnStat(slo, minutes), ReturnData: true }], {
      AlarmName: 'burn',
      Threshold: 13.44,
      ...change,
    });
  const unknown = (level: string, what: string) =>
    `${level} burn-rate-slo-unknown Shop/Burn: ${what}: got SloName "checkuot", which is not in this assembly, allowed is the name of an SLO of the same account and region`;

  it('names an SLO that exists', () => {
    const what = 'Metrics[0].MetricStat.Metric.Dimensions';
    expect(found(stack({ Slo: objective(), Burn: one('checkuot', 60) }))).toEqual([unknown('warning', what)]);
    const ours = one('checkuot', 60, { AlarmName: 'slo/prod/checkout/fast' });
    expect(found(stack({ Slo: objective(), Burn: ours }))).toEqual([unknown('error', what)]);
    const single = {
      Namespace: 'AWS/ApplicationSignals',
      MetricName: 'AttainmentRate',
      Dimensions: [{ Name: 'SloName', Value: 'checkuot' }],
    };
    expect(found(stack({ Burn: alarm(single) }))).toEqual([unknown('warning', 'Dimensions')]);
  });

  it('may name one of another stack of the account and region', () => {
    const burn = stack({ Burn: one('checkout', 60) });
    expect(found(burn, stack({ Slo: objective() }, { name: 'Other' }))).toEqual([]);
    expect(found(burn, stack({ Slo: objective() }, { name: 'Other', region: 'us-east-1' }))).toHaveLength(1);
  });

  it('may name any SLO where the name of one is not known yet', () => {
    const Slo = objective('x', { Name: { Ref: 'NameOfOthers' } });
    expect(found(stack({ Slo, Burn: one('checkout', 60) }))).toEqual([]);
  });

  it('may name one of another account, which nobody can look into', () => {
    const AccountId = '999999999999';
    const queries = [{ Id: 'm', AccountId, MetricStat: burnStat('theirs', 60), ReturnData: true }];
    expect(found(stack({ Slo: objective(), Burn: mathAlarm(queries) }))).toEqual([]);
  });

  it('may name what is known at deployment only', () => {
    const Dimensions = [{ Name: 'SloName', Value: { 'Fn::Join': ['-', ['prod', { Ref: 'Names' }]] } }];
    const lines = found(
      stack({
        Names: { Type: 'Custom::Names' },
        Burn: alarm({ Namespace: 'AWS/ApplicationSignals', MetricName: 'AttainmentRate', Dimensions }),
      }),
    );
    expect(lines).toEqual([]);
  });

  it.each([
    [windows(5, 60), []],
    [
      windows(5, 30),
      [
        'Metrics[1].MetricStat.Metric.Dimensions: got BurnRateWindowMinutes "60" of "checkout", allowed are its windows 5, 30',
      ],
    ],
    [
      undefined,
      [
        'Metrics[1].MetricStat.Metric.Dimensions: got BurnRateWindowMinutes "60" of "checkout", allowed is none: the SLO declares no windows',
        'Metrics[2].MetricStat.Metric.Dimensions: got BurnRateWindowMinutes "5" of "checkout", allowed is none: the SLO declares no windows',
      ],
    ],
  ])('names a window that the SLO declares: %j', (BurnRateConfigurations, messages) => {
    expect(burns({}, { BurnRateConfigurations })).toEqual(
      messages.map((message) => `error burn-rate-window-undeclared Shop/Burn: ${message}`),
    );
  });

  // A total outage burns 100 / (100 - goal) times as fast as the goal allows: 10 times at 90 %.
  const never = (threshold: number) =>
    `error burn-rate-never Shop/Burn: Threshold: got ${threshold}, allowed are burns below 10, that of a total outage at 90 %`;
  it.each([
    [{ Threshold: 9.99 }, []],
    [{ Threshold: 10 }, [never(10)]],
    [{ Threshold: 10, ComparisonOperator: 'GreaterThanOrEqualToThreshold' }, []],
    [{ Threshold: 13.44, ComparisonOperator: 'GreaterThanOrEqualToThreshold' }, [never(13.44)]],
    [{ Threshold: 13.44, ComparisonOperator: 'LessThanThreshold' }, []],
    [{ Threshold: { Ref: 'ThresholdOfOthers' } }, []],
  ])('can fire: %j', (change, expected) => {
    const lines = burns(change, goal({ AttainmentGoal: 90 }));
    expect(lines.filter((line) => !line.includes('not-checked'))).toEqual(expected);
  });

  it('that compares something else than a burn is left alone', () => {
    const queries = [
      { Id: 'e', Expression: '100 * m', ReturnData: true },
      { Id: 'm', MetricStat: burnStat('checkout', 60), ReturnData: false },
    ];
    const resources = {
      Slo: objective('checkout', goal({ AttainmentGoal: 90 })),
      Burn: mathAlarm(queries, { Threshold: 500 }),
    };
    expect(found(stack(resources))).toEqual([]);
  });
});

describe('an SLO', () => {
  it.each([
    [150, 'error', 'are percents between 0 and 100'],
    [-1, 'error', 'are percents between 0 and 100'],
    [100, 'warning', 'is less, so that there is an error budget'],
    [0.999, 'warning', 'are percents: a fraction such as 0.999 is written as 99.9'],
    [0, 'warning', 'are percents: a fraction such as 0.999 is written as 99.9'],
  ])('has a goal in percent, not %p', (AttainmentGoal, level, allowed) => {
    expect(of(goal({ AttainmentGoal }))).toEqual([
      `${level} goal-range Shop/Slo: Goal.AttainmentGoal: got ${AttainmentGoal}, allowed ${allowed}`,
    ]);
  });

  it.each([
    [-5, 'error'],
    [101, 'error'],
    [0, 'warning'],
    [100, 'warning'],
  ])('warns at percents of its budget, not at %p', (WarningThreshold, level) => {
    expect(of(goal({ WarningThreshold }))).toEqual([
      `${level} warning-threshold-range Shop/Slo: Goal.WarningThreshold: got ${WarningThreshold}, allowed are percents of the error budget between 0 and 100`,
    ]);
  });

  it.each([
    [goal({ AttainmentGoal: 99.95, WarningThreshold: 30 })],
    [{ Goal: undefined, BurnRateConfigurations: undefined }],
    [goal({ Interval: { CalendarInterval: { StartTime: 1_700_000_000, Duration: 1, DurationUnit: 'MONTH' } } })],
    [{ Sli: {}, RequestBasedSli: undefined }],
    [{ BurnRateConfigurations: windows(1, 2, 3, 4, 5, 6, 7, 8, 9, 10_080) }],
  ])('may say %j', (change) => {
    expect(of(change)).toEqual([]);
  });

  it.each([
    [{ Sli: {} }, 'Sli, RequestBasedSli: got both, allowed is one of Sli and RequestBasedSli'],
    [{ RequestBasedSli: undefined }, 'Sli, RequestBasedSli: got neither, allowed is one of Sli and RequestBasedSli'],
    [
      goal({ Interval: { ...rolling(28), CalendarInterval: {} } }),
      'Goal.Interval: got both, allowed is one of RollingInterval and CalendarInterval',
    ],
    [goal({ Interval: {} }), 'Goal.Interval: got neither, allowed is one of RollingInterval and CalendarInterval'],
  ])('is one of two: %j', (change, message) => {
    expect(of(change)).toEqual([`error slo-either-or Shop/Slo: ${message}`]);
  });

  it.each([
    [
      { BurnRateConfigurations: windows(5, 60, 5) },
      'BurnRateConfigurations: got 5 minutes twice, allowed is each window once',
    ],
    [
      { BurnRateConfigurations: windows(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) },
      'BurnRateConfigurations: got 11 windows, allowed are 10',
    ],
    [
      { BurnRateConfigurations: windows(10_081) },
      'BurnRateConfigurations: got 10081 minutes, allowed are 1 to 10080 minutes, shorter than the interval',
    ],
    [
      { ...goal({ Interval: rolling(1) }), BurnRateConfigurations: windows(1440) },
      'BurnRateConfigurations: got 1440 minutes, allowed are 1 to 10080 minutes, shorter than the interval',
    ],
    [
      { ExclusionWindows: Array.from({ length: 11 }, (_, at) => ({ Reason: String(at) })) },
      'ExclusionWindows: got 11 windows, allowed are 10',
    ],
  ])('has windows that fit: %.80j', (change, message) => {
    expect(of(change)).toEqual([`error slo-windows Shop/Slo: ${message}`]);
  });

  it('has its name for itself', () => {
    expect(found(stack({ One: objective(), Two: objective() }))).toEqual([
      'error slo-name-taken Shop/Two: Name: got "checkout", as has Shop/One, allowed is each name once in an account and region',
    ]);
    expect(
      found(stack({ One: objective() }), stack({ Two: objective() }, { name: 'Other', region: 'us-east-1' })),
    ).toEqual([]);
  });

  it('is one of few, unless AWS has raised the quotas', () => {
    const many = (count: number, service?: string) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => {
          const KeyAttributes = { Type: 'Service', Name: service ?? `s${at}`, Environment: 'prod' };
          return [`S${at}`, objective(`slo-${at}`, { RequestBasedSli: { RequestBasedSliMetric: { KeyAttributes } } })];
        }),
      );
    expect(found(stack(many(250)))).toEqual([]);
    expect(found(stack(many(251)))).toEqual([
      'info slo-quota Shop/S0: number of SLOs: got 251, allowed are 250 in an account and region, unless AWS has raised the quota',
    ]);
    expect(found(stack(many(101, 'shop')))).toEqual([
      'info slo-quota Shop/S0: number of SLOs: got 101, allowed are 100 in a service, unless AWS has raised the quota',
    ]);
  });
});
