import { type AssemblyError, type MuteRuleDefinition, readAssembly, readMuteRules } from '../../lib/assembly';
import { ACCOUNT, alarmResource, REGION, writeAssembly } from './fixture';

const ALARM = {
  Namespace: 'N',
  MetricName: 'M',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
};

function muteRule(more: Record<string, unknown> = {}, schedule: Record<string, unknown> = {}) {
  const Schedule = { Expression: 'cron(0 2 * * SUN)', Duration: 'PT2H', Timezone: 'Europe/Paris', ...schedule };
  return { Type: 'AWS::CloudWatch::AlarmMuteRule', Properties: { Name: 'nightly', Rule: { Schedule }, ...more } };
}

function read(
  resource: Record<string, unknown>,
  onUnreadable?: (error: AssemblyError) => void,
): readonly MuteRuleDefinition[] {
  const Resources = {
    Mute: resource,
    Named: alarmResource('checkout-fast', ALARM),
    Unnamed: alarmResource(undefined, ALARM),
  };
  const assembly = readAssembly(writeAssembly({ Shop: { template: { Resources } } }));
  return readMuteRules(assembly, onUnreadable === undefined ? {} : { onUnreadable });
}

describe('a mute rule', () => {
  it('is read with the names of its alarms', () => {
    const AlarmNames = [{ Ref: 'Named' }, { Ref: 'Unnamed' }, 'elsewhere'];
    const dates = { StartDate: '2027-01-06T00:00', ExpireDate: '2027-07-01T00:00' };
    expect(read(muteRule({ MuteTargets: { AlarmNames }, ...dates }))).toEqual([
      {
        stack: 'Shop',
        logicalId: 'Mute',
        account: ACCOUNT,
        region: REGION,
        name: 'nightly',
        arn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm-mute-rule:nightly`,
        expression: 'cron(0 2 * * SUN)',
        timeZone: 'Europe/Paris',
        minutes: 120,
        // By the clocks of Paris: an hour ahead in winter, two in summer.
        startsAt: Date.parse('2027-01-05T23:00Z'),
        expiresAt: Date.parse('2027-06-30T22:00Z'),
        alarmNames: ['checkout-fast', 'Shop-Unnamed', 'elsewhere'],
      },
    ]);
  });

  it('without what may be left out', () => {
    const [rule] = read(muteRule({ Name: undefined }, { Timezone: undefined, Expression: 'at(2027-01-03T02:00)' }));
    expect(rule).toMatchObject({ name: 'Shop-Mute', timeZone: 'UTC', alarmNames: [] });
    expect(rule).not.toHaveProperty('startsAt');
    expect(rule).not.toHaveProperty('expiresAt');
  });

  it.each([
    ['PT1M', 1],
    ['P15D', 21_600],
    ['P1DT2H30M', 1_590],
  ])('that lasts %s', (Duration, minutes) => expect(read(muteRule({}, { Duration }))[0]!.minutes).toBe(minutes));

  it('with a form that AWS does not document is left to whoever evaluates it', () => {
    expect(read(muteRule({}, { Expression: 'cron(0/30 2 * * *)' }))).toHaveLength(1);
  });
});

const place = 'stack "Shop", resource "Mute": Properties';

it.each([
  [
    muteRule({}, { Expression: 'cron(0 24 * * *)' }),
    `${place}.Rule.Schedule.Expression: hours: got "24", allowed are 0 to 23`,
  ],
  [
    muteRule({}, { Expression: 'cron(0 2 * *)' }),
    `${place}.Rule.Schedule.Expression: cron: got 4 fields, allowed are 5: `,
  ],
  [
    muteRule({}, { Expression: 'at(2027-02-30T02:00)' }),
    `${place}.Rule.Schedule.Expression: got "at(2027-02-30T02:00)", allowed is at(yyyy-mm-ddThh:mm) with a date that exists`,
  ],
  [muteRule({}, { Duration: 'PT30S' }), `${place}.Rule.Schedule.Duration: got "PT30S", allowed are PT1M to P15D`],
  [muteRule({}, { Duration: 'P16D' }), `${place}.Rule.Schedule.Duration: got "P16D", allowed are PT1M to P15D`],
  [muteRule({}, { Duration: 120 }), `${place}.Rule.Schedule.Duration: `],
  [
    muteRule({}, { Timezone: 'Europe/Pari' }),
    `${place}.Rule.Schedule.Timezone: got "Europe/Pari", allowed are IANA names`,
  ],
  [muteRule({ StartDate: 'tomorrow' }), `${place}.StartDate: got "tomorrow", allowed is a date and time in ISO-8601`],
  [muteRule({ ExpireDate: '2027-02-40' }), `${place}.ExpireDate: got "2027-02-40", allowed is a date`],
  [muteRule({ MuteTargets: { AlarmNames: 'all' } }), `${place}.MuteTargets.AlarmNames: `],
  [muteRule({ Rule: undefined }), `${place}.Rule: `],
])('%j is refused, or told to whoever listens', (resource, message) => {
  expect(() => read(resource)).toThrow(message);
  const told: AssemblyError[] = [];
  expect(read(resource, (error) => told.push(error))).toEqual([]);
  expect(told.map((error) => error.message)).toEqual([expect.stringContaining(message)]);
});
