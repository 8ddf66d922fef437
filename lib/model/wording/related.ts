import type { IncidentState } from '../incident';
import { line, truncated } from './text';
import { someInWords } from './words';

const LONGEST_NAME = 80;
const MOST = 8;

/** Another incident, by the service that it is about where that is known: `inc-9a0d33f6c1e2 (orders-database)`. */
export function incidentInWords({ related }: IncidentState, incident: string): string {
  const service = related.find((other) => other.incident === incident)?.service;
  return service === undefined ? incident : `${incident} (${truncated(line(service), LONGEST_NAME)})`;
}

/** The first of them, and how many more there are. */
export function incidentsInWords(state: IncidentState, incidents: readonly string[]): string {
  return someInWords(
    incidents.map((incident) => incidentInWords(state, incident)),
    MOST,
  );
}
