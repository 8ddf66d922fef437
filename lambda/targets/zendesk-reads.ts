import * as v from 'valibot';
import { ok, type TargetResult } from '../../lib/model/contracts/target-result';
import { incidentKey } from '../../lib/model/names';
import { andThen, oneOrNone } from './and-then';
import type { JsonApi } from './json-api';
import type { RemoteRef } from './target';
import { type Comment, comment, type Ticket, ticket, ticketPath } from './zendesk-api';

/** Notes of an incident are some dozens. */
const MOST_PAGES = 10;

export const oneTicket = v.object({ ticket });
const tickets = v.object({ tickets: v.array(ticket) });
const conversation = v.object({
  comments: v.array(comment),
  meta: v.object({ has_more: v.boolean(), after_cursor: v.nullish(v.string()) }),
});

/** The ticket as it is now; none where it was deleted. */
export function readTicket(call: JsonApi, { id }: RemoteRef): Promise<TargetResult<Ticket[]>> {
  return oneOrNone(andThen(call({ method: 'GET', path: ticketPath(id) }, oneTicket), ({ ticket }) => ok(ticket)));
}

/** Those of an incident, oldest first. The list is read from the database, not from the search index. [inferred] */
export function readTicketsOf(call: JsonApi, incident: string): Promise<TargetResult<Ticket[]>> {
  const id = incidentKey(incident);
  return andThen(call({ method: 'GET', path: `/tickets.json?external_id=${id}` }, tickets), (listed) => {
    const own = listed.tickets.filter((found) => found.external_id === id);
    return ok(own.sort((a, b) => a.id - b.id));
  });
}

export async function readComments(call: JsonApi, { id }: Ticket): Promise<TargetResult<Comment[]>> {
  const comments: Comment[] = [];
  let after: string | null | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ 'page[size]': '100', ...(after && { 'page[after]': after }) });
    const read = await call({ method: 'GET', path: `${ticketPath(id, '/comments')}?${query}` }, conversation);
    if (read.outcome !== 'ok') return read;
    comments.push(...read.value.comments);
    after = read.value.meta.has_more ? read.value.meta.after_cursor : undefined;
    if (!after) break;
  }
  return ok(comments);
}
