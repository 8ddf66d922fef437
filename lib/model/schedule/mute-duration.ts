import { LONGEST_MUTE } from '../calendar/mute-schedule';
import { quoted, type ScheduleFault } from './fault';

const FORM = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const MINUTES = [7 * 1_440, 1_440, 60, 1, 1 / 60] as const;

/** Minutes of a duration in ISO-8601, `P1DT12H`; nothing for what is none. */
export function durationMinutes(text: string): number | undefined {
  const parts = FORM.exec(text)?.slice(1);
  return parts?.reduce((sum, part, at) => sum + Number(part ?? 0) * MINUTES[at]!, 0);
}

/** What is wrong with the duration of a mute rule. Source: CloudWatch API reference, Schedule: PT1M to P15D. */
export function muteDurationFault(text: string): ScheduleFault | undefined {
  const minutes = durationMinutes(text);
  return minutes !== undefined && minutes >= 1 && minutes <= LONGEST_MUTE
    ? undefined
    : { got: quoted(text), allowed: 'are PT1M to P15D (ISO-8601)' };
}
