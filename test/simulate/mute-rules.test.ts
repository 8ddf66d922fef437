import fc from 'fast-check';
import type { MuteRuleDefinition } from '../../lib/assembly';
import { MuteRule, MuteRules } from '../../lib/simulate';
import { at, cloudWatchOver, DAY, seriesOf } from './fixture';

const utc = (text: string) => Date.parse(`${text}Z`);

/** Sundays and Wednesdays at 02:00 in Paris for 26 hours and a half, from 6 January 2027 on. */
const RULE: MuteRuleDefinition = {
  stack: 'Shop',
  logicalId: 'Mute',
  account: '111122223333',
  region: 'eu-west-1',
  name: 'maintenance',
  arn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm-mute-rule:maintenance',
  expression: 'cron(0 2 * * SUN,WED)',
  timeZone: 'Europe/Paris',
  minutes: 1590,
  startsAt: utc('2027-01-05T23:00'),
  alarmNames: ['slo/prod/checkout/fast'],
};
const { startsAt: _, ...ALWAYS } = RULE;
const muted = (definition: MuteRuleDefinition, moment: string) => new MuteRule(definition).isActive(utc(moment));

describe('a window', () => {
  it.each([
    ['does not begin before the start', RULE, '2027-01-03T01:30', false],
    ['is there before it where there is no start', ALWAYS, '2027-01-03T01:30', true],
    ['is not open in the minute before it', RULE, '2027-01-06T00:59', false],
    ['is open from its beginning', RULE, '2027-01-06T01:00', true],
    ['is open to its end', RULE, '2027-01-07T03:29:59.999', true],
    ['is closed at its end', RULE, '2027-01-07T03:30', false],
    ['follows summer time', RULE, '2027-06-06T00:00', true],
    ['is not early in summer', RULE, '2027-06-05T23:59', false],
    [
      'that begins with the start is the first one',
      { ...RULE, expression: 'cron(0 0 6 * *)' },
      '2027-01-05T23:00',
      true,
    ],
    ['is cut when the rule expires', { ...RULE, expiresAt: utc('2027-01-06T12:00') }, '2027-01-06T11:59', true],
    ['is closed once it has expired', { ...RULE, expiresAt: utc('2027-01-06T12:00') }, '2027-01-06T12:00', false],
    ['never opens again then', { ...RULE, expiresAt: utc('2027-01-06T12:00') }, '2027-01-10T02:00', false],
    ['of 15 days is long', { ...RULE, expression: 'cron(0 2 1 * *)', minutes: 21_600 }, '2027-03-16T00:59', true],
    ['of 15 days ends', { ...RULE, expression: 'cron(0 2 1 * *)', minutes: 21_600 }, '2027-03-16T01:00', false],
    ['of one minute is open', { ...RULE, minutes: 1 }, '2027-01-06T01:00', true],
    ['of one minute ends', { ...RULE, minutes: 1 }, '2027-01-06T01:01', false],
    ['may overlap the next one', { ...RULE, expression: 'cron(0 * * * *)', minutes: 90 }, '2027-01-06T03:59', true],
    ['on Sunday as 0', { ...RULE, expression: 'cron(0 2 * * 0)' }, '2027-01-10T01:00', true],
    ['on Sunday as 7', { ...RULE, expression: 'cron(0 2 * * 7)' }, '2027-01-10T01:00', true],
    [
      'on days from Monday to Friday',
      { ...RULE, expression: 'cron(0 2 * * MON-FRI)', minutes: 60 },
      '2027-01-10T01:00',
      false,
    ],
    [
      'on a day of the month or of the week',
      { ...RULE, expression: 'cron(0 2 11 * SUN)', minutes: 60 },
      '2027-01-11T01:00',
      true,
    ],
    ['in a month by its name', { ...RULE, expression: 'cron(0 2 * feb *)', minutes: 60 }, '2027-02-02T01:00', true],
  ])('%s', (_what, definition, moment, expected) => expect(muted(definition, moment)).toBe(expected));
});

