import { App, Duration, Lazy, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  Maintenance,
  type MonthlyMaintenanceProps,
  type SingleMaintenanceProps,
  Weekday,
  type WeeklyMaintenanceProps,
} from '../../lib';
import { exclusionWindows, maintenanceFaults } from '../../lib/constructs/exclusion-windows';
import { MuteRules } from '../../lib/constructs/mute-rules';
import { alarmName, serviceMuteRuleName } from '../../lib/model/names';
import { faults } from './fixture';

const ONCE: SingleMaintenanceProps = {
  start: '2027-01-03T02:00',
  duration: Duration.hours(2),
  timeZone: 'Europe/Paris',
  reason: 'The database is replaced.',
};
const WEEKLY: WeeklyMaintenanceProps = {
  days: [Weekday.SUNDAY],
  at: '02:00',
  from: '2027-01-03',
  duration: Duration.minutes(90),
  timeZone: 'Europe/Paris',
  reason: 'The database is patched.',
};
const MONTHLY: MonthlyMaintenanceProps = { ...WEEKLY, dayOfMonth: 15 };

const once = (change: Partial<SingleMaintenanceProps> = {}) => Maintenance.once({ ...ONCE, ...change });
const weekly = (change: Partial<WeeklyMaintenanceProps> = {}) => Maintenance.weekly({ ...WEEKLY, ...change });
const daily = (change: Partial<WeeklyMaintenanceProps> = {}) => Maintenance.daily({ ...WEEKLY, ...change });
const monthly = (dayOfMonth: number) => Maintenance.monthly({ ...MONTHLY, dayOfMonth });

/** Alarms of a service, muted one after another. */
function muted(count: number, maintenance: readonly Maintenance[], ruleName = named('shop')) {
  const stack = new Stack(new App(), 'Shop');
  Tags.of(stack).add('owner', 'checkout');
  const rules = new MuteRules(stack, 'MuteRules', { maintenance, ruleName });
  for (let at = 0; at < count; at += 1) rules.mute(alarm(stack, `orders-${at}`));
  return Template.fromStack(stack);
}

function named(service: string) {
  return (maintenance: number, part: number) => serviceMuteRuleName('prod', service, maintenance, part);
}

function alarm(stack: Stack, slo: string): CfnAlarm {
  const props = { evaluationPeriods: 1, comparisonOperator: 'GreaterThanThreshold' };
  return new CfnAlarm(stack, slo, { alarmName: alarmName({ stage: 'prod', slo, alarm: 'fast' }), ...props });
}

describe('a maintenance every Sunday', () => {
  it('mutes by the clocks of its zone, from its first date on', () => {
    const [rule, ...others] = Object.values(muted(2, [weekly()]).findResources('AWS::CloudWatch::AlarmMuteRule'));
    expect(others).toEqual([]);
    expect(rule!.Properties).toEqual({
      Name: 'prod-shop-maintenance-1',
      Description: 'The database is patched.',
      Rule: { Schedule: { Expression: 'cron(0 2 * * SUN)', Duration: 'PT1H30M', Timezone: 'Europe/Paris' } },
      StartDate: '2027-01-03T00:00',
      MuteTargets: { AlarmNames: ['slo/prod/orders-0/fast', 'slo/prod/orders-1/fast'] },
      Tags: [{ Key: 'owner', Value: 'checkout' }],
    });
    expect(rule!.DependsOn).toHaveLength(2);
  });

  it('is excluded in UTC, with an explicit start each', () => {
    const reason = 'The database is patched.';
    const window = { duration: 90, durationUnit: 'MINUTE' };
    expect(exclusionWindows([weekly()])).toEqual([
      {
        startTime: '2027-01-03T01:00:00Z',
        window,
        recurrenceRule: { expression: 'cron(0 1 ? 1,2,3,10,11,12 SUN *)' },
        reason,
      },
      {
        startTime: '2027-03-28T00:00:00Z',
        window,
        recurrenceRule: { expression: 'cron(0 0 ? 3,4,5,6,7,8,9,10 SUN *)' },
        reason,
      },
    ]);
  });
});

it('a maintenance that happens once is one window and one muted time', () => {
  expect(exclusionWindows([once()])).toEqual([
    { startTime: '2027-01-03T01:00:00Z', window: { duration: 2, durationUnit: 'HOUR' }, reason: ONCE.reason },
  ]);
  muted(1, [once()]).hasResourceProperties('AWS::CloudWatch::AlarmMuteRule', {
    Rule: { Schedule: { Expression: 'at(2027-01-03T02:00)', Duration: 'PT2H', Timezone: 'Europe/Paris' } },
  });
});

