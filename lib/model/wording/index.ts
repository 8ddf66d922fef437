import type { Audience } from '../contracts/target-config';
import type { Unreachable } from '../delivery/notice';
import { type IncidentState, isCanary, type Milestone } from '../incident';
import { canaryDocument } from './canary';
import type { NeutralDocument, NeutralNote } from './document';
import { engineersDocument, engineersNote } from './engineers';
import { supportDocument, supportNote } from './support';

export type { NeutralDocument, NeutralNote } from './document';

/**
 * The incident as one audience should read it now.
 *
 * @param unreachable other places where the incident should be told, and is not
 */
export function composeDocument(
  incident: string,
  state: IncidentState,
  audience: Audience,
  unreachable: readonly Unreachable[] = [],
): NeutralDocument {
  if (isCanary(state)) return canaryDocument(incident, state);
  return audience === 'support'
    ? supportDocument(incident, state, unreachable)
    : engineersDocument(incident, state, unreachable);
}

/** What changed, as one audience should hear it; one note may tell of several changes. */
export function composeNote(state: IncidentState, told: readonly Milestone[], audience: Audience): NeutralNote {
  return audience === 'support' ? supportNote(state, told) : engineersNote(state, told);
}
