import { FakeServiceNow } from '../../../lib/local/fakes/servicenow';
import type { Kind, Refusal } from './kind';

function refusal(status: number, message: string, detail: string, expected: Refusal['expected']): Refusal {
  const body = JSON.stringify({ error: { message, detail }, status: 'failure' });
  return { what: `${status} ${message}: ${detail}`, status, body, expected };
}

/** Meanings: targets' reference documentation, chapter 5. */
const SERVICENOW_REFUSALS: readonly Refusal[] = [
  refusal(403, 'Operation Failed', 'Data Policy Exception: The following fields are mandatory: Caller', {
    outcome: 'rejected',
    reason: 'clientError',
  }),
  refusal(403, 'Operation Failed', "Operation against file 'incident' was aborted by Business Rule 'x'", {
    outcome: 'rejected',
    reason: 'clientError',
  }),
  refusal(403, 'Operation Failed', 'ACL Exception Insert Failed due to security constraints', {
    outcome: 'rejected',
    reason: 'auth',
  }),
  refusal(400, 'Invalid table incidents', '', { outcome: 'rejected', reason: 'clientError' }),
  {
    what: '201 with an error beside half a result: the transaction was cancelled',
    status: 201,
    body: '{"result":{"sys_id":"9d385017c611228701d22104cc95c371"},"error":{"message":"Transaction cancelled"}}',
    expected: { outcome: 'unknown', reason: 'badAnswer' },
  },
];

export const serviceNow: Kind = {
  kind: 'servicenow',
  settings: (url) => ({ apiUrl: url }),
  secret: (password) => ({ user: 'cdk.slo', password }),
  cannot: { archive: 'records are closed, one by one; nothing closes the table' },
  calls: {
    create: /^POST .*\/incident/,
    edit: /^PATCH .*fields=sys_id,/,
    note: /^PATCH .*fields=sys_id$/,
    look: /^GET/,
    remove: /^PATCH/,
  },
  handOver: [],
  fake: (now) => FakeServiceNow.start(now),
  byPeople: { title: 'Scarves cannot be bought', priority: '3/3' },
  unauthorised: {
    status: 401,
    body: '{"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"}',
  },
  refusals: SERVICENOW_REFUSALS,
};
