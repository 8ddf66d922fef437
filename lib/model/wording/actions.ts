import type { Audience } from '../contracts/target-config';
import { type IncidentState, isCauseOpen, needsConfirmation, possibleRepeat, stateName } from '../incident';
import type { Action } from './document';

const NOTE: Action = { command: 'note', label: 'Add a note' };
const FALSE_POSITIVE: Action = { command: 'falsePositive', label: 'False positive' };
const REVIEW: Action = { command: 'review', label: 'Reviewed' };
const MITIGATED: Action = { command: 'mitigated', label: 'Mitigated' };

/** What its readers may do about an incident now. */
export function actionsOf(state: IncidentState, audience: Audience): Action[] {
  if (state.end?.kind === 'merged') return [];
  // People meet days later; nothing else can be added then.
  if (state.sealed) return audience === 'support' || state.reviewed !== undefined ? [] : [REVIEW];
  return audience === 'support' ? forSupport(state) : forEngineers(state);
}

/** The one that most want stands first. */
function forEngineers(state: IncidentState): Action[] {
  const causes = [...(isCauseOpen(state) ? [closeCause(state)] : []), nameCause(state)];
  switch (stateName(state)) {
    case 'open':
      return [
        { command: 'acknowledge', label: 'Acknowledge', primary: true },
        MITIGATED,
        ...causes,
        NOTE,
        FALSE_POSITIVE,
        ...merge(state),
      ];
    case 'acknowledged':
      return [{ ...MITIGATED, primary: true }, ...causes, NOTE, FALSE_POSITIVE, ...merge(state)];
    case 'mitigated':
    case 'confirmed':
      return [...causes, NOTE, FALSE_POSITIVE];
    case 'resolved':
    case 'unconfirmed':
      return [...causes, NOTE, REVIEW];
    case 'false positive':
      return [NOTE, REVIEW];
    default:
      return [NOTE];
  }
}

/** Where a service that it depends on has trouble, too, it may be one incident. */
function merge({ related }: IncidentState): Action[] {
  return related.length === 0 ? [] : [{ command: 'merge', label: 'Merge into an older one' }];
}

const CLOSE_CAUSE: Action = { command: 'closeCause', label: 'Cause dealt with' };

/** Once it is mitigated, that is what the end waits for. */
function closeCause({ status }: IncidentState): Action {
  return status === 'mitigated' ? { ...CLOSE_CAUSE, primary: true } : CLOSE_CAUSE;
}

function nameCause(state: IncidentState): Action {
  const earlier = possibleRepeat(state);
  if (earlier === undefined)
    return { command: 'nameCause', label: state.cause ? 'Correct the cause' : 'Name the cause' };
  return { command: 'nameCause', label: 'Confirm the cause', earlier: earlier.incident };
}

function forSupport(state: IncidentState): Action[] {
  const asked = state.status === 'mitigated' && needsConfirmation(state) && state.confirmation?.confirmed === undefined;
  return asked ? [{ command: 'confirm', label: 'A customer confirmed it', primary: true }, NOTE] : [NOTE];
}
