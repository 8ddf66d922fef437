import { found, OBJECTIVE } from './shop';

const IDS = ['schedule-expression', 'mute-rule-schedule', 'exclusion-window-schedule'];
const resource = (Type: string, Properties: object) => ({ R: { Type, Properties } });
const rule = (properties: object) => resource('AWS::Events::Rule', properties);
const schedule = (properties: object) => resource('AWS::Scheduler::Schedule', properties);
const mute = (schedule: object, more: object = {}) =>
  resource('AWS::CloudWatch::AlarmMuteRule', { Rule: { Schedule: { Duration: 'PT2H', ...schedule } }, ...more });
const windows = (...ExclusionWindows: object[]) => resource(OBJECTIVE, { Name: 'theirs', ExclusionWindows });
const custom = { 'Fn::GetAtt': ['Custom', 'Cron'] };

describe('schedules', () => {
  it.each([
    ['of rules', rule({ ScheduleExpression: 'rate(1 minute)' })],
    [
      'of rules on the default bus by its ARN',
      rule({ ScheduleExpression: 'rate(1 minute)', EventBusName: 'arn:aws:events:eu-west-1:1:event-bus/default' }),
    ],
    ['that are event patterns', rule({ EventPattern: {}, EventBusName: 'orders' })],
    [
      'of Scheduler',
      schedule({ ScheduleExpression: 'cron(0 2 ? * SUN *)', ScheduleExpressionTimezone: 'Europe/Paris' }),
    ],
    [
      'of mute rules',
      mute({ Expression: 'cron(0 2 * * SUN)', Timezone: 'Europe/Paris' }, { StartDate: '2027-01-03T00:00' }),
    ],
    [
      'of exclusion windows',
      windows({ StartTime: '2027-01-03T01:00:00Z', RecurrenceRule: { Expression: 'rate(7 day)' } }, {}),
    ],
    [
      'that are known at deployment only',
      { ...rule({ ScheduleExpression: custom }), Custom: { Type: 'Custom::Cron' } },
    ],
    ['that are parameters', rule({ ScheduleExpression: { Ref: 'HowOften' } })],
    [
      'that are nothing',
      {
        ...rule({}),
        S: { Type: 'AWS::Scheduler::Schedule' },
        M: { Type: 'AWS::CloudWatch::AlarmMuteRule', Properties: { Rule: 7 } },
      },
    ],
  ])('%s are fine', (_what, resources) => {
    expect(found(resources, IDS)).toEqual([]);
  });

  it.each([
    [
      // Neither the CDK nor cfn-lint sees it.
      'three fields in Scheduler',
      schedule({ ScheduleExpression: 'cron(0 12 *)' }),
      'error schedule-expression Shop/R ScheduleExpression: cron: got 3 fields, allowed are 6: minutes, hours, day of month, month, day of week, year',
    ],
    [
      'a plural of one in a rule',
      rule({ ScheduleExpression: 'rate(1 minutes)' }),
      'error schedule-expression Shop/R ScheduleExpression: rate: got "1 minutes", allowed is "1 minute"',
    ],
    [
      'a schedule on another bus',
      rule({ ScheduleExpression: 'rate(1 minute)', EventBusName: 'orders' }),
      'error schedule-expression Shop/R EventBusName: got "orders", allowed is "default" where there is a ScheduleExpression',
    ],
    [
      'a sign that is not documented',
      rule({ ScheduleExpression: 'cron(0 2 ? * */2 *)' }),
      'warning schedule-expression Shop/R ScheduleExpression: day of week: got "*/2", allowed are 1 to 7 or SUN to SAT, also with , - * ? L #',
    ],
    [
      'a zone that nobody has',
      schedule({ ScheduleExpression: 'rate(1 day)', ScheduleExpressionTimezone: 'Europe/Pari' }),
      'error schedule-expression Shop/R ScheduleExpressionTimezone: got "Europe/Pari", allowed are IANA names like "Europe/Paris" or "UTC"',
    ],
    [
      'a zone in another case',
      schedule({ ScheduleExpression: 'rate(1 day)', ScheduleExpressionTimezone: 'europe/paris' }),
      'warning schedule-expression Shop/R ScheduleExpressionTimezone: got "europe/paris", allowed is "Europe/Paris"',
    ],
    [
      'six fields in a mute rule',
      mute({ Expression: 'cron(0 2 ? * SUN *)' }),
      'error mute-rule-schedule Shop/R Rule.Schedule.Expression: cron: got 6 fields, allowed are 5: minutes, hours, day of month, month, day of week',
    ],
    [
      'a mute rule of 16 days',
      mute({ Expression: 'cron(0 2 * * SUN)', Duration: 'P16D' }),
      'error mute-rule-schedule Shop/R Rule.Schedule.Duration: got "P16D", allowed are PT1M to P15D (ISO-8601)',
    ],
    [
      'a mute rule in no zone',
      mute({ Expression: 'cron(0 2 * * SUN)', Timezone: '+02:00' }),
      'error mute-rule-schedule Shop/R Rule.Schedule.Timezone: got "+02:00", allowed are IANA names like "Europe/Paris" or "UTC"',
    ],
    [
      'a start that is no date',
      mute({ Expression: 'cron(0 2 * * SUN)' }, { StartDate: 'tomorrow' }),
      'warning mute-rule-schedule Shop/R StartDate: got "tomorrow", allowed is a date and time in ISO-8601',
    ],
    [
      'an end before the start',
      mute({ Expression: 'cron(0 2 * * SUN)' }, { StartDate: '2027-02-01T00:00', ExpireDate: '2027-01-01T00:00' }),
      'warning mute-rule-schedule Shop/R ExpireDate: got "2027-01-01T00:00", allowed is after the StartDate 2027-02-01T00:00',
    ],
    [
      'minutes in an exclusion window',
      windows({}, { RecurrenceRule: { Expression: 'rate(30 minute)' } }),
      'error exclusion-window-schedule Shop/R ExclusionWindows[1].RecurrenceRule.Expression: rate: got "30 minute", allowed is a whole number from 1 and one of hour, day, month',
    ],
    [
      'an exclusion window that begins at no time',
      windows({ StartTime: 'soon' }),
      'warning exclusion-window-schedule Shop/R ExclusionWindows[0].StartTime: got "soon", allowed is a date and time in ISO-8601',
    ],
  ])('%s is found', (_what, resources, finding) => {
    expect(found(resources, IDS)).toEqual([finding]);
  });
});
