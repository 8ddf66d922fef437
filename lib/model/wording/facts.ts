import type { CatalogueEntry } from '../contracts/catalogue';
import type { IncidentState } from '../incident';

/** What both audiences' documents draw from an incident. */

export function memberEntries(state: IncidentState): CatalogueEntry[] {
  return state.members.flatMap((slo) => state.objectives[slo] ?? []);
}

/** The group's own facts stand in every entry; the first member's are taken. */
export function leadEntry(state: IncidentState): CatalogueEntry | undefined {
  return memberEntries(state)[0];
}

export function timeZone(state: IncidentState): string {
  return leadEntry(state)?.timeZone ?? 'UTC';
}
