import * as v from 'valibot';
import { rejected, unknown } from '../../lib/model/contracts/target-result';
import { clientCredentialsApi } from './client-credentials';
import { type Answer, inUse } from './http';
import type { JsonApi } from './json-api';
import type { Access } from './target';

/** An answer that is not of this creation, but of an earlier one with the same key. */
export const CREATED_BEFORE = 'created before';

/** A ticket, as far as we read it. */
export const ticket = v.object({
  id: v.number(),
  external_id: v.nullish(v.string()),
  subject: v.string(),
  /** `new`, `open`, `pending`, `hold`, `solved`; `closed` for good. */
  status: v.string(),
  priority: v.nullish(v.string()),
  tags: v.array(v.string()),
  updated_at: v.string(),
  /** Who created it: our own user. */
  submitter_id: v.number(),
  assignee_id: v.nullish(v.number()),
  group_id: v.nullish(v.number()),
  /** Tickets of customers are linked to it, which are solved with it. */
  has_incidents: v.optional(v.boolean(), false),
});

/** A comment, as far as we read it. */
export const comment = v.object({
  id: v.number(),
  author_id: v.number(),
  body: v.string(),
  public: v.boolean(),
});

export type Ticket = v.InferOutput<typeof ticket>;
export type Comment = v.InferOutput<typeof comment>;

/** Ends an address: the ticket, or something of it. */
export function ticketPath(id: string | number, more = ''): string {
  return `/tickets/${encodeURIComponent(id)}${more}.json`;
}

const failure = v.object({
  error: v.optional(v.unknown()),
  description: v.optional(v.string()),
  details: v.optional(v.record(v.string(), v.array(v.object({ description: v.string() }))), {}),
});

/** All that is read, tickets and what `slo doctor` looks at; and of what is written, tickets. */
const SCOPE = 'read tickets:write';

/**
 * Sources: Zendesk, "Migrating from API tokens to OAuth access tokens" (since 27 October 2026 nobody can make API tokens, and those that are
 * left end on 30 April 2027); API reference, "OAuth tokens for grant types", "Requests" and the errors of "Tickets".
 */
export function zendeskApi(base: string, access: Access): JsonApi {
  return clientCredentialsApi({
    ...access,
    vendor: 'Zendesk',
    base: `${base}/api/v2`,
    tokenUrl: `${base}/oauth/tokens`,
    scope: SCOPE,
    exception: ({ status, headers, body }: Answer, said) => {
      const isReplay = status < 300 && headers.get('x-idempotency-lookup') === 'hit';
      if (isReplay || (status === 400 && /IdempotentRequestError/.test(JSON.stringify(body))))
        return unknown('clientError', CREATED_BEFORE);
      // Somebody else wrote to the ticket between our look and our write: it is read again.
      if (status === 409) return inUse('HTTP 409');
      if (status === 422 && /closed prevents/.test(said)) return rejected('gone', 'closed for good');
      return undefined;
    },
    message,
  });
}

/** The error is a name, or an object with title and message. */
function message(body: unknown): string | undefined {
  const parsed = v.safeParse(failure, body);
  if (!parsed.success) return undefined;
  const { error, description, details } = parsed.output;
  const faults = Object.values(details).flat();
  return faults.map((fault) => fault.description).join('; ') || description || JSON.stringify(error);
}
