import type { RelatedIncident } from '../../lib/model/contracts/incident-event';
import { type IncidentState, memberObjectives } from '../../lib/model/incident';
import type { Group } from '../../lib/model/names';
import type { Incident, Ledger } from '../ledger/ledger';
import type { OtherIncidents, Subject } from './enrichment';
import { goingOn } from './going-on';

/** What relating needs of the ledger. */
export type IncidentLogs = OtherIncidents & Pick<Ledger, 'change'>;

const INVERSE = { dependsOn: 'dependent', dependent: 'dependsOn' } as const;

/**
 * Incidents that go on along a dependency edge name each other, in either direction.
 *
 * @returns those that changed, the subject's own among them
 */
export async function relate(incidents: IncidentLogs, subject: Subject): Promise<Incident[]> {
  // What is over needs no neighbours any more.
  if (subject.state.status !== 'open') return [];
  const others = (await goingOn(incidents, subject)).filter(({ id }) => id !== subject.incident);
  const found = others.flatMap((other) => {
    const relation = relationOf(subject, other);
    return relation === undefined ? [] : [{ other, relation }];
  });
  if (found.length === 0) return [];
  const ours = found.map(({ other, relation }) => named(other.id, other.group, relation));
  const changed = await Promise.all([
    name(incidents, subject.incident, ours, subject.now),
    ...found.map(({ other, relation }) =>
      name(incidents, other.id, [named(subject.incident, subject.group, INVERSE[relation])], subject.now),
    ),
  ]);
  return changed.flatMap((incident) => incident ?? []);
}

function relationOf(subject: Subject, other: Incident): RelatedIncident['relation'] | undefined {
  if (dependsOn(subject.state, other.group)) return 'dependsOn';
  return dependsOn(other.state, subject.group) ? 'dependent' : undefined;
}

function dependsOn(state: IncidentState, { service }: Group): boolean {
  return memberObjectives(state).some((entry) => entry.dependsOn?.includes(service) ?? false);
}

function named(incident: string, { service }: Group, relation: RelatedIncident['relation']): RelatedIncident {
  return { incident, service, relation };
}

/** The incident as it is after it names them; nothing when it named all of them before. */
async function name(
  incidents: IncidentLogs,
  incident: string,
  all: readonly RelatedIncident[],
  now: number,
): Promise<Incident | undefined> {
  let isNews = false;
  const changed = await incidents.change(incident, (state) => {
    const unnamed = all.filter((one) => !state.related.some((known) => known.incident === one.incident));
    isNews = unnamed.length > 0 && !state.sealed;
    return isNews ? { version: 1, type: 'related', at: now, incidents: unnamed } : undefined;
  });
  return isNews ? changed : undefined;
}
