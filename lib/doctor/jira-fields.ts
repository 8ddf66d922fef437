import * as v from 'valibot';
import type { JiraApi } from '../../lambda/targets/jira-api';
import type { JiraSettings } from '../../lambda/targets/jira-settings';
import type { Symptom } from './examiner';
import { notChecked } from './jira-not-checked';

/** Jira fills it with who writes. */
const REPORTER = 'reporter';

const fields = v.object({
  fields: v.array(
    v.object({
      fieldId: v.string(),
      name: v.string(),
      required: v.boolean(),
      hasDefaultValue: v.optional(v.boolean(), false),
      allowedValues: v.optional(v.array(v.looseObject({ name: v.optional(v.string()) }))),
    }),
  ),
});
type Field = v.InferOutput<typeof fields>['fields'][number];
const edited = v.object({ fields: v.record(v.string(), v.unknown()) });

/** Whether a new issue can have the fields that we write, and needs none that we do not. */
export async function fieldSymptoms(
  call: JiraApi,
  key: string,
  type: string,
  settings: JiraSettings,
): Promise<Symptom[]> {
  const asked = await call('GET', `/issue/createmeta/${key}/issuetypes/${type}?maxResults=200`, fields);
  if (asked.outcome !== 'ok') return [notChecked('fields of new issues', asked.why)];
  const shown = asked.value.fields;
  const written = writtenFields(settings);
  const strangers = written.filter((id) => shown.every(({ fieldId }) => fieldId !== id));
  const demanded = shown.filter(
    ({ fieldId, required, hasDefaultValue }) =>
      required && !hasDefaultValue && ![...written, REPORTER].includes(fieldId),
  );
  return [
    ...strangers.map((id) => notOnScreen(key, id, 'new issues')),
    ...demanded.map(({ fieldId, name }) => mandatory(key, fieldId, name)),
    ...prioritySymptoms(
      shown.find(({ fieldId }) => fieldId === 'priority'),
      settings,
    ),
  ];
}

/**
 * Whether an issue can be edited in all fields in which we do: Jira refuses all of an edit for one of them. Of one that nobody may edit now, or
 * not we, it tells none.
 */
export async function editSymptoms(call: JiraApi, key: string, issue: string, settings: JiraSettings) {
  const asked = await call('GET', `/issue/${issue}/editmeta`, edited);
  if (asked.outcome !== 'ok') return [notChecked('fields of edits', asked.why)];
  const shown = Object.keys(asked.value.fields);
  const barred = settledFields(settings).filter((id) => shown.length > 0 && !shown.includes(id));
  return barred.map((id) => notOnScreen(key, id, 'edits'));
}

/** Fields that we write into every issue, and again when they change. */
function settledFields({ priorities }: JiraSettings): string[] {
  return ['summary', 'description', 'labels', ...(Object.keys(priorities).length > 0 ? ['priority'] : [])];
}

function writtenFields(settings: JiraSettings): string[] {
  const { fields, components } = settings;
  return [
    ...Object.keys(fields as object),
    ...settledFields(settings),
    ...(Object.keys(components).length > 0 ? ['components'] : []),
  ];
}

function notOnScreen(key: string, id: string, where: 'new issues' | 'edits'): Symptom {
  const without: Readonly<Record<string, string>> = {
    priority: ', or give writePriority: false and deploy',
    components: ', or leave components out and deploy',
  };
  return {
    id: 'field-not-on-screen',
    level: 'error',
    message: `Jira: got the field ${id}, which ${where} of ${key} do not have: Jira refuses all of the write, allowed are fields of its screens`,
    remedy: `add ${id} to the screens for creating and editing (Project settings > Screens; of a team-managed project, Work types)${without[id] ?? ''}`,
  };
}

function mandatory(key: string, id: string, name: string): Symptom {
  return {
    id: 'field-mandatory',
    level: 'error',
    message: `Jira: got no value for ${id} ("${name}"), allowed are new issues of ${key} with one`,
    remedy: `give a value (fields: { ${id}: … } of jiraIssues) and deploy, or make the field optional or give it a default value in Jira`,
  };
}

function prioritySymptoms(field: Field | undefined, { priorities }: JiraSettings): Symptom[] {
  const offered = field?.allowedValues?.flatMap(({ name }) => name ?? []);
  if (offered === undefined) return [];
  return Object.values(priorities)
    .filter((name) => !offered.includes(name))
    .map((name) => ({
      id: 'priority-missing',
      level: 'error',
      message: `Jira: got priority "${name}", allowed are ${offered.join(', ')}`,
      remedy: "name the project's priorities (priorities: { P1: …, P2: …, P3: …, P4: … } of jiraIssues) and deploy",
    }));
}