describe('mute rules', () => {
  const rules = (template: Template) => Object.entries(template.findResources('AWS::CloudWatch::AlarmMuteRule'));

  it('hold 100 alarms each, as many as CloudWatch takes', () => {
    const found = rules(muted(250, [weekly(), once()]));
    const names = new Map(found.map(([, { Properties }]) => [Properties.Name, Properties.MuteTargets.AlarmNames]));
    expect([...names].map(([name, alarms]) => [name, alarms.length])).toEqual([
      ['prod-shop-maintenance-1', 100],
      ['prod-shop-maintenance-2', 100],
      ['prod-shop-maintenance-1-2', 100],
      ['prod-shop-maintenance-2-2', 100],
      ['prod-shop-maintenance-1-3', 50],
      ['prod-shop-maintenance-2-3', 50],
    ]);
    expect(new Set([...names.values()].flat()).size).toBe(250);
  });

  it('are not there without alarms or without maintenance', () => {
    expect(rules(muted(0, [weekly()]))).toEqual([]);
    expect(rules(muted(3, []))).toEqual([]);
  });

  it('have logical ids that follow from their names', () => {
    expect(rules(muted(1, [weekly()])).map(([id]) => id)).toEqual(['MuteRuleprodshopmaintenance11c34c5b4']);
  });

  it('of one name would overwrite each other', () => {
    const stack = new Stack(new App(), 'Shop');
    const props = { maintenance: [weekly()], ruleName: named('shop') };
    new MuteRules(stack, 'One', props).mute(alarm(stack, 'orders'));
    expect(faults(() => new MuteRules(stack, 'Other', props).mute(alarm(stack, 'carts')))).toEqual([
      'maintenance: got the mute rule prod-shop-maintenance-1, which Shop/One has; allowed is each name once',
    ]);
  });

  it('have names that CloudWatch takes', () => {
    expect(faults(() => muted(1, [weekly()], named('x'.repeat(240))))).toEqual([
      "maintenance: got a mute rule's name of 259 characters, allowed are 255",
    ]);
  });
});

