import { Duration } from 'aws-cdk-lib';
import { Interval } from '../../lib';
import { declared } from './fixture';

function rendered(interval?: Interval) {
  const { slo, template } = declared({ interval });
  const [objective] = Object.values(template().findResources('AWS::ApplicationSignals::ServiceLevelObjective'));
  return { slo, interval: objective!.Properties.Goal.Interval };
}

describe('an interval', () => {
  it.each([
    ['28 days unless told otherwise', undefined, 28],
    ['28 days by name', Interval.rolling(), 28],
    ['a week', Interval.rolling(Duration.days(7)), 7],
    ['a week in hours', Interval.rolling(Duration.hours(168)), 7],
    ['a year', Interval.rolling(Duration.days(366)), 366],
  ])('of %s rolls on', (_what, interval, Duration) => {
    expect(rendered(interval).interval).toEqual({ RollingInterval: { Duration, DurationUnit: 'DAY' } });
  });

  // Epoch seconds of midnight UTC on the first of the month; 946684800 is the least that Application Signals takes.
  it.each([
    ['a month', Interval.calendarMonths(), 946_684_800, 1],
    ['a quarter', Interval.calendarMonths({ months: 3 }), 946_684_800, 3],
    [
      'a quarter that begins in February',
      Interval.calendarMonths({ months: 3, firstMonth: '2026-02' }),
      1_769_904_000,
      3,
    ],
    ['a year', Interval.calendarMonths({ months: 12, firstMonth: '2024-03' }), 1_709_251_200, 12],
  ])('of %s begins anew on a first', (_what, interval, StartTime, Duration) => {
    expect(rendered(interval).interval).toEqual({ CalendarInterval: { StartTime, Duration, DurationUnit: 'MONTH' } });
  });

  it('of a calendar month has the thresholds of 30 days, as Application Signals counts it', () => {
    const { tiers, interval } = rendered(Interval.calendarMonths()).slo.entry;
    expect(interval).toEqual({ kind: 'calendar', months: 1 });
    // CloudWatch user guide: 2 % of 30 days in an hour, 5 % in six hours.
    expect(tiers.slice(0, 2).map(({ threshold }) => threshold)).toEqual([14.4, 6]);
  });
});
