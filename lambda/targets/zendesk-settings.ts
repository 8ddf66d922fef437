import * as v from 'valibot';
import { apiUrl, flag, json, required, settingsOf } from './settings';

const number = v.pipe(v.string(), v.regex(/^\d+$/, 'a number'));

const read = settingsOf({
  subdomain: required(/^[a-z0-9][a-z0-9-]*$/, 'the name before ".zendesk.com"'),
  /** Without `/api/v2`. */
  apiUrl: v.optional(apiUrl('')),
  /** Group whose queue gets the tickets. */
  groupId: v.optional(number),
  /** Values of fields of one's own, by their number. */
  customFields: v.pipe(json, v.record(number, v.string())),
  /** While the incident is mitigated the ticket is on hold: accounts must switch that status on. */
  onHold: flag,
  /** Tickets of customers are solved with the problem, without a word to them. */
  solveLinked: flag,
});

/** With the address of the account as `base`. */
export function zendeskSettings(given: Readonly<Record<string, string>>) {
  const { apiUrl: base, ...rest } = read(given);
  return { ...rest, base: base ?? `https://${rest.subdomain}.zendesk.com` };
}
