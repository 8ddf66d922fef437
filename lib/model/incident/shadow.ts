import type { CatalogueEntry } from '../contracts/catalogue';
import { opensIncident } from './kinds';
import type { IncidentState, Register } from './state';

/**
 * SLOs in shadow are recorded like any other, and nobody is told.
 *
 * One rule keeps both apart in an incident that has members of both kinds: **an incident lives by its members that are not in shadow, and
 * while it has none, by those that are.** So an incident of SLOs in shadow opens, is mitigated, resolved and sealed as it would be,
 * for the record; when the first SLO that is not in shadow breaks its promise, the incident begins for people at that moment; and from
 * then on what is in shadow raises, holds open and reopens nothing.
 *
 * Leaving shadow takes effect at once. Entering it does so when the incident that people follow is resolved: they hear of its end.
 */

/** Whether what an alarm of the SLO says is only recorded. */
export function isInShadow({ objectives }: Pick<IncidentState, 'objectives'>, slo: string): boolean {
  return objectives[slo]?.shadow === true;
}

/** Whether nobody hears of the incident: all of its members are in shadow. */
export function isForTheRecord({ announced, members }: Pick<IncidentState, 'announced' | 'members'>): boolean {
  return members.length > 0 && announced.length === 0;
}

/** The members by which the incident lives. */
export function leadingMembers({
  announced,
  members,
}: Pick<IncidentState, 'announced' | 'members'>): readonly string[] {
  return announced.length > 0 ? announced : members;
}

/** Catalogue entries of the members by which the incident lives. */
export function memberObjectives(state: Pick<IncidentState, 'announced' | 'members' | 'objectives'>): CatalogueEntry[] {
  return leadingMembers(state).flatMap((slo) => state.objectives[slo] ?? []);
}

/** Whether an alarm has a say in the incident's life: evidence alone has none, nor has what is in shadow once people follow it. */
export function hasSay(
  state: Pick<IncidentState, 'objectives' | 'announced'>,
  { slo, alarm }: Pick<Register, 'slo' | 'alarm'>,
): boolean {
  return opensIncident(alarm) && (state.announced.length === 0 || !isInShadow(state, slo));
}

/** The entry as it counts for an incident. */
export function effectiveEntry(
  { announced, status }: Pick<IncidentState, 'announced' | 'status'>,
  entry: CatalogueEntry,
): CatalogueEntry {
  const isFollowed = announced.includes(entry.slo) && status !== 'resolved';
  return isFollowed ? outOfShadow(entry) : entry;
}

/** The entry as it would be had the SLO left shadow. */
export function outOfShadow(entry: CatalogueEntry): CatalogueEntry {
  const { shadow: _, ...rest } = entry;
  return rest;
}
