import type { WeekdayName } from '../model/calendar/recurrence';

/** A day of the week. */
export class Weekday {
  /** Monday, in the time zone of the maintenance. */
  static readonly MONDAY = new Weekday('MON');
  /** Tuesday, in the time zone of the maintenance. */
  static readonly TUESDAY = new Weekday('TUE');
  /** Wednesday, in the time zone of the maintenance. */
  static readonly WEDNESDAY = new Weekday('WED');
  /** Thursday, in the time zone of the maintenance. */
  static readonly THURSDAY = new Weekday('THU');
  /** Friday, in the time zone of the maintenance. */
  static readonly FRIDAY = new Weekday('FRI');
  /** Saturday, in the time zone of the maintenance. */
  static readonly SATURDAY = new Weekday('SAT');
  /** Sunday, in the time zone of the maintenance. */
  static readonly SUNDAY = new Weekday('SUN');

  private constructor(
    /** Name in schedules. */
    readonly name: WeekdayName,
  ) {}
}
