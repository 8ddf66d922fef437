import type { Subject } from '../../lambda/enrich/enrichment';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import type { IncidentState } from '../../lib/model/incident';
import { alarm, incident, MINUTE, START } from '../support/incidents';
import { GROUP } from './memory-incidents';

export const ENTITY = { name: 'shop', environment: 'eks:prod/shop' };

/** An incident of the SLO `orders` that opened at the start, looked at ten minutes later. */
export function subject(change: Partial<CatalogueEntry> = {}, now = START + 10 * MINUTE): Subject {
  return subjectOf(incident(alarm(0, 'fast', 'ALARM', { entry: { entity: ENTITY, ...change } })), now);
}

export function subjectOf(state: IncidentState, now = START + 10 * MINUTE): Subject {
  return { incident: 'inc-1', group: GROUP, state, now };
}
