import * as v from 'valibot';
import { apiUrl, checkedSettings } from './settings';

/** Settings are texts: what has parts stands in them as JSON. What Jira is given as it is, Jira checks. */
const json = v.pipe(v.optional(v.string(), '{}'), v.parseJson(undefined, 'JSON'));
const names = v.pipe(json, v.record(v.string(), v.string()));

const shape = v.strictObject(
  {
    /** Where people find it. */
    site: apiUrl(''),
    /** Where it is called: the same, or where tokens with scopes are taken. */
    apiUrl: apiUrl(''),
    /** What each new issue begins with, as Jira's API takes it: its project, its type, and what else the project demands. */
    fields: json,
    /** By P1 to P4; what is not named is not written. */
    priorities: names,
    /** By service. */
    components: names,
    /** Names or ids of the transitions that lead to `open` and `closed`, where our choice is wrong. */
    transitions: names,
    /** What closing takes beside its transition, in the same way. */
    closing: json,
  },
  'one of Jira',
);

export type JiraSettings = v.InferOutput<typeof shape>;

/** @throws Error that names each wrong setting, what it got and what is allowed */
export function jiraSettings(given: Readonly<Record<string, string>>): JiraSettings {
  return checkedSettings(shape, given);
}
