import {
  muteDurationFault,
  muteScheduleFaults,
  recurrenceFaults,
  ruleScheduleFaults,
  type ScheduleFault,
  schedulerFaults,
} from '../../../lib/model/schedule';

const inWords = ({ part, got, allowed, uncertain }: ScheduleFault) =>
  `${uncertain ? '? ' : ''}${part === undefined ? '' : `${part}: `}got ${got}, allowed ${allowed}`;

/** Accepted by AWS: examples of its documentation, and forms that are widely deployed. */
describe('what AWS takes is fine', () => {
  it.each([
    // EventBridge user guide, "Cron expressions reference", examples.
    'cron(0 10 * * ? *)',
    'cron(15 12 * * ? *)',
    'cron(0 18 ? * MON-FRI *)',
    'cron(0 8 1 * ? *)',
    'cron(0/10 * ? * MON-FRI *)',
    'cron(0/5 8-17 ? * MON-FRI *)',
    'cron(0/30 20-2 ? * MON-FRI *)',
    'cron(0 9 ? * 2#1 *)',
    'cron(0 0 3W * ? *)',
    'cron(0 0 L * ? 2199)',
    'cron(0 0 LW * ? *)',
    'cron(0 0 ? * 6L *)',
    'cron(0 0 ? * fri-mon *)',
    'cron(*/5 * * * ? *)',
    'cron(0,15,30,45 05  * jan,JUL ? 2026-2030)',
    'rate(1 minute)',
    'rate(5 minutes)',
    'rate(1 hour)',
    'rate(30 days)',
  ])('in a rule: %s', (expression) => expect(ruleScheduleFaults(expression)).toEqual([]));

  it.each(['cron(0 10 * * ? *)', 'rate(1 hours)', 'rate(2 hour)', 'at(2026-11-20T13:00:00)'])(
    'in a schedule: %s',
    (expression) => expect(schedulerFaults(expression)).toEqual([]),
  );

  // CloudWatch API reference, Schedule, examples.
  it.each([
    'cron(0 2 * * *)',
    'cron(0 2 * * SUN)',
    'cron(0 1 1 * *)',
    'cron(0 18 * * FRI)',
    'cron(0 23 * JAN-MAR 0,7)',
    'at(2024-05-10T14:00)',
  ])('in a mute rule: %s', (expression) => expect(muteScheduleFaults(expression)).toEqual([]));

  it.each([
    'rate(1 hour)',
    'rate(7 day)',
    'rate(1 month)',
    'cron(0 2 * * ? *)',
    'cron(0 17 ? * *)',
    'cron(0 2 ? * 6L *)',
  ])('in an exclusion window: %s', (expression) => expect(recurrenceFaults(expression)).toEqual([]));

  it.each(['PT1M', 'PT4H', 'P2DT12H', 'P7D', 'P15D', 'P1W', 'PT60S'])('as long as %s', (duration) =>
    expect(muteDurationFault(duration)).toBeUndefined(),
  );
});

const MINUTES = 'allowed are 0 to 59, also with , - * /';
const DAYS = 'allowed are 1 to 31, also with , - * ? / L W';
const WEEKDAYS = 'allowed are 1 to 7 or SUN to SAT, also with , - * ? L #';
const SIX = 'allowed are 6: minutes, hours, day of month, month, day of week, year';
const FIVE = 'allowed are 5: minutes, hours, day of month, month, day of week';
const OPEN = 'allowed is "?" in exactly one of the two';
const DAY_OF_BOTH = 'day of month and day of week';

