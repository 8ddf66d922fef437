import type { IncidentState } from '../incident';
import type { About } from './document';

/** What the incident is about, as names; nothing when no SLO of it has an entry. */
export function aboutOf({ announced, objectives }: IncidentState): About | undefined {
  const entries = announced.flatMap((slo) => objectives[slo] ?? []);
  const [lead] = entries;
  if (lead === undefined) return undefined;
  const slos = entries.map(({ slo, page }) => ({ name: slo, ...(page !== undefined && { url: page }) }));
  return { service: lead.service, ...(lead.segment !== undefined && { segment: lead.segment }), slos };
}