describe('bad input', () => {
  const absent = undefined as never;
  const token = Lazy.string({ produce: () => 'later' });
  const minutes = 'allowed are whole minutes, from 1 minute to 15 days';
  const dateTime = 'allowed is a local date and time that exists, from 2000 to 2099, like "2027-01-03T02:00"';
  const date = 'allowed is a date that exists, from 2000 to 2099, like "2027-01-03"';
  const timeOfDay = 'allowed is a time of day from "00:00" to "23:59"';
  const synth = 'allowed is a value known at synth';

  it.each([
    ['no start', once({ start: absent }), 'start: got nothing, allowed is an explicit start, like "2027-01-03T02:00"'],
    ['no first date', weekly({ from: absent }), 'from: got nothing, allowed is an explicit start, like "2027-01-03"'],
    ['30 February', once({ start: '2027-02-30T02:00' }), `start: got "2027-02-30T02:00", ${dateTime}`],
    ['30 February', weekly({ from: '2027-02-30' }), `from: got "2027-02-30", ${date}`],
    ['a date of another order', weekly({ from: '03.01.2027' }), `from: got "03.01.2027", ${date}`],
    ['a start in UTC', once({ start: '2027-01-03T02:00Z' }), `start: got "2027-01-03T02:00Z", ${dateTime}`],
    ['25:00', weekly({ at: '25:00' }), `at: got "25:00", ${timeOfDay}`],
    ['25:00', once({ start: '2027-01-03T25:00' }), `start: got "2027-01-03T25:00", ${dateTime}`],
    ['no time of day', daily({ at: absent }), `at: got nothing, ${synth}`],
    [
      'a time that clocks leave out',
      once({ start: '2027-03-28T02:30' }),
      'start: got "2027-03-28T02:30", which the clocks of Europe/Paris leave out, allowed is a time that they show once',
    ],
    [
      'a time that clocks show twice',
      once({ start: '2027-10-31T02:30' }),
      'start: got "2027-10-31T02:30", which the clocks of Europe/Paris show twice, allowed is a time that they show once',
    ],
    ['no time at all', weekly({ duration: Duration.minutes(0) }), `duration: got 0 minutes, ${minutes}`],
    ['seconds', once({ duration: Duration.seconds(90) }), `duration: got 1 minute 30 seconds, ${minutes}`],
    ['more than a mute rule lasts', once({ duration: Duration.days(16) }), `duration: got 16 days, ${minutes}`],
    ['no duration', once({ duration: absent }), `duration: got nothing, ${minutes}`],
    [
      'a day of every day',
      daily({ duration: Duration.days(1) }),
      'duration: got 1 day, allowed is less than 24 hours, when the next one begins',
    ],
    [
      'more than lies between two days',
      weekly({ days: [Weekday.SATURDAY, Weekday.MONDAY], duration: Duration.days(3) }),
      'duration: got 3 days, allowed is less than 48 hours, when the next one begins',
    ],
    ['no days', weekly({ days: [] }), 'days: got none, allowed is at least one'],
    ['days left out', weekly({ days: absent }), 'days: got none, allowed is at least one'],
    [
      'a day twice',
      weekly({ days: [Weekday.SUNDAY, Weekday.SUNDAY] }),
      'days: got SUN more than once, allowed is each day once',
    ],
    [
      'a text as a day',
      weekly({ days: ['SUN' as never] }),
      'days: got something that is no day, allowed are Weekday.MONDAY to Weekday.SUNDAY',
    ],
    ['the 31st', monthly(31), 'dayOfMonth: got 31, allowed are whole numbers from 1 to 28, which every month has'],
    ['half a day', monthly(1.5), 'dayOfMonth: got 1.5, allowed are whole numbers from 1 to 28, which every month has'],
    ['a blank reason', once({ reason: ' ' }), 'reason: got a blank text, allowed is a sentence'],
    ['no reason', once({ reason: absent }), `reason: got nothing, ${synth}`],
    [
      'an unknown zone',
      once({ timeZone: 'Mars/Olympus' }),
      'timeZone: got "Mars/Olympus", allowed are IANA names like "Europe/Paris" or "UTC"',
    ],
    [
      'a zone in small letters',
      weekly({ timeZone: 'europe/paris' }),
      'timeZone: got "europe/paris", allowed is "Europe/Paris"',
    ],
    ['no zone', once({ timeZone: absent }), `timeZone: got nothing, ${synth}`],
    ['a token as start', once({ start: token }), `start: got a token, ${synth}`],
    ['a token as first date', weekly({ from: token }), `from: got a token, ${synth}`],
    ['a token as time', weekly({ at: token }), `at: got a token, ${synth}`],
    ['a token as zone', weekly({ timeZone: token }), `timeZone: got a token, ${synth}`],
    ['a token as reason', weekly({ reason: token }), `reason: got a token, ${synth}`],
    [
      'a token as duration',
      weekly({ duration: Duration.minutes(Lazy.number({ produce: () => 5 })) }),
      `duration: got a token, ${synth}`,
    ],
    ['a token as day', monthly(Lazy.number({ produce: () => 5 })), `dayOfMonth: got a token, ${synth}`],
  ])('%s', (_what, maintenance, fault) => {
    expect(maintenanceFaults([weekly(), maintenance])).toEqual([`maintenance[1].${fault}`]);
  });

  it('is told all at once', () => {
    expect(maintenanceFaults([once({ start: 'soon', timeZone: 'Mars/Olympus', reason: '' })])).toHaveLength(3);
    expect(maintenanceFaults([weekly(), daily(), monthly(1), once()])).toEqual([]);
  });

  it('more windows than an SLO may have', () => {
    const dates = [1, 2, 3, 4, 5].map((dayOfMonth) => monthly(dayOfMonth));
    expect(maintenanceFaults(dates)).toEqual([]);
    const tooMany = (which: string) => `maintenance: got 11 exclusion windows${which}, allowed are 10 per SLO: `;
    expect(maintenanceFaults([...dates, once()])).toEqual([expect.stringContaining(tooMany(''))]);
    expect(maintenanceFaults([once()], dates)).toEqual([
      expect.stringContaining(tooMany(" (10 of them the service's)")),
    ]);
  });

  it('the same time for a service and its SLO', () => {
    const fault =
      'maintenance: got the same time twice (an SLO has the maintenance of its service), allowed is each time once';
    expect(maintenanceFaults([weekly({ reason: 'Again.' })], [weekly()])).toEqual([fault]);
    expect(maintenanceFaults([weekly(), weekly()])).toEqual([fault]);
  });
});
