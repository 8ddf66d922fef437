import * as v from 'valibot';
import { type JiraApi, jiraApi } from '../../lambda/targets/jira-api';
import { type JiraSettings, jiraSettings } from '../../lambda/targets/jira-settings';
import type { Failure } from '../model/contracts/target-result';
import type { Examiner, Symptom } from './examiner';
import { fieldSymptoms } from './jira-fields';
import { notChecked } from './jira-not-checked';
import { workflowSymptoms } from './jira-workflow';

/** As project settings call them. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  BROWSE_PROJECTS: 'Browse Projects',
  CREATE_ISSUES: 'Create Issues',
  EDIT_ISSUES: 'Edit Issues',
  TRANSITION_ISSUES: 'Transition Issues',
  ADD_COMMENTS: 'Add Comments',
};

const anything = v.looseObject({});
const permissions = v.object({ permissions: v.record(v.string(), v.object({ havePermission: v.boolean() })) });
const project = v.object({ archived: v.optional(v.boolean(), false) });
const types = v.object({ issueTypes: v.array(v.object({ id: v.string(), name: v.string() })) });
const components = v.array(v.object({ name: v.string() }));
const begun = v.object({
  project: v.object({ key: v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]+$/)) }),
  issuetype: v.object({ id: v.optional(v.string()), name: v.optional(v.string()) }),
});

/** Jira Cloud: whether the account may do what the target does in the project, and whether the project takes what it writes. */
export const examineJira: Examiner = async ({ config, secret, timeoutMs }) => {
  const settings = jiraSettings(config.settings);
  const { project: asked, issuetype } = begunWith(settings);
  const call = jiraApi(settings.apiUrl, { secret: async () => secret, timeoutMs });
  const myself = await call('GET', '/myself', anything);
  if (myself.outcome !== 'ok') return [unreachable(myself)];
  const barred = await accessSymptoms(call, asked.key);
  // Who may not see the project is told that first: all else follows of it.
  if (barred.some(({ id }) => id !== 'permission-missing')) return barred;
  const offered = await call('GET', `/issue/createmeta/${asked.key}/issuetypes?maxResults=200`, types);
  if (offered.outcome !== 'ok') return [...barred, notChecked('types and fields of issues', offered.why)];
  const { issueTypes } = offered.value;
  const type = issueTypes.find(({ id, name }) => id === issuetype.id || name === issuetype.name);
  if (type === undefined) return [...barred, typeMissing(asked.key, issuetype, issueTypes)];
  const found = await Promise.all([
    fieldSymptoms(call, asked.key, type.id, settings),
    componentSymptoms(call, asked.key, settings),
    workflowSymptoms(call, asked.key, type.name, settings),
  ]);
  return [...barred, ...found.flat().filter(isNews)];
};

/** A field that neither new issues nor edits have is put right at once. */
function isNews({ id, remedy }: Symptom, at: number, all: readonly Symptom[]): boolean {
  return id !== 'field-not-on-screen' || all.findIndex((other) => other.remedy === remedy) === at;
}

/** @throws Error that names what is wrong */
function begunWith({ fields }: JiraSettings): v.InferOutput<typeof begun> {
  const parsed = v.safeParse(begun, fields);
  if (parsed.success) return parsed.output;
  const allowed = '{"project":{"key":"OPS"},"issuetype":{"name":"Incident"}} and the like';
  throw new Error(`settings.fields: got ${JSON.stringify(fields)}, allowed is ${allowed}`);
}

function unreachable({ reason, why }: Failure): Symptom {
  if (reason !== 'auth')
    return {
      id: 'unreachable',
      level: 'error',
      message: `Jira: got ${why}, allowed is an answer of its API`,
      remedy: 'look at the spelling of siteUrl and at https://status.atlassian.com, and try again',
    };
  return {
    id: 'token-refused',
    level: 'error',
    message: `Jira: got an e-mail and token that it refuses (${why}), allowed is the API token of an active account`,
    remedy:
      'tokens end after a year at the latest: make one (Atlassian Administration > Directory > Service accounts, or https://id.atlassian.com/manage-profile/security/api-tokens) and put it with the e-mail of its account into the secret; one with scopes, as all of service accounts are, needs read:jira-user, read:jira-work and write:jira-work, and cloudId in the construct',
  };
}

async function accessSymptoms(call: JiraApi, key: string): Promise<Symptom[]> {
  const asked = Object.keys(PERMISSIONS).join(',');
  const held = await call('GET', `/mypermissions?projectKey=${key}&permissions=${asked}`, permissions);
  const lacks = (name: string) => held.outcome === 'ok' && held.value.permissions[name]?.havePermission !== true;
  const missing = Object.keys(PERMISSIONS).filter(lacks);
  if (held.outcome !== 'ok' || missing.includes('BROWSE_PROJECTS'))
    return [
      {
        id: 'project-missing',
        level: 'error',
        message: `Jira: got the project ${key}, of which the account sees nothing, allowed is one that it may browse`,
        remedy: `look at the spelling of projectKey, or give the account a role of the project (Project settings > Access or People)`,
      },
    ];
  const shown = await call('GET', `/project/${key}`, project);
  if (shown.outcome === 'ok' && shown.value.archived)
    return [
      {
        id: 'project-archived',
        level: 'error',
        message: `Jira: got the project ${key}, which is archived, allowed is one that can be written`,
        remedy: 'restore it (Settings > Projects > Archive), or give another projectKey and deploy',
      },
    ];
  if (missing.length === 0) return [];
  const names = missing.map((name) => PERMISSIONS[name]).join(', ');
  return [
    {
      id: 'permission-missing',
      level: 'error',
      message: `Jira: got an account without ${names} in ${key}, allowed is one with ${Object.values(PERMISSIONS).join(', ')}`,
      remedy: `grant it to a role of the account (Project settings > Permissions, or Access); in a service project nobody edits or transitions without a licence of Jira Service Management, as an agent`,
    },
  ];
}

function typeMissing(
  key: string,
  { id, name }: { readonly id?: string | undefined; readonly name?: string | undefined },
  offered: readonly { readonly name: string }[],
): Symptom {
  return {
    id: 'issue-type-missing',
    level: 'error',
    message: `Jira: got issueType "${name ?? id}", allowed are those of ${key}: ${offered.map((type) => type.name).join(', ')}`,
    remedy:
      'add the type to the project (Project settings > Work types or Issue types), or give another issueType and deploy',
  };
}

async function componentSymptoms(call: JiraApi, key: string, settings: JiraSettings): Promise<Symptom[]> {
  const wanted = [...new Set(Object.values(settings.components))];
  if (wanted.length === 0) return [];
  const held = await call('GET', `/project/${key}/components`, components);
  if (held.outcome !== 'ok') return [notChecked('components', held.why)];
  const names = held.value.map(({ name }) => name);
  return wanted
    .filter((name) => !names.includes(name))
    .map((name) => ({
      id: 'component-missing',
      level: 'error',
      message: `Jira: got component "${name}", allowed are those of ${key}: ${names.join(', ') || 'none'}`,
      remedy: 'add it (Project settings > Components), or give another name in components and deploy',
    }));
}
