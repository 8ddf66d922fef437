import { priorities, severities } from '../contracts/catalogue';
import { isCanary } from './canary';
import { memberObjectives } from './shadow';
import type { IncidentState } from './state';

/** Where an incident stands in its life, in one word. */
export type StateName =
  | 'open'
  | 'acknowledged'
  | 'mitigated'
  | 'confirmed'
  | 'resolved'
  | 'unconfirmed'
  | 'false positive'
  | 'merged'
  | 'reviewed';

export function stateName(state: IncidentState): StateName {
  const { status, end, reviewed, episode, confirmation } = state;
  if (reviewed !== undefined) return 'reviewed';
  if (end?.kind === 'merged') return 'merged';
  if (status === 'resolved') {
    if (end?.kind === 'falsePositive') return 'false positive';
    return end?.kind === 'unconfirmed' ? 'unconfirmed' : 'resolved';
  }
  if (status === 'mitigated') return confirmation?.confirmed === undefined ? 'mitigated' : 'confirmed';
  return episode.acknowledged === undefined ? 'open' : 'acknowledged';
}

/** Whether a customer must confirm before it closes: somebody reported it, or customers were stopped. */
export function needsConfirmation(state: IncidentState): boolean {
  if (isCanary(state)) return false;
  if (Object.keys(state.reports).length > 0) return true;
  return state.peakSeverity === 'sev1' && memberObjectives(state).some(({ customerFacing }) => customerFacing);
}

/** Whether a cause was named that nobody has dealt with: then "mitigated" is allowed and "resolved" is not. */
export function isCauseOpen({ cause }: IncidentState): boolean {
  return cause !== undefined && cause.closed === undefined;
}

/** Of a ticket: that of the severity, one higher for a repeat. It wakes nobody. */
export function priorityOf({ status, severity, peakSeverity, repeatOf }: IncidentState): (typeof priorities)[number] {
  const place = severities.indexOf(status === 'open' ? severity : peakSeverity);
  return priorities[Math.max(0, place - (repeatOf === undefined ? 0 : 1))]!;
}
