import type { WeekdayName } from '../model/calendar/recurrence';

/** A day of the week. */
export class Weekday {
  static readonly MONDAY = new Weekday('MON');
  static readonly TUESDAY = new Weekday('TUE');
  static readonly WEDNESDAY = new Weekday('WED');
  static readonly THURSDAY = new Weekday('THU');
  static readonly FRIDAY = new Weekday('FRI');
  static readonly SATURDAY = new Weekday('SAT');
  static readonly SUNDAY = new Weekday('SUN');

  private constructor(
    /** Name in schedules. */
    readonly name: WeekdayName,
  ) {}
}
