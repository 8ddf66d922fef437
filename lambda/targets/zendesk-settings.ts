import * as v from 'valibot';
import { apiUrl, checkedSettings, required } from './settings';

const number = v.pipe(v.string(), v.regex(/^\d+$/, 'a number'));
const flag = v.optional(v.literal('on', 'on, or nothing'));

const settings = v.strictObject(
  {
    subdomain: required(/^[a-z0-9][a-z0-9-]*$/, 'the name before ".zendesk.com"'),
    /** Without `/api/v2`. */
    apiUrl: v.optional(apiUrl('')),
    /** Group whose queue gets the tickets. */
    groupId: v.optional(number),
    /** JSON: values of fields of one's own, by their number. */
    customFields: v.optional(v.pipe(v.string(), v.parseJson({}, 'JSON'), v.record(number, v.string()))),
    /** While the incident is mitigated the ticket is on hold: accounts must switch that status on. */
    onHold: flag,
    /** Tickets of customers are solved with the problem, without a word to them. */
    solveLinked: flag,
  },
  'no other than subdomain, apiUrl, groupId, customFields, onHold, solveLinked',
);

/** With the address of the account as `base`. @throws Error that names each wrong setting, what it got and what is allowed */
export function zendeskSettings(given: Readonly<Record<string, string>>) {
  const { apiUrl: base, customFields = {}, ...rest } = checkedSettings(settings, given);
  return { ...rest, base: base ?? `https://${rest.subdomain}.zendesk.com`, customFields };
}
