import { found, OBJECTIVE } from './shop';

const IDS = ['exclusion-window-past', 'mute-rule-past', 'schedule-past'];
const at = (iso: string) => Date.parse(iso);
const window = (StartTime: unknown, more: object = {}) => ({
  R: {
    Type: OBJECTIVE,
    Properties: {
      ExclusionWindows: [{ StartTime, Window: { Duration: 2, DurationUnit: 'HOUR' }, ...more }],
    },
  },
});
const mute = (schedule: object, more: object = {}) => ({
  R: { Type: 'AWS::CloudWatch::AlarmMuteRule', Properties: { Rule: { Schedule: schedule }, ...more } },
});
const schedule = (Properties: object) => ({ R: { Type: 'AWS::Scheduler::Schedule', Properties } });
const ONCE = { Expression: 'at(2026-11-25T12:00)', Duration: 'PT2H', Timezone: 'Europe/Paris' };

describe('a window that is excluded once', () => {
  const START = '2026-11-25T12:00:00Z';
  const when = (now: string) => found(window(START), IDS, at(now));

  it('is fine until it begins', () => {
    expect(when('2026-11-25T12:00:00Z')).toEqual([]);
  });

  it('may begin no more, and may be removed when it is over', () => {
    const refused = 'allowed is the future: AWS refuses to create or change an SLO with it';
    const what = 'warning exclusion-window-past Shop/R ExclusionWindows[0].StartTime: got';
    expect(when('2026-11-25T12:00:01Z')).toEqual([`${what} "${START}", which has begun, ${refused}`]);
    expect(when('2026-11-25T14:00:00Z')).toEqual([`${what} "${START}", which has begun, ${refused}`]);
    expect(when('2026-11-25T14:00:01Z')).toEqual([
      `${what} "${START}", which has passed, ${refused}; remove the window`,
    ]);
  });

  it('is not over for sure while its length is known at deployment only', () => {
    const late = window(START, { Window: { Duration: { Ref: 'Hours' }, DurationUnit: 'HOUR' } });
    expect(found(late, IDS, at('2030-01-01T00:00:00Z'))).toEqual([
      expect.stringMatching(/which has begun, .* with it$/),
    ]);
  });

  it.each([
    ['comes again', { RecurrenceRule: { Expression: 'rate(1 day)' } }, START],
    ['begins at deployment', {}, undefined],
    ['begins when a parameter says', {}, { Ref: 'Begin' }],
    ['begins at no time, which another finding says', {}, 'soon'],
  ])('is no matter of the past when it %s', (_what, more, start) => {
    expect(found(window(start, more), IDS, at('2030-01-01T00:00:00Z'))).toEqual([]);
  });
});

describe('a mute rule', () => {
  it('mutes nothing more when its time is over where its clocks are', () => {
    // 12:00 in Paris is 11:00 UTC in winter; it lasts two hours.
    expect(found(mute(ONCE), IDS, at('2026-11-25T13:00:00Z'))).toEqual([]);
    expect(found(mute(ONCE), IDS, at('2026-11-25T13:00:01Z'))).toEqual([
      'warning mute-rule-past Shop/R Rule.Schedule.Expression: got "at(2026-11-25T12:00)", which has passed, allowed is the future: remove the rule',
    ]);
  });

  it('mutes nothing more when it has expired where its clocks are', () => {
    const daily = mute({ ...ONCE, Expression: 'cron(0 2 * * *)' }, { ExpireDate: '2026-11-25T12:00' });
    expect(found(daily, IDS, at('2026-11-25T11:00:00Z'))).toEqual([]);
    expect(found(daily, IDS, at('2026-11-25T11:00:01Z'))).toEqual([
      'warning mute-rule-past Shop/R ExpireDate: got "2026-11-25T12:00", which has passed, allowed is the future: remove the rule',
    ]);
  });

  it('whose zone is known at deployment only is passed over', () => {
    expect(found(mute({ ...ONCE, Timezone: { Ref: 'Zone' } }), IDS, at('2030-01-01T00:00:00Z'))).toEqual([]);
  });
});

describe('a schedule', () => {
  it('runs no more when its only time has passed', () => {
    const once = schedule({ ScheduleExpression: 'at(2026-11-25T12:00:30)', ScheduleExpressionTimezone: 'Asia/Tokyo' });
    expect(found(once, IDS, at('2026-11-25T03:01:00Z'))).toEqual([]);
    expect(found(once, IDS, at('2026-11-25T03:01:01Z'))).toEqual([
      'warning schedule-past Shop/R ScheduleExpression: got "at(2026-11-25T12:00:30)", which has passed, allowed is the future: remove the schedule',
    ]);
  });

  it('runs no more after its end', () => {
    const ended = schedule({ ScheduleExpression: 'rate(1 day)', EndDate: '2026-11-25T12:00:00.000Z' });
    expect(found(ended, IDS, at('2026-11-25T12:00:00Z'))).toEqual([]);
    expect(found(ended, IDS, at('2026-11-25T12:00:01Z'))).toEqual([
      'warning schedule-past Shop/R EndDate: got "2026-11-25T12:00:00.000Z", which has passed, allowed is the future: remove the schedule',
    ]);
  });
});