describe('when clocks change, a window of an hour', () => {
  const once = (time: string) => ({ ...ALWAYS, expression: `at(${time})`, minutes: 60 });
  const daily = (fields: string) => ({ ...ALWAYS, expression: `cron(${fields} * * *)`, minutes: 60 });
  // Paris: 28 March 2027 01:00 UTC (02:00 becomes 03:00), 31 October 2027 01:00 UTC (03:00 becomes 02:00).
  it.each([
    ['at a time that is left out begins when they go on', daily('30 2'), '2027-03-28T00:59', '2027-03-28T01:00'],
    ['at one of such times, too', daily('30 2,14'), '2027-03-28T00:59', '2027-03-28T01:00'],
    ['the night before is by the old offset', daily('30 2'), '2027-03-27T01:29', '2027-03-27T01:30'],
    ['the night after is by the new one', daily('30 2'), '2027-03-29T00:29', '2027-03-29T00:30'],
    ['at a time that is shown twice begins the first time', daily('30 2'), '2027-10-31T00:29', '2027-10-31T00:30'],
    ['every hour begins in the hour that comes twice', daily('30 *'), undefined, '2027-10-31T01:30'],
    [
      'once, at a time that is left out, as if they had not changed',
      once('2027-03-28T02:30'),
      '2027-03-28T01:29',
      '2027-03-28T01:30',
    ],
    [
      'once, at a time that is shown twice, the first time',
      once('2027-10-31T02:30'),
      '2027-10-31T00:29',
      '2027-10-31T00:30',
    ],
    ['once, in summer', once('2027-07-01T02:30'), '2027-07-01T00:29', '2027-07-01T00:30'],
  ])('%s', (_what, definition, closed, open) => {
    if (closed !== undefined) expect(muted(definition, closed)).toBe(false);
    expect(muted(definition, open)).toBe(true);
  });

  it('does not open again when a time is shown the second time', () => {
    expect(muted(daily('30 2'), '2027-10-31T01:29')).toBe(true);
    expect(muted(daily('30 2'), '2027-10-31T01:30')).toBe(false);
    expect(muted(once('2027-10-31T02:30'), '2027-10-31T01:30')).toBe(false);
  });
});

it('answers the same in whatever order it is asked', () => {
  const definition = {
    ...RULE,
    expression: 'cron(15 2,9-11 * * MON,THU)',
    minutes: 75,
    expiresAt: utc('2027-02-01T09:30'),
  };
  const moment = fc.integer({ min: 0, max: 40 * DAY }).map((minute) => utc('2027-01-01T00:00') + minute * 60_000);
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 30 }), (moments) => {
      const rule = new MuteRule(definition);
      for (const time of moments) expect(rule.isActive(time)).toBe(new MuteRule(definition).isActive(time));
    }),
    { numRuns: 50 },
  );
});

describe('a schedule that is not simulated', () => {
  it.each(['cron(0 2 * * FRI-MON)', 'cron(0 2 L-3 * *)', 'cron(0 2 * *)', 'rate(1 day)'])('%s', (expression) => {
    const build = () => new MuteRules([{ ...RULE, expression }]);
    expect(build).toThrow(RangeError);
    expect(build).toThrow(
      `mute rule "maintenance": schedule: got "${expression}", allowed are at(yyyy-mm-ddThh:mm) and cron`,
    );
  });
});

describe('the simulated CloudWatch', () => {
  const [FAST, SLOW] = ['slo/prod/checkout/fast', 'slo/prod/checkout/slow'];
  const series = seriesOf({ minutes: DAY, total: 60 }, { minutes: 60, total: 60, bad: 60 });
  const nightly = { ...ALWAYS, timeZone: 'UTC', expression: 'cron(0 0 * * *)', minutes: 30 };
  const lunch = { ...nightly, name: 'lunch', expression: 'cron(0 12 * * *)', alarmNames: [FAST, 'nobody'] };

  it('says which alarm is muted by whichever rule', () => {
    const cloudWatch = cloudWatchOver(series, {}, { muteRules: [nightly, lunch] });
    expect([DAY - 1, DAY, DAY + 29, DAY + 30, DAY + 720].map((minute) => cloudWatch.isMuted(FAST, at(minute)))).toEqual(
      [false, true, true, false, true],
    );
    expect(cloudWatch.isMuted(SLOW, at(DAY))).toBe(false);
  });

  it('changes the states of muted alarms all the same', () => {
    const changes = (muteRules: readonly MuteRuleDefinition[]) =>
      cloudWatchOver(series, {}, { muteRules }).evaluateAll(at(DAY), at(DAY + 30));
    expect(changes([nightly])).toEqual(changes([]));
    expect(changes([nightly]).some(({ alarmName, value }) => alarmName === FAST && value === 'ALARM')).toBe(true);
  });

  it('knows the rules of its own region alone, and none where nobody names any', () => {
    const here = { account: '111122223333', region: 'eu-west-1' };
    const muteRules = [{ ...nightly, region: 'eu-central-1' }];
    expect(cloudWatchOver(series, {}, { ...here, muteRules }).isMuted(FAST, at(DAY))).toBe(false);
    expect(cloudWatchOver(series, {}, { ...here, muteRules: [nightly] }).isMuted(FAST, at(DAY))).toBe(true);
    expect(cloudWatchOver(series).isMuted(FAST, at(DAY))).toBe(false);
  });
});
