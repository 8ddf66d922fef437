import type { EnrichRequest } from '../../lib/model/contracts/findings';
import type { IncidentState } from '../../lib/model/incident';
import { isEnriched } from '../../lib/model/incident/enrichment';
import type { Incident } from '../ledger/ledger';
import { log } from '../log';
import { withDeadline } from './deadline';
import type { Enrichment, Subject } from './enrichment';
import { DEADLINE_MS, findAll } from './find';
import { type IncidentLogs, relate } from './relate';

export interface EnrichProps {
  readonly incidents: IncidentLogs;
  readonly enrichments: readonly Enrichment[];
  /** Whether incidents along a dependency edge name each other. */
  readonly relates: boolean;
  /** Asks the incident's targets for its newest revision; asking twice is the same as asking once. */
  readonly tell: (incident: Incident) => Promise<void>;
  readonly now: () => number;
  /** @default DEADLINE_MS */
  readonly deadlineMs?: number;
}

/**
 * Finds out about an incident as it is now, and has that told. What is known already, because the request was delivered twice or a later
 * one was faster, is not asked for again, but told again: the first try may have died in between.
 *
 * @throws Error when the ledger or the queue of deliveries does not answer: then the request must come again
 */
export async function enrich({ incident: id, revision }: EnrichRequest, props: EnrichProps): Promise<void> {
  const { incidents, tell, now } = props;
  const incident = await incidents.change(id, () => undefined);
  if (incident === undefined) {
    log.warn({ message: 'nothing to enrich', incident: id, why: 'it has no log' });
    return;
  }
  const { group, state } = incident;
  if (isDone(state, revision)) return tell(incident);
  const subject: Subject = { incident: id, group, state, now: now() };
  const [found, related] = await Promise.all([
    findAll(props.enrichments, subject, props.deadlineMs),
    relatedInTime(subject, props),
  ]);
  const enriched = await incidents.change(id, (newest) =>
    isDone(newest, state.revision)
      ? undefined
      : { version: 1, type: 'enriched', at: subject.now, findings: { ...found, revision: state.revision } },
  );
  const missing = found.missing?.length ?? 0;
  log.info({ message: 'incident enriched', incident: id, revision: enriched?.state.revision, missing });
  for (const changed of [enriched ?? incident, ...related.filter((other) => other.id !== id)]) await tell(changed);
}

/** Nothing may be appended to a sealed log. */
function isDone(state: IncidentState, revision: number): boolean {
  return state.sealed || isEnriched(state, revision);
}

/** Whoever fails to name its neighbours is named by them. */
async function relatedInTime(subject: Subject, { incidents, relates, deadlineMs = DEADLINE_MS }: EnrichProps) {
  if (!relates) return [];
  try {
    return await withDeadline(deadlineMs, () => relate(incidents, subject));
  } catch (error) {
    const { name: kind, message: why } = error as Error;
    log.warn({ message: 'enrichment failed', enrichment: 'related', incident: subject.incident, kind, why });
    return [];
  }
}
