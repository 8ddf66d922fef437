import type { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { type ExclusionWindow, recurringWindows, singleWindow } from '../model/calendar/exclusion-windows';
import { parseDate, parseDateTime, parseTimeOfDay } from '../model/calendar/local-time';
import { type MuteSchedule, recurringMute, singleMute } from '../model/calendar/mute-schedule';
import type { Recurrence } from '../model/calendar/recurrence';
import { recurringFaults, singleFaults } from './maintenance-faults';
import type {
  MonthlyMaintenanceProps,
  RecurringMaintenanceProps,
  SingleMaintenanceProps,
  WeeklyMaintenanceProps,
} from './maintenance-props';

/** What becomes of a declaration: what is wrong with it and, when nothing is, both schedules. */
interface Declared {
  readonly faults: (what: string) => readonly string[];
  readonly mute: () => MuteSchedule;
  readonly windows: () => readonly ExclusionWindow[];
}

/**
 * A time in which a service may fail by plan. What happens in it does not count for its SLOs (exclusion windows) and tells nobody
 * (mute rules). A surge by plan (a sale, a match) is none: customers are there, and the promise holds.
 *
 * Nothing is checked here: the service or SLO that it is given to names all its faults.
 */
export class Maintenance {
  /** Every day at the same local time. */
  static daily(props: RecurringMaintenanceProps): Maintenance {
    return Maintenance.#recurring(props, { kind: 'daily' });
  }

  /** On days of the week at the same local time. */
  static weekly(props: WeeklyMaintenanceProps): Maintenance {
    return Maintenance.#recurring(props, {
      kind: 'weekly',
      days: Array.isArray(props.days) ? props.days.map((day) => day?.name) : [],
    });
  }

  /** On a day of the month at the same local time. */
  static monthly(props: MonthlyMaintenanceProps): Maintenance {
    return Maintenance.#recurring(props, { kind: 'monthly', dayOfMonth: props.dayOfMonth });
  }

  /** Once. Remove it afterwards: AWS takes no exclusion window that begins in the past. */
  static once(props: SingleMaintenanceProps): Maintenance {
    const model = () => ({
      timeZone: props.timeZone,
      start: parseDateTime(props.start)!,
      minutes: props.duration.toMinutes(),
    });
    return new Maintenance(props.reason, {
      faults: (what) => singleFaults(what, props),
      mute: () => singleMute(model()),
      windows: () => [singleWindow(model())],
    });
  }

  static #recurring(props: RecurringMaintenanceProps, recurrence: Recurrence): Maintenance {
    const model = () => ({
      recurrence,
      timeZone: props.timeZone,
      from: parseDate(props.from)!,
      at: parseTimeOfDay(props.at)!,
      minutes: props.duration.toMinutes(),
    });
    return new Maintenance(props.reason, {
      faults: (what) => recurringFaults(what, props, recurrence),
      mute: () => recurringMute(model()),
      windows: () => recurringWindows(model()),
    });
  }

  #windows: CfnServiceLevelObjective.ExclusionWindowProperty[] | undefined;

  private constructor(
    /** Why. */
    readonly reason: string,
    private readonly declared: Declared,
  ) {}

  /**
   * What is wrong with it, each in words.
   * @param what how the declaration calls it, `maintenance[0]`
   * @internal
   */
  _faults(what: string): readonly string[] {
    return this.declared.faults(what);
  }

  /** For one that has no faults. @internal */
  _muteSchedule(): MuteSchedule {
    return this.declared.mute();
  }

  /** In UTC; for one that has no faults. @internal */
  _exclusionWindows(): CfnServiceLevelObjective.ExclusionWindowProperty[] {
    // Every SLO of a service asks.
    this.#windows ??= this.declared.windows().map(({ start, minutes, expression }) => ({
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
}
