import * as v from 'valibot';
import { apiUrl, flag, json, settingsOf } from './settings';

export const serviceNowSettings = settingsOf({
  /** Address of the instance. */
  apiUrl: apiUrl(''),
  table: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9_]+$/, 'the name of a table')), 'incident'),
  /** Client credentials instead of user and password. */
  oauth: flag,
  /** Values of the instance's own lists of choices. */
  openState: v.optional(v.string(), '1'),
  resolvedState: v.optional(v.string(), '6'),
  closeCode: v.optional(v.string(), 'Solution provided'),
  closeNotes: v.optional(v.string()),
  assignmentGroup: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'a sys_id'))),
  /** What else a new record says. */
  fields: v.pipe(json, v.record(v.string(), v.string('JSON of texts'))),
});

export type ServiceNowSettings = ReturnType<typeof serviceNowSettings>;
