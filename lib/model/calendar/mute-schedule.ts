import { DAY_MS, dateTimeOf, MINUTE_MS } from './local-time';
import { type RecurringMaintenance, type SingleMaintenance, weekdaysShifted } from './recurrence';

/** Longest duration of a mute rule, in minutes. Source: CloudWatch API, Schedule: P15D. */
export const LONGEST_MUTE = (15 * DAY_MS) / MINUTE_MS;

/** Source: CloudWatch API, PutAlarmMuteRule (the schema of CloudFormation says 500, the service refuses more than this). */
export const MOST_MUTED_ALARMS = 100;

/** When a mute rule mutes, in local time. Source: AWS::CloudWatch::AlarmMuteRule. */
export interface MuteSchedule {
  /** `cron(minutes hours day-of-month month day-of-week)` or `at(2027-01-03T02:00)`. */
  readonly expression: string;
  /** ISO-8601. */
  readonly duration: string;
  readonly timeZone: string;
  /** Local time before which the rule rests. @default - it never does */
  readonly startDate?: string;
}

export function recurringMute(maintenance: RecurringMaintenance): MuteSchedule {
  const { at, from, minutes, timeZone } = maintenance;
  const [hour, minute] = [Math.floor(at / MINUTE_MS / 60), (at / MINUTE_MS) % 60];
  return {
    expression: `cron(${minute} ${hour} ${days(maintenance)})`,
    duration: isoDuration(minutes),
    timeZone,
    startDate: dateTimeOf(from),
  };
}

export function singleMute({ start, minutes, timeZone }: SingleMaintenance): MuteSchedule {
  return { expression: `at(${dateTimeOf(start)})`, duration: isoDuration(minutes), timeZone };
}

function days({ recurrence }: RecurringMaintenance): string {
  switch (recurrence.kind) {
    case 'daily':
      return '* * *';
    case 'weekly':
      return `* * ${weekdaysShifted(recurrence.days, 0).join(',')}`;
    case 'monthly':
      return `${recurrence.dayOfMonth} * *`;
  }
}

/** `PT2H`, `P1DT12H`: the largest units, so that 120 minutes and 2 hours are the same text. */
function isoDuration(minutes: number): string {
  const part = (count: number, unit: string) => (count === 0 ? '' : `${count}${unit}`);
  const time = part(Math.floor((minutes % 1_440) / 60), 'H') + part(minutes % 60, 'M');
  return `P${part(Math.floor(minutes / 1_440), 'D')}${time === '' ? '' : `T${time}`}`;
}
