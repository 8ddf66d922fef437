import { Duration } from 'aws-cdk-lib';
import { FIRST_MONTH, type Interval as ModelInterval } from '../model/slo';
import { durationFault } from './duration-fault';
import { Faults, isToken } from './faults';

const START = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Properties of a calendar interval. */
export interface CalendarMonthsProps {
  /**
   * Months of one interval, 1 to 12.
   * @default 1
   */
  readonly months?: number;
  /**
   * Month in which the first interval began, from 2000-01 on: "2026-02" makes quarters begin in February, May, August and November.
   * Months begin at midnight UTC.
   * @default "2000-01", so that years, halves and quarters are those of the calendar
   */
  readonly firstMonth?: string;
}

/** The time over which attainment is measured. */
export class Interval {
  /**
   * The last so many days, moving on every minute. 28 days hold four of each weekday.
   * @param length whole days
   * @throws DeclarationError when it is not whole days
   */
  static rolling(length: Duration = Duration.days(28)): Interval {
    new Faults().add(durationFault('interval', length, 'Duration.days(28)')).throwAt('Interval.rolling');
    const days = length.toDays({ integral: false });
    new Faults()
      .add(Number.isInteger(days) ? undefined : `interval: got ${length.toString()}, allowed are whole days`)
      .throwAt('Interval.rolling');
    return new Interval({ kind: 'rolling', days });
  }

  /**
   * Calendar months, in UTC: everything begins anew on the first. Thresholds count a month as 30 days, as Application Signals does.
   * @throws DeclarationError for another number of months and a first month that is none
   */
  static calendarMonths({ months = 1, firstMonth = FIRST_MONTH }: CalendarMonthsProps = {}): Interval {
    const fine = !isToken(months) && Number.isInteger(months) && months >= 1 && months <= 12;
    const known = !isToken(firstMonth) && START.test(firstMonth) && firstMonth >= FIRST_MONTH;
    new Faults()
      .add(
        fine ? undefined : `interval.months: got ${shown(months)}, allowed are whole numbers from 1 to 12`,
        known
          ? undefined
          : `interval.firstMonth: got ${shown(firstMonth)}, allowed are months from ${FIRST_MONTH} on, for example "2026-02"`,
      )
      .throwAt('Interval.calendarMonths');
    return new Interval({ kind: 'calendar', months }, Date.parse(`${firstMonth}-01T00:00:00Z`) / 1000);
  }

  private constructor(
    /** @internal */
    readonly _model: ModelInterval,
    /** Epoch seconds at which the first calendar interval began. @internal */
    readonly _startSeconds = 0,
  ) {}
}

function shown(value: number | string): string {
  if (isToken(value)) return 'a token';
  return typeof value === 'string' ? `"${value}"` : String(value);
}
