import * as v from 'valibot';
import { serviceNowApi } from '../../lambda/targets/servicenow-api';
import { serviceNowSettings } from '../../lambda/targets/servicenow-settings';
import type { Failure } from '../model/contracts/target-result';
import type { Examiner, Symptom } from './examiner';
import { setUpSymptoms } from './servicenow-set-up';

/** Without these an incident is not found again, or its state not known; without the last one notes are not. */
const NEEDED = ['sys_id', 'state', 'active', 'correlation_id', 'correlation_display'];
const JOURNAL = 'work_notes';

const rows = v.array(v.record(v.string(), v.unknown()));

/**
 * ServiceNow: the credentials, the table and its fields, and as far as the user may read the set-up of the instance: states, resolution codes,
 * mandatory fields, the group. Whether the user may write cannot be known by reading.
 */
export const examineServiceNow: Examiner = async ({ config, secret, timeoutMs }) => {
  const settings = serviceNowSettings(config.settings);
  const { apiUrl, table, oauth } = settings;
  const call = serviceNowApi({ apiUrl, isOauth: oauth === 'on', secret: async () => secret, timeoutMs });
  const fields = [...NEEDED, JOURNAL].join(',');
  const path = `/${table}?sysparm_limit=1&sysparm_display_value=true&sysparm_fields=${fields}`;
  const found = await call({ method: 'GET', path }, rows);
  if (found.outcome !== 'ok') return [unread(found, table, oauth === 'on')];
  const [row] = found.value;
  return [
    ...(row === undefined ? [unseen(table)] : hidden(Object.keys(row))),
    ...(await setUpSymptoms(call, settings)),
  ];
};

function unread({ outcome, reason, why }: Failure, table: string, isOauth: boolean): Symptom {
  const about = (id: string, message: string, remedy: string): Symptom => ({ id, level: 'error', message, remedy });
  if (outcome !== 'rejected')
    return about(
      'unreachable',
      `ServiceNow: got no answer of the Table API (${why}), allowed is one`,
      reason === 'rateLimited'
        ? 'try again in an hour, or look at the rules that limit the user: System Web Services > REST > Rate Limit Rules'
        : 'open the instance in a browser: developer instances hibernate, and all are away while they are upgraded; then try again',
    );
  if (reason === 'auth' && why.includes('HTTP 403'))
    return about(
      'role-missing',
      `ServiceNow: got a user who may not read the table "${table}" (${why}), allowed is one with the role itil`,
      'give the user the role itil, or one of your own that may read, create and write the table: User Administration > Users',
    );
  if (reason === 'auth')
    return about(
      'credentials-refused',
      `ServiceNow: got credentials that it refuses (${why}), allowed are those of an active user of this instance`,
      isOauth
        ? 'look at clientId and clientSecret in the secret, at System OAuth > Application Registry (active, with an OAuth Application User, a field to be added to its form), and whether there is a property glide.oauth.inbound.client.credential.grant_type.enabled that is true'
        : 'look at user and password in the secret, and at the user: active, not locked out, "Web service access only" switched on, "Password needs reset" off, no multi-factor authentication',
    );
  return about(
    'table-unknown',
    `ServiceNow: got no table "${table}" (${why}), allowed is a table that web services may use`,
    'look at the spelling of table and instanceUrl, and in the table at Application Access > "Allow access to this table via web services"',
  );
}

/** What one may not read looks as if there were none. */
function unseen(table: string): Symptom {
  return {
    id: 'records-unseen',
    level: 'warning',
    message: `ServiceNow: got no record of the table "${table}", allowed is one at least: either there is none, or the user may not read them, and incidents are filed twice after a lost answer`,
    remedy:
      'create one by hand and ask again; where it stays so, give the user the role itil, or one of your own that may read the table (System Security > Access Control)',
  };
}

/** A field that the user may not read is missing in what is answered. */
function hidden(shown: readonly string[]): Symptom[] {
  const missing = NEEDED.filter((field) => !shown.includes(field));
  const symptoms: Symptom[] = [];
  if (missing.length > 0)
    symptoms.push({
      id: 'field-hidden',
      level: 'error',
      message: `ServiceNow: got no ${missing.join(', ')}, allowed is a user who may read these fields: by them incidents are found again`,
      remedy: 'look at the access controls (ACLs) of these fields: System Security > Access Control',
    });
  if (!shown.includes(JOURNAL))
    symptoms.push({
      id: 'notes-hidden',
      level: 'warning',
      message:
        'ServiceNow: got no work_notes, allowed is a user who may read them: a note whose answer was lost may be written twice',
      remedy: 'let the user read the field work_notes: System Security > Access Control',
    });
  return symptoms;
}
