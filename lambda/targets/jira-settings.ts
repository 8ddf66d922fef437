import * as v from 'valibot';
import { apiUrl, json, settingsOf } from './settings';

const names = v.pipe(json, v.record(v.string(), v.string()));

/** What Jira is given as it is, Jira checks. */
export const jiraSettings = settingsOf({
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
});

export type JiraSettings = ReturnType<typeof jiraSettings>;
