import type * as v from 'valibot';
import { rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { type Answer, inUse } from './http';
import { basic, jsonApi } from './json-api';
import type { Access } from './target';

export type JiraApi = <T>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  shape: v.GenericSchema<unknown, T>,
  body?: object,
  /** Whether it changes nothing. */
  reads?: boolean,
) => Promise<TargetResult<T>>;

/** Calls of Jira Cloud, REST v3. Secret: `email` of the account and its `apiToken`. */
export function jiraApi(base: string, access: Access): JiraApi {
  const call = jsonApi({
    ...access,
    vendor: 'Jira',
    base: `${base}/rest/api/3`,
    keys: ['email', 'apiToken'],
    headers: ({ email, apiToken }) => ({
      ...basic(email, apiToken),
      // Names of transitions and messages come in the reader's language otherwise.
      'accept-language': 'en',
    }),
    exception,
    message,
  });
  return (method, path, shape, body, reads = method === 'GET') => call({ method, path, body, reads }, shape);
}

function exception({ status, headers }: Answer, said: string): TargetResult<never> | undefined {
  // Jira goes on without a login when it refuses one: 404 for what there is, 200 with an empty list for what not everybody may see.
  if (/FAILED|DENIED/.test(headers.get('x-seraph-loginreason') ?? '')) return rejected('auth', 'no login');
  // Of two moves at once Jira does one ("Update in simultaneous transitions of an issue via API", a change notice of 2020).
  if (status === 409) return inUse('HTTP 409');
  // Archived, or closed in a workflow that lets nobody edit what is closed; the words are Jira's [inferred].
  return /archived|not editable/i.test(said) ? rejected('gone', `HTTP ${status}`) : undefined;
}

/** Jira names each field that it did not like. */
function message(body: unknown): string {
  const { errorMessages, errors, message: said } = (body ?? {}) as Record<string, unknown>;
  return [errorMessages, Object.entries(errors ?? {}), said].flat(2).filter(Boolean).join(': ');
}
