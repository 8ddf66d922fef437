import * as v from 'valibot';
import type { JiraApi } from '../../lambda/targets/jira-api';
import { candidate } from '../../lambda/targets/jira-issue';
import type { JiraSettings } from '../../lambda/targets/jira-settings';
import { transition, wayTo } from '../../lambda/targets/jira-workflow';
import type { Symptom } from './examiner';
import { editSymptoms } from './jira-fields';
import { notChecked } from './jira-not-checked';

const listed = v.object({ issues: v.array(candidate) });
const asks = v.object({ name: v.string(), required: v.boolean(), hasDefaultValue: v.optional(v.boolean(), false) });
const offered = v.object({
  transitions: v.array(v.object({ ...transition.entries, fields: v.optional(v.record(v.string(), asks), {}) })),
});

/** Whether an issue can be edited and closed. Jira tells that of an issue only: without an open one nobody knows. */
export async function workflowSymptoms(
  call: JiraApi,
  key: string,
  type: string,
  settings: JiraSettings,
): Promise<Symptom[]> {
  const jql = `project = ${JSON.stringify(key)} AND issuetype = ${JSON.stringify(type)} AND statusCategory != Done`;
  const open = await call('GET', `/search/jql?jql=${encodeURIComponent(jql)}&maxResults=1`, listed);
  if (open.outcome !== 'ok') return [notChecked('open issues', open.why)];
  const [one] = open.value.issues;
  if (one === undefined) return [unknown(key, type)];
  const found = await Promise.all([editSymptoms(call, key, one.id, settings), closeSymptoms(call, one.id, settings)]);
  return found.flat();
}

async function closeSymptoms(call: JiraApi, issue: string, settings: JiraSettings): Promise<Symptom[]> {
  const asked = await call('GET', `/issue/${issue}/transitions?expand=transitions.fields`, offered);
  if (asked.outcome !== 'ok') return [notChecked('transitions', asked.why)];
  const way = wayTo('closed', asked.value.transitions, settings.transitions);
  const names = asked.value.transitions.map(({ name }) => name).join(', ') || 'none';
  if (way === undefined) return [missing(settings.transitions.closed, names)];
  const { fields = {} } = settings.closing as { fields?: Record<string, unknown> };
  return Object.entries(asked.value.transitions.find(({ id }) => id === way.id)!.fields)
    .filter(([id, { required, hasDefaultValue }]) => required && !hasDefaultValue && !(id in fields))
    .map(([id, { name }]) => demands(way.name, id, name));
}

function unknown(key: string, type: string): Symptom {
  return {
    id: 'transition-unknown',
    level: 'warning',
    message: `Jira: got no open issue of the type ${type} in ${key}, by which Jira tells whether ours can be edited and closed, allowed is one at least`,
    remedy: 'create one by hand, ask again, and delete it',
  };
}

function missing(wanted: string | undefined, names: string): Symptom {
  const got = wanted === undefined ? 'none to a status of the category Done' : `"${wanted}" for closeTransition`;
  return {
    id: 'transition-missing',
    level: 'error',
    message: `Jira: got ${got}, allowed are the transitions that an open issue offers to our account: ${names}`,
    remedy:
      'give closeTransition of jiraIssues and deploy, or add the transition to the workflow for every status (Project settings > Workflows); until then the text of an issue asks people to close it',
  };
}

function demands(transition: string, id: string, name: string): Symptom {
  const remedy =
    id === 'resolution'
      ? 'give resolution of jiraIssues and deploy'
      : `take the field off the screen of the transition, make it optional, or give another closeTransition and deploy`;
  return {
    id: 'transition-demands',
    level: 'error',
    message: `Jira: got no value for ${id} ("${name}"), allowed is the transition "${transition}" with one`,
    remedy,
  };
}
