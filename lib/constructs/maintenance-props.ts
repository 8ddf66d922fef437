import type { Duration } from 'aws-cdk-lib';
import type { Weekday } from './weekday';

/** What every maintenance says. */
export interface MaintenanceProps {
  /** How long it lasts: whole minutes, from 1 minute to 15 days (the longest that a mute rule lasts). */
  readonly duration: Duration;
  /** IANA time zone whose clocks the times are meant in, `Europe/Paris`. */
  readonly timeZone: string;
  /** Why; it stands at the exclusion window and the mute rule. */
  readonly reason: string;
}

/** A maintenance that happens once. */
export interface SingleMaintenanceProps extends MaintenanceProps {
  /** Local date and time at which it begins, `2027-01-03T02:00`. It must lie in the future when it is deployed. */
  readonly start: string;
}

/** A maintenance that comes again at the same local time. Shorter than the time until the next one. */
export interface RecurringMaintenanceProps extends MaintenanceProps {
  /** Local time of day at which it begins, `02:00`. */
  readonly at: string;
  /**
   * First local date on which it may happen, `2027-01-03`. Required, because AWS wants an explicit start, which must lie in
   * the future when it is deployed.
   */
  readonly from: string;
}

/** A maintenance on days of the week. */
export interface WeeklyMaintenanceProps extends RecurringMaintenanceProps {
  /** Days on which it begins, each once. */
  readonly days: Weekday[];
}

/** A maintenance on a day of the month. */
export interface MonthlyMaintenanceProps extends RecurringMaintenanceProps {
  /** From 1 to 28, the days that every month has. */
  readonly dayOfMonth: number;
}
