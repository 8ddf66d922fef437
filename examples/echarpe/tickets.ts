import { githubIssues, type IIncidentTarget, serviceNowIncidents } from '../../lib';

/** A ticket system of the example: a place for incidents, and one beside it for test alarms. */
interface TicketSystem {
  incidents(name: string): IIncidentTarget;
  canaries(name: string): IIncidentTarget;
}

const SYSTEMS: Readonly<Record<string, TicketSystem>> = {
  github: {
    // Whoever takes or closes an issue says so to everybody.
    incidents: (name) => githubIssues({ name, repository: 'echarpe/ops', callbacks: {} }),
    canaries: (name) => githubIssues({ name, repository: 'echarpe/canary' }),
  },
  servicenow: {
    incidents: (name) => serviceNowIncidents({ name, instanceUrl: 'https://echarpe.service-now.com' }),
    canaries: (name) => serviceNowIncidents({ name, instanceUrl: 'https://echarpe-test.service-now.com' }),
  },
};

/** Names of the ticket systems that Echarpe can be shown with: context `ticket`. */
export const TICKET_SYSTEMS: readonly string[] = Object.keys(SYSTEMS);

/** @throws Error for a system that Echarpe cannot be shown with */
export function ticketSystem(name = 'github'): TicketSystem {
  const system = SYSTEMS[name];
  if (system === undefined)
    throw new Error(`context ticket: got ${JSON.stringify(name)}, allowed are ${TICKET_SYSTEMS.join(', ')}`);
  return system;
}
