import type { CatalogueEntry } from '../contracts/catalogue';
import { type IncidentState, leadingMembers } from '../incident';

/** What both audiences' documents draw from an incident. Of what is in shadow nothing is said. */

export function memberEntries(state: IncidentState): CatalogueEntry[] {
  return leadingMembers(state).flatMap((slo) => state.objectives[slo] ?? []);
}

/** The group's own facts stand in every entry; the first member's are taken. */
export function leadEntry(state: IncidentState): CatalogueEntry | undefined {
  return memberEntries(state)[0];
}

/** What the incident is about: `shop`, `shop (fr)`. */
export function groupInWords({ service, segment }: Pick<CatalogueEntry, 'service' | 'segment'>): string {
  return segment === undefined ? service : `${service} (${segment})`;
}

export function timeZone(state: IncidentState): string {
  return leadEntry(state)?.timeZone ?? 'UTC';
}
