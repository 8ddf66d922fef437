import type { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { type ExclusionWindow, recurringWindows, singleWindow } from '../model/calendar/exclusion-windows';
import { parseDate, parseDateTime, parseTimeOfDay } from '../model/calendar/local-time';
import { type MuteSchedule, recurringMute, singleMute } from '../model/calendar/mute-schedule';
import type { Recurrence, RecurringMaintenance, SingleMaintenance } from '../model/calendar/recurrence';
import { recurringFaults, singleFaults } from './maintenance-faults';
import type {
  MaintenanceProps,
  MonthlyMaintenanceProps,
  RecurringMaintenanceProps,
  SingleMaintenanceProps,
  WeeklyMaintenanceProps,
} from './maintenance-props';

/**
 * A time in which a service may fail by plan. What happens in it does not count for its SLOs (exclusion windows) and tells nobody
 * (mute rules). A surge by plan (a sale, a match) is none: customers are there, and the promise holds.
 *
 * Nothing is checked here: the service or SLO that it is given to names all its faults.
 */
export abstract class Maintenance {
  /** Every day at the same local time. */
  static daily(props: RecurringMaintenanceProps): Maintenance {
    return new Recurring(props, { kind: 'daily' });
  }

  /** On days of the week at the same local time. */
  static weekly(props: WeeklyMaintenanceProps): Maintenance {
    return new Recurring(props, { kind: 'weekly', days: (props.days ?? []).map(({ name }) => name) });
  }

  /** On a day of the month at the same local time. */
  static monthly(props: MonthlyMaintenanceProps): Maintenance {
    return new Recurring(props, { kind: 'monthly', dayOfMonth: props.dayOfMonth });
  }

  /** Once. Remove it afterwards: AWS takes no exclusion window that begins in the past. */
  static once(props: SingleMaintenanceProps): Maintenance {
    return new Single(props);
  }

  /** Why. */
  readonly reason: string;
  #windows: CfnServiceLevelObjective.ExclusionWindowProperty[] | undefined;

  protected constructor({ reason }: MaintenanceProps) {
    this.reason = reason;
  }

  /**
   * What is wrong with it, each in words.
   * @param what how the declaration calls it, `maintenance[0]`
   * @internal
   */
  abstract _faults(what: string): readonly string[];

  /** For one that has no faults. @internal */
  abstract _muteSchedule(): MuteSchedule;

  /** In UTC; for one that has no faults. @internal */
  _exclusionWindows(): CfnServiceLevelObjective.ExclusionWindowProperty[] {
    // Every SLO of a service asks.
    this.#windows ??= this._utcWindows().map(({ start, minutes, expression }) => ({
      startTime: `${new Date(start).toISOString().slice(0, 19)}Z`,
      window:
        minutes % 60 === 0
          ? { duration: minutes / 60, durationUnit: 'HOUR' }
          : { duration: minutes, durationUnit: 'MINUTE' },
      ...(expression === undefined ? {} : { recurrenceRule: { expression } }),
      reason: this.reason,
    }));
    return this.#windows;
  }

  /** @internal */
  protected abstract _utcWindows(): readonly ExclusionWindow[];
}

class Recurring extends Maintenance {
  constructor(
    private readonly props: RecurringMaintenanceProps,
    private readonly recurrence: Recurrence,
  ) {
    super(props);
  }

  override _faults(what: string): readonly string[] {
    return recurringFaults(what, this.props, this.recurrence);
  }

  override _muteSchedule(): MuteSchedule {
    return recurringMute(this.#model());
  }

  protected override _utcWindows(): readonly ExclusionWindow[] {
    return recurringWindows(this.#model());
  }

  #model(): RecurringMaintenance {
    const { at, from, duration, timeZone } = this.props;
    return {
      recurrence: this.recurrence,
      timeZone,
      from: parseDate(from)!,
      at: parseTimeOfDay(at)!,
      minutes: duration.toMinutes(),
    };
  }
}

class Single extends Maintenance {
  constructor(private readonly props: SingleMaintenanceProps) {
    super(props);
  }

  override _faults(what: string): readonly string[] {
    return singleFaults(what, this.props);
  }

  override _muteSchedule(): MuteSchedule {
    return singleMute(this.#model());
  }

  protected override _utcWindows(): readonly ExclusionWindow[] {
    return [singleWindow(this.#model())];
  }

  #model(): SingleMaintenance {
    const { start, duration, timeZone } = this.props;
    return { timeZone, start: parseDateTime(start)!, minutes: duration.toMinutes() };
  }
}
