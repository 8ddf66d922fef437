import type { AlarmDeletedEvent, AlarmEvent, ReportEvent } from '../contracts/incident-event';
import { breaks } from './kinds';
import { type IncidentState, registerKey } from './state';

/**
 * What a signal does to the incident of its group:
 *
 * - `repeat`: it is in the log already,
 * - `open`: the group has no incident that goes on, and this begins one,
 * - `seal`: the incident was resolved long ago; it is sealed, and the signal then opens the next one,
 * - `append`: it goes into the log,
 * - `note`: nothing goes on, and this begins nothing.
 */
export type Step = 'repeat' | 'open' | 'seal' | 'append' | 'note';

type SignalEvent = AlarmEvent | AlarmDeletedEvent | ReportEvent;

/** @param state of the group's newest incident; nothing where there is none */
export function stepOf(state: IncidentState | undefined, event: SignalEvent, now: number): Step {
  if (event.key !== undefined && state?.signals.has(event.key)) return 'repeat';
  const begins = event.type === 'report' || (event.type === 'alarm' && breaks(event));
  if (state === undefined || state.sealed) return begins ? 'open' : 'note';
  return begins && isOver(state, now) ? 'seal' : 'append';
}

/** What an alarm that begins to fire would do. */
export type Admitted = 'open' | 'join';

/** What must be admitted, because a mute rule or the lateness of the signal may speak against it; nothing where nothing begins. */
export function admissionOf(state: IncidentState | undefined, event: SignalEvent): Admitted | undefined {
  const begins = event.type === 'alarm' && breaks(event);
  // What customers say is no false alarm of maintenance.
  if (!begins || state?.registers[registerKey(event.slo, event.alarm)]?.firing) return undefined;
  return state?.status === 'open' ? 'join' : 'open';
}

/** A breach that comes so late belongs to a new incident. */
export function isOver(state: IncidentState, now: number): boolean {
  return state.status === 'resolved' && now - (state.resolvedAt ?? 0) >= state.rules.reopenWindowMs;
}
