import { Duration } from 'aws-cdk-lib';
import { AlertPolicy, BurnRateTier, Interval, type SloProps } from '../../lib';
import { declared } from './fixture';

const today = BurnRateTier.page({ name: 'today', longWindow: Duration.hours(12), budgetPercent: 10 });
const week = BurnRateTier.ticket({
  name: 'week',
  longWindow: Duration.days(7),
  shortWindow: Duration.days(1),
  budgetPercent: 35,
});

function policy(change: Partial<SloProps>, service: AlertPolicy | undefined = undefined) {
  const { slo, template } = declared(change, service === undefined ? {} : { alertPolicy: service });
  const { tiers, evidence, noData, shadow, noAlarms } = slo.entry;
  return { slo, template, tiers, flags: { evidence, noData, shadow, noAlarms }, alarms: Object.keys(slo.alarms) };
}

describe('own tiers', () => {
  const { tiers, alarms, template, flags } = policy({ alertPolicy: AlertPolicy.of(today, week) });

  it('are alarms at the burn rates that follow from their shares', () => {
    // B = X * T / L: 10 % of 28 days in 12 hours, 35 % in 7 days. A page of more than an hour is held for 60 minutes.
    expect(tiers).toEqual([
      {
        alarm: 'today',
        urgency: 'page',
        longMinutes: 720,
        shortMinutes: 60,
        budgetShare: '0.1',
        threshold: 5.6,
        heldMinutes: 60,
      },
      {
        alarm: 'week',
        urgency: 'ticket',
        longMinutes: 10_080,
        shortMinutes: 1440,
        budgetShare: '0.35',
        threshold: 1.4,
      },
    ]);
    expect(alarms).toEqual(['today', 'week', 'evidence', 'no-data']);
    expect(flags).toEqual({ evidence: true, noData: true });
  });

  it('declare their look-backs, and the page tiers alone are in the composite of the service', () => {
    template().hasResourceProperties('AWS::ApplicationSignals::ServiceLevelObjective', {
      BurnRateConfigurations: [60, 720, 1440, 10_080].map((LookBackWindowMinutes) => ({ LookBackWindowMinutes })),
    });
    template().hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmRule: 'ALARM("slo/prod/orders/today")',
    });
  });

  it('that call nobody need no evidence', () => {
    const { flags: ofTickets, alarms: kinds } = policy({ alertPolicy: AlertPolicy.of(week) });
    expect(ofTickets.evidence).toBe(false);
    expect(kinds).toEqual(['week', 'no-data']);
  });

  it('keep decimal shares exact', () => {
    const third = BurnRateTier.page({ name: 'third', longWindow: Duration.hours(1), budgetPercent: 1.1 });
    // 0.011 * 672 = 7.392, which binary floats miss.
    expect(policy({ alertPolicy: AlertPolicy.of(third) }).tiers).toMatchObject([
      { budgetShare: '0.011', threshold: 7.392 },
    ]);
  });
});

describe('the recommended policy', () => {
  it.each([
    [99.9, 28, ['fast 13.44', 'slow 5.6', 'ticket 0.9333333333333333']],
    [90, 28, ['slow 5.6', 'ticket 2.8']],
    [80, 28, ['ticket 2.8']],
    [99.9, 7, ['fast 13.44', 'slow 3.5', 'ticket 0.98']],
    [99.9, 90, ['fast 21.6', 'slow 10.8', 'ticket 4.5']],
    [99.9, 3, ['fast 5.76', 'slow 1.5']],
  ])('at %d %% over %i days is %j', (attainmentGoal, length, expected) => {
    const { tiers } = policy({ attainmentGoal, interval: Interval.rolling(Duration.days(length)) });
    expect(tiers.map(({ alarm, threshold }) => `${alarm} ${threshold}`)).toEqual(expected);
  });
});

describe('no alarms', () => {
  it('are declared with the reason, and the SLO is still measured and in the catalogue', () => {
    const { flags, alarms, template } = policy({ alertPolicy: AlertPolicy.none('We look at it once a quarter.') });
    expect(alarms).toEqual([]);
    expect(flags).toEqual({ evidence: false, noData: false, noAlarms: 'We look at it once a quarter.' });
    template().resourceCountIs('AWS::ApplicationSignals::ServiceLevelObjective', 1);
    template().resourceCountIs('AWS::SSM::Parameter', 1);
    template().resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });
});

describe('a shadow policy', () => {
  it('has the same alarms, and says that nobody is told', () => {
    const { flags, alarms, tiers } = policy({ alertPolicy: AlertPolicy.shadow() });
    expect(flags).toEqual({ evidence: true, noData: true, shadow: true });
    expect({ alarms, tiers }).toEqual({ alarms: policy({}).alarms, tiers: policy({}).tiers });
  });

  it('may be one of own tiers', () => {
    const { tiers, flags } = policy({ alertPolicy: AlertPolicy.shadow(AlertPolicy.of(week)) });
    expect(tiers.map(({ alarm }) => alarm)).toEqual(['week']);
    expect(flags.shadow).toBe(true);
  });
});

describe('the policy of a service', () => {
  it('is that of its SLOs', () => {
    expect(policy({}, AlertPolicy.of(week)).tiers.map(({ alarm }) => alarm)).toEqual(['week']);
  });

  it('gives way to that of an SLO', () => {
    const { tiers, flags } = policy({ alertPolicy: AlertPolicy.of(today) }, AlertPolicy.shadow());
    expect(tiers.map(({ alarm }) => alarm)).toEqual(['today']);
    expect(flags.shadow).toBeUndefined();
  });
});

describe('evidence', () => {
  // floor(13.44 * 0.001 * n) >= 100 from 7441 requests an hour on.
  it.each([
    [7440, true],
    [7441, false],
  ])('at %i requests in the quietest hour exists: %s', (requestsPerHourAtTrough, exists) => {
    const { flags, alarms } = policy({ requestsPerHourAtTrough });
    expect(flags.evidence).toBe(exists);
    expect(alarms.includes('evidence')).toBe(exists);
  });

  it('exists where nobody knows how much traffic there is', () => {
    expect(policy({ requestsPerHourAtTrough: undefined }).flags.evidence).toBe(true);
  });
});
