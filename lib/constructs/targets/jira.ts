import type { CallbackTargetProps, IIncidentTarget } from '../incident-target';
import { declareTarget, partsSetting } from './declare';
import { httpsFault } from './https-fault';
import { mapFaults, mapTextFaults, optionalTextFaults, textFaults } from './prop-faults';

/** Fields of a new issue that we write, or that have a property of their own. */
const RESERVED = ['project', 'issuetype', 'summary', 'description', 'labels', 'priority', 'components'];
const PRIORITIES = { P1: 'Highest', P2: 'High', P3: 'Medium', P4: 'Low' };

/** Properties of Jira issues. */
export interface JiraIssuesProps extends CallbackTargetProps {
  /** Address of the site, `https://acme.atlassian.net`. */
  readonly siteUrl: string;
  /** Key of the project, `OPS`. */
  readonly projectKey: string;
  /**
   * Type of the issues, by name or id.
   * @default Incident
   */
  readonly issueType?: string;
  /**
   * Id of the site, where the token has scopes: such tokens are taken at api.atlassian.com only.
   * @default - a token without scopes, which the site itself takes
   */
  readonly cloudId?: string;
  /**
   * Names of Jira's priorities by ours, P1 to P4; those that are left out are not written.
   * @default - P1 Highest, P2 High, P3 Medium, P4 Low
   */
  readonly priorities?: Record<string, string>;
  /**
   * Whether priorities are written. Jira refuses a whole issue for a field that is not on the project's screens.
   * @default true
   */
  readonly writePriority?: boolean;
  /**
   * Component of an issue by the name of the service that the incident is about. They must exist in the project.
   * @default - no component
   */
  readonly components?: Record<string, string>;
  /**
   * Other fields of a new issue by their ids, as Jira's API takes them: those that the project demands,
   * `{ customfield_10050: { value: 'Production' } }`.
   * @default - none
   */
  readonly fields?: Record<string, unknown>;
  /**
   * Transition that ends an issue, by id or name.
   * @default - the first that leads to a status of the category "Done", rather to Done, Resolved, Completed or Closed than to others
   */
  readonly closeTransition?: string;
  /**
   * Transition that opens an ended issue again, by id or name.
   * @default - the first that leads to a status of another category
   */
  readonly reopenTransition?: string;
  /**
   * Resolution that ending sets, where the transition asks for one.
   * @default - none: the workflow sets it
   */
  readonly resolution?: string;
}

/**
 * Jira Cloud issues: one issue per incident, with internal comments, closed when it is over. The secret's keys are `email` and `apiToken` of
 * an account that may browse the project, create, edit and transition issues, and add comments.
 */
export function jiraIssues(props: JiraIssuesProps): IIncidentTarget {
  return declareTarget({
    kind: 'jira',
    props,
    keys: ['email', 'apiToken'],
    settings: () => settingsOf(props),
    place: ({ site }) => [site, props.projectKey],
    faults: faultsOf(props),
  });
}

function settingsOf(props: JiraIssuesProps): Readonly<Record<string, string | undefined>> {
  const { siteUrl, projectKey, issueType = 'Incident', cloudId, components, resolution } = props;
  const { writePriority = true, priorities = PRIORITIES, closeTransition, reopenTransition } = props;
  const site = siteUrl.replace(/\/$/, '');
  const transitions = {
    ...(closeTransition !== undefined && { closed: closeTransition }),
    ...(reopenTransition !== undefined && { open: reopenTransition }),
  };
  const type = /^\d+$/.test(issueType) ? { id: issueType } : { name: issueType };
  return {
    site,
    apiUrl: cloudId === undefined ? site : `https://api.atlassian.com/ex/jira/${cloudId}`,
    fields: JSON.stringify({ ...props.fields, project: { key: projectKey }, issuetype: type }),
    priorities: writePriority ? partsSetting(priorities) : undefined,
    components: partsSetting(components),
    transitions: partsSetting(transitions),
    closing: resolution === undefined ? undefined : JSON.stringify({ fields: { resolution: { name: resolution } } }),
  };
}

function faultsOf(props: JiraIssuesProps): string[] {
  const { siteUrl, projectKey, cloudId, priorities, components, fields } = props;
  const { issueType, closeTransition, reopenTransition, resolution } = props;
  const isKey = (text: string) => /^[A-Z][A-Z0-9_]+$/.test(text);
  const isCloud = (text: string) => /^[0-9a-f-]{36}$/.test(text);
  return [
    ...httpsFault('siteUrl', siteUrl, 'origin'),
    ...textFaults('projectKey', projectKey, isKey, 'is the key of a project, like "OPS"'),
    ...optionalTextFaults('cloudId', cloudId, isCloud, 'is the id that SITE/_edge/tenant_info tells'),
    ...Object.entries({ issueType, closeTransition, reopenTransition, resolution }).flatMap(([name, text]) =>
      optionalTextFaults(name, text, (given) => given.trim() !== '', 'is a name or an id, as a text'),
    ),
    ...mapFaults('priorities', priorities, (name, value) => [
      ...textFaults('priorities', name, (given) => given in PRIORITIES, 'are P1 to P4'),
      ...mapTextFaults('priorities', name, value),
    ]),
    ...mapFaults('components', components, (name, value) => mapTextFaults('components', name, value)),
    ...mapFaults('fields', fields, (id) => textFaults('fields', id, isFree, 'are ids of fields that are not ours')),
  ];
}

function isFree(id: string): boolean {
  return /^\w+$/.test(id) && !RESERVED.includes(id);
}
