import type { CatalogueEntry } from '../contracts/catalogue';
import { type IncidentState, memberObjectives } from '../incident';
import type { NeutralDocument } from './document';

/** What both audiences' documents draw from an incident. Of what is in shadow nothing is said. */

/** The group's own facts stand in every entry; the first member's are taken. */
export function leadEntry(state: IncidentState): CatalogueEntry | undefined {
  return memberObjectives(state)[0];
}

/** What the incident is about: `shop`, `shop (fr)`. */
export function groupInWords({ service, segment }: Pick<CatalogueEntry, 'service' | 'segment'>): string {
  return segment === undefined ? service : `${service} (${segment})`;
}

export function timeZone(state: IncidentState): string {
  return leadEntry(state)?.timeZone ?? 'UTC';
}

/** More links than that are a list that nobody reads in a hurry. */
const MOST_PAGES = 3;

/**
 * Links to the pages of SLOs (`slo docs`), for those that have one.
 * @param label of one of them; of several each says by its name which it is
 */
export function pageLinks(
  entries: readonly CatalogueEntry[],
  label: string,
  each: (entry: CatalogueEntry) => string,
): NeutralDocument['links'] {
  const links = entries.flatMap((entry) => (entry.page === undefined ? [] : [{ label: each(entry), url: entry.page }]));
  const [only, ...others] = links.slice(0, MOST_PAGES);
  if (only === undefined) return [];
  return others.length === 0 ? [{ ...only, label }] : [only, ...others];
}