describe('what AWS refuses is said with its place', () => {
  it.each([
    ['every day', 'got "every day", allowed are cron(...), rate(...)'],
    ['at(2026-11-20T13:00:00)', 'got "at(2026-11-20T13:00:00)", allowed are cron(...), rate(...)'],
    ['cron(0 12 *)', `cron: got 3 fields, ${SIX}`],
    ['cron()', `cron: got 0 fields, ${SIX}`],
    ['cron(* * * * *)', `cron: got 5 fields, ${SIX}`],
    ['cron(*/60 * * * ? *)', `minutes: got "*/60", ${MINUTES}`],
    ['cron(0,60 * * * ? *)', `minutes: got "60", ${MINUTES}`],
    ['cron(? * * * ? *)', `minutes: got "?", ${MINUTES}`],
    ['cron(0 24 * * ? *)', 'hours: got "24", allowed are 0 to 23, also with , - * /'],
    ['cron(0 0 0 * ? *)', `day of month: got "0", ${DAYS}`],
    ['cron(0 0 32W * ? *)', `day of month: got "32W", ${DAYS}`],
    ['cron(0 0 1 13 ? *)', 'month: got "13", allowed are 1 to 12 or JAN to DEC, also with , - * /'],
    ['cron(0 0 ? * -1 *)', `day of week: got "-1", ${WEEKDAYS}`],
    ['cron(0 0 ? * 0 *)', `day of week: got "0", ${WEEKDAYS}`],
    ['cron(0 0 ? * 3#6 *)', `day of week: got "3#6", ${WEEKDAYS}`],
    ['cron(0 0 ? * 3#1,6#3 *)', 'day of week: got "3#1,6#3", allowed is one day alone where there is a "#"'],
    ['cron(0 0 1 1 ? 1969)', 'year: got "1969", allowed are 1970 to 2199, also with , - * /'],
    ['cron(0 0 1 * MON *)', `${DAY_OF_BOTH}: got "1" and "MON", ${OPEN}`],
    ['cron(0 0 * * * *)', `${DAY_OF_BOTH}: got "*" and "*", ${OPEN}`],
    ['cron(0 0 ? * ? *)', `${DAY_OF_BOTH}: got "?" and "?", ${OPEN}`],
    ['rate(1 minutes)', 'rate: got "1 minutes", allowed is "1 minute"'],
    ['rate(5 hour)', 'rate: got "5 hour", allowed is "5 hours"'],
    ['rate(0 days)', 'rate: got "0 days", allowed is a whole number from 1 and one of minutes, hours, days'],
    ['rate(2 weeks)', 'rate: got "2 weeks", allowed is a whole number from 1 and one of minutes, hours, days'],
    ['cron(0 0 ? * */2 *)', `? day of week: got "*/2", ${WEEKDAYS}`],
  ])('in a rule: %s', (expression, fault) => expect(ruleScheduleFaults(expression).map(inWords)).toEqual([fault]));

  it.each([
    ['at(2026-11-20T13:00)', 'yyyy-mm-ddThh:mm:ss'],
    ['at(2026-02-30T13:00:00)', 'yyyy-mm-ddThh:mm:ss'],
  ])('in a schedule: %s', (expression, form) =>
    expect(schedulerFaults(expression).map(inWords)).toEqual([
      `got "${expression}", allowed is at(${form}) with a date that exists`,
    ]),
  );

  it.each([
    ['cron(0 2 * * ? *)', `cron: got 6 fields, ${FIVE}`],
    ['cron(0 25 * * *)', 'hours: got "25", allowed are 0 to 23, also with , - *'],
    ['cron(0 2 ? * SUN)', '? day of month: got "?", allowed are 1 to 31, also with , - *'],
    ['cron(*/5 2 * * *)', '? minutes: got "*/5", allowed are 0 to 59, also with , - *'],
    ['rate(1 day)', 'got "rate(1 day)", allowed are cron(...), at(...)'],
    [
      'at(2024-05-10T14:00:00)',
      'got "at(2024-05-10T14:00:00)", allowed is at(yyyy-mm-ddThh:mm) with a date that exists',
    ],
  ])('in a mute rule: %s', (expression, fault) => expect(muteScheduleFaults(expression).map(inWords)).toEqual([fault]));

  it.each([
    ['rate(30 minute)', 'rate: got "30 minute", allowed is a whole number from 1 and one of hour, day, month'],
    ['rate(7 days)', '? rate: got "7 days", allowed is "7 day"'],
    ['cron(0 2 * *)', 'cron: got 4 fields, allowed are 6 or 5: minutes, hours, day of month, month, day of week, year'],
    ['cron(0 2 ? * ? *)', `${DAY_OF_BOTH}: got "?" and "?", ${OPEN}`],
    ['at(2027-01-03T02:00)', 'got "at(2027-01-03T02:00)", allowed are cron(...), rate(...)'],
  ])('in an exclusion window: %s', (expression, fault) =>
    expect(recurrenceFaults(expression).map(inWords)).toEqual([fault]),
  );

  it.each(['', 'P', 'PT', 'PT0M', 'PT30S', 'P16D', 'P15DT1M', '2h', 'P1M'])('as long as %j', (duration) =>
    expect(muteDurationFault(duration)?.allowed).toBe('are PT1M to P15D (ISO-8601)'),
  );

  it('cuts what is long', () => {
    const [fault] = ruleScheduleFaults('x'.repeat(1_000_000));
    expect(fault!.got).toHaveLength(62);
  });
});
