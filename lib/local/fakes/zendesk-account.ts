import type { FakeAnswer } from './server';
import { FORBIDDEN, NOT_FOUND, type ZendeskField } from './zendesk-rules';

/** What an account says of itself, and of the agent who asks. */
export interface ZendeskSetup {
  readonly fields: readonly ZendeskField[];
  /** As `users/me` says it. */
  readonly agent: Readonly<Record<string, unknown>>;
  /** Groups of the agent. */
  readonly memberships: readonly number[];
  /** Administrators alone may read them. */
  readonly webhooks: readonly Readonly<Record<string, unknown>>[];
  /** Of each webhook, newest first: `success`, `client_error`, … */
  readonly invocations: readonly string[];
}

export function accountAnswer(method: string, path: string, id: number, setup: ZendeskSetup): FakeAnswer {
  const { agent, fields, memberships, webhooks, invocations } = setup;
  if (method !== 'GET') return FORBIDDEN;
  const read = (body: object): FakeAnswer => ({ status: 200, body });
  const readByAdmin = (body: object) => (agent.role === 'admin' ? read(body) : FORBIDDEN);
  if (path === 'users/me') return read({ user: { id, name: 'cdk-slo', ...agent } });
  if (path === 'ticket_fields') return read({ ticket_fields: fields });
  if (path === `users/${id}/group_memberships`)
    return read({ group_memberships: memberships.map((group_id) => ({ group_id })) });
  if (path === 'webhooks') return readByAdmin({ webhooks });
  if (/^webhooks\/[^/]+\/invocations$/.test(path))
    return readByAdmin({ invocations: invocations.map((status) => ({ status })) });
  return NOT_FOUND;
}
