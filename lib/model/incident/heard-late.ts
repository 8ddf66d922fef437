import type { AlarmEvent } from '../contracts/incident-event';

/** The usual way takes seconds, and `reconcile` finds within a minute or two what was lost on it. */
const LATE_MS = 2 * 60_000;

/** After a mute rule, a stop of ours, or shadow, an alarm may have fired for hours: it is told as of now. */
export function heardAtLast<T extends Omit<AlarmEvent, 'key'>>(event: T, now: number): T {
  return now - event.at > LATE_MS ? { ...event, heard: now } : event;
}
