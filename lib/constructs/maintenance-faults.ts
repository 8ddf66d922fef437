import { type Duration, Token } from 'aws-cdk-lib';
import { momentsOfOnce } from '../model/calendar/exclusion-windows';
import { parseDate, parseDateTime, parseTimeOfDay } from '../model/calendar/local-time';
import { LONGEST_MUTE } from '../model/calendar/mute-schedule';
import { LAST_DAY_OF_EVERY_MONTH, type Recurrence, shortestGap } from '../model/calendar/recurrence';
import { timeZoneFault } from '../model/calendar/time-zone';
import { Faults } from './faults';
import type { MaintenanceProps, RecurringMaintenanceProps, SingleMaintenanceProps } from './maintenance-props';
import { weekdayFaults } from './weekday-faults';

const WHOLE_MINUTES = 'allowed are whole minutes, from 1 minute to 15 days';

/** What is wrong with a maintenance that comes again, each in words. */
export function recurringFaults(
  what: string,
  props: RecurringMaintenanceProps,
  recurrence: Recurrence,
): readonly string[] {
  const { at, from, duration } = props;
  const wrong = recurrenceFaults(what, recurrence);
  const faults = common(what, props).add(...wrong);
  started(faults, `${what}.from`, from, '"2027-01-03"', (date) =>
    parseDate(date) === undefined
      ? `${what}.from: got "${date}", allowed is a date that exists, from 2000 to 2099, like "2027-01-03"`
      : undefined,
  );
  faults.known(`${what}.at`, at, (time) =>
    parseTimeOfDay(time) === undefined
      ? `${what}.at: got "${time}", allowed is a time of day from "00:00" to "23:59"`
      : undefined,
  );
  const tooLong = () => (wrong.length > 0 ? undefined : gapFault(what, duration, recurrence));
  return faults.add(durationFault(what, duration) ?? tooLong()).found;
}

/** What is wrong with a maintenance that happens once, each in words. */
export function singleFaults(what: string, props: SingleMaintenanceProps): readonly string[] {
  const { start, timeZone, duration } = props;
  const faults = common(what, props);
  const isZoneKnown = !Token.isUnresolved(timeZone) && timeZoneFault('', `${timeZone}`) === undefined;
  started(faults, `${what}.start`, start, '"2027-01-03T02:00"', (text) => {
    const local = parseDateTime(text);
    if (local === undefined) {
      return `${what}.start: got "${text}", allowed is a local date and time that exists, from 2000 to 2099, like "2027-01-03T02:00"`;
    }
    const count = isZoneKnown ? momentsOfOnce(timeZone, local).length : 1;
    const shown = count === 0 ? 'leave out' : 'show twice';
    return count === 1
      ? undefined
      : `${what}.start: got "${text}", which the clocks of ${timeZone} ${shown}, allowed is a time that they show once`;
  });
  return faults.add(durationFault(what, duration)).found;
}

function common(what: string, { reason, timeZone }: MaintenanceProps): Faults {
  return new Faults()
    .sentence(`${what}.reason`, reason)
    .known(`${what}.timeZone`, timeZone, (zone) => timeZoneFault(`${what}.timeZone`, zone));
}

function started(
  faults: Faults,
  what: string,
  value: string,
  example: string,
  check: (value: string) => string | undefined,
): void {
  // AWS takes windows without a start and fails later, with an internal error (cfn-coverage-roadmap#2349).
  if (value === undefined) faults.add(`${what}: got nothing, allowed is an explicit start, like ${example}`);
  else faults.known(what, value, check);
}

function recurrenceFaults(what: string, recurrence: Recurrence): readonly string[] {
  if (recurrence.kind === 'daily') return [];
  if (recurrence.kind === 'monthly') return dayOfMonthFaults(`${what}.dayOfMonth`, recurrence.dayOfMonth);
  return weekdayFaults(`${what}.days`, recurrence.days);
}

function dayOfMonthFaults(what: string, day: number): readonly string[] {
  return new Faults().known(what, day, () =>
    Number.isInteger(day) && day >= 1 && day <= LAST_DAY_OF_EVERY_MONTH
      ? undefined
      : `${what}: got ${day}, allowed are whole numbers from 1 to ${LAST_DAY_OF_EVERY_MONTH}, which every month has`,
  ).found;
}

function durationFault(what: string, duration: Duration | undefined): string | undefined {
  if (duration === undefined) return `${what}.duration: got nothing, ${WHOLE_MINUTES}`;
  if (typeof duration?.isUnresolved !== 'function')
    return `${what}.duration: got the plain value ${String(duration)}, ${WHOLE_MINUTES}`;
  if (duration.isUnresolved()) return `${what}.duration: got a token, allowed is a value known at synth`;
  const minutes = duration.toMinutes({ integral: false });
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST_MUTE
    ? undefined
    : `${what}.duration: got ${duration.toHumanString()}, ${WHOLE_MINUTES}`;
}

/** A maintenance without end would leave nothing to promise. */
function gapFault(what: string, duration: Duration, recurrence: Recurrence): string | undefined {
  const gap = shortestGap(recurrence);
  return duration.toMinutes() < gap
    ? undefined
    : `${what}.duration: got ${duration.toHumanString()}, allowed is less than ${gap / 60} hours, when the next one begins`;
}
