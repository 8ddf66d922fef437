import type { Subject } from '../../lambda/enrich/enrichment';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import type { IncidentState } from '../../lib/model/incident';
import { incidentId } from '../../lib/model/names';
import { alarm, incident, MINUTE, START } from '../support/incidents';
import { GROUP } from './ledger-logs';

export const ENTITY = { name: 'shop', environment: 'eks:prod/shop' };

/** Generation of the incident that is looked at: there may have been some before it. */
export const GENERATION = 5;

/** An incident of the SLO `orders` that opened at the start, looked at ten minutes later. */
export function subject(change: Partial<CatalogueEntry> = {}, now = START + 10 * MINUTE): Subject {
  return subjectOf(incident(alarm(0, 'fast', 'ALARM', { entry: { entity: ENTITY, ...change } })), now);
}

export function subjectOf(state: IncidentState, now = START + 10 * MINUTE): Subject {
  return { incident: incidentId(GROUP, GENERATION), group: GROUP, state, now };
}
