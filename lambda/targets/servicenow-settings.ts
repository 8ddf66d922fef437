import * as v from 'valibot';
import { apiUrl, checkedSettings } from './settings';

const settings = v.strictObject(
  {
    /** Address of the instance. */
    apiUrl: apiUrl(''),
    table: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9_]+$/, 'the name of a table')), 'incident'),
    /** Client credentials instead of user and password. */
    oauth: v.optional(v.literal('on', 'on, or nothing')),
    /** Values of the instance's own lists of choices. */
    openState: v.optional(v.string(), '1'),
    resolvedState: v.optional(v.string(), '6'),
    closeCode: v.optional(v.string(), 'Solution provided'),
    closeNotes: v.optional(v.string()),
    assignmentGroup: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'a sys_id'))),
    /** JSON object: what else a new record says. */
    fields: v.optional(
      v.pipe(
        v.string(),
        v.parseJson({}, 'a JSON object of texts'),
        v.record(v.string(), v.string('a JSON object of texts')),
      ),
      '{}',
    ),
  },
  'no other than apiUrl, table, oauth, openState, resolvedState, closeCode, closeNotes, assignmentGroup and fields',
);

export type ServiceNowSettings = v.InferOutput<typeof settings>;

/** @throws Error that names each wrong setting, what it got and what is allowed */
export function serviceNowSettings(given: Readonly<Record<string, string>>): ServiceNowSettings {
  return checkedSettings(settings, given);
}
