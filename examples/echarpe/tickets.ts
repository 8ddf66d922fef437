import { join } from 'node:path';
import {
  customTarget,
  emailTopic,
  githubIssues,
  type IIncidentTarget,
  jiraIssues,
  opsItems,
  pagerDuty,
  serviceNowIncidents,
  signedWebhook,
  zendeskTickets,
} from '../../lib';

/** A ticket system of the example: a place for incidents, and one beside it for test alarms. */
interface TicketSystem {
  incidents(name: string): IIncidentTarget;
  canaries(name: string): IIncidentTarget;
}

/** A target of one's own, as docs/targets/own.md describes it. */
const gitlab = (name: string, project: string) =>
  customTarget({
    name,
    kind: 'gitlab',
    code: join(__dirname, '../own-target/gitlab-issues.mjs'),
    secretKeys: ['token'],
    settings: { project },
  });

const SYSTEMS: Readonly<Record<string, TicketSystem>> = {
  github: {
    // Whoever takes or closes an issue says so to everybody.
    incidents: (name) => githubIssues({ name, repository: 'echarpe/ops', callbacks: {} }),
    canaries: (name) => githubIssues({ name, repository: 'echarpe/canary' }),
  },
  jira: {
    incidents: (name) =>
      jiraIssues({ name, siteUrl: 'https://echarpe.atlassian.net', projectKey: 'OPS', callbacks: {} }),
    canaries: (name) => jiraIssues({ name, siteUrl: 'https://echarpe.atlassian.net', projectKey: 'OPS' }),
  },
  zendesk: {
    incidents: (name) => zendeskTickets({ name, subdomain: 'echarpe', callbacks: {} }),
    canaries: (name) => zendeskTickets({ name, subdomain: 'echarpe-test' }),
  },
  gitlab: {
    incidents: (name) => gitlab(name, 'echarpe/ops'),
    canaries: (name) => gitlab(name, 'echarpe/ops'),
  },
  opsitems: {
    incidents: (name) => opsItems({ name }),
    canaries: (name) => opsItems({ name }),
  },
  pagerduty: {
    incidents: (name) => pagerDuty({ name, callbacks: {} }),
    // A test alarm wakes nobody.
    canaries: (name) => githubIssues({ name, repository: 'echarpe/canary' }),
  },
  servicenow: {
    incidents: (name) => serviceNowIncidents({ name, instanceUrl: 'https://echarpe.service-now.com' }),
    canaries: (name) => serviceNowIncidents({ name, instanceUrl: 'https://echarpe-test.service-now.com' }),
  },
  email: {
    incidents: (name) => emailTopic({ name, addresses: ['ops@echarpe.example'] }),
    // A mail cannot be edited: nobody wants 96 of them a day.
    canaries: (name) => githubIssues({ name, repository: 'echarpe/canary' }),
  },
  webhook: {
    incidents: (name) => signedWebhook({ name, url: 'https://cases.echarpe.example/hooks/slo' }),
    canaries: (name) => signedWebhook({ name, url: 'https://cases.echarpe.example/hooks/canary' }),
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
