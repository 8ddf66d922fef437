import * as v from 'valibot';
import { isHmacOf } from '../doors/hmac';
import type { CallbackKind, Heard } from './kind';
import { incidentIn, personName, shared, time } from './parts';

const TIMESTAMP = 'x-zendesk-webhook-signature-timestamp';
/** Clocks differ, and a signature that is older may be somebody's recording. */
const MOST_MS = 300_000;

const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const detail = v.object({
  id,
  external_id: v.nullish(v.string()),
  actor_id: v.optional(id, ''),
  /** Who made the ticket: our own agent. */
  submitter_id: v.optional(id, ''),
});
const subscribed = v.object({
  type: v.string(),
  time,
  detail,
  event: v.object({
    current: v.nullish(v.string()),
    previous: v.nullish(v.string()),
    comment: v.optional(
      v.object({ body: v.string(), author: v.object({ is_staff: v.boolean(), name: v.nullish(v.string()) }) }),
    ),
  }),
});
const trigger = v.object({ ticket_id: id, status: v.string(), external_id: v.string() });

const EVENT = 'zen:event-type:ticket.';
const AN_AGENT = 'An agent';
const OVER = new Set(['solved', 'closed']);
const TAKEN = new Set(['pending', 'hold']);

/**
 * Zendesk, "Ticket events", and the body that our documentation asks to paste into a trigger, which tells of the status alone. Customers
 * are not of the team: comments count when staff wrote them. An event says who by a number only, and rules of the account are none.
 */
export const zendesk: CallbackKind = {
  signature({ headers, body }, now) {
    const timestamp = headers[TIMESTAMP] ?? '';
    const digest = headers['x-zendesk-webhook-signature'] ?? '';
    if (!/^[A-Za-z0-9+/]{43}=$/.test(digest) || !(Math.abs(now - Date.parse(timestamp)) <= MOST_MS)) return undefined;
    const signed = [Buffer.from(timestamp), body];
    return (secret) => isHmacOf(signed, secret, Buffer.from(digest, 'base64'));
  },
  read(body, { request }) {
    const event = v.safeParse(subscribed, body);
    if (event.success) return eventOf(event.output);
    const pasted = v.safeParse(trigger, body);
    return pasted.success ? triggerOf(pasted.output, request.headers[TIMESTAMP] ?? '') : undefined;
  },
};

function eventOf({ type, time: at, detail: ticket, event }: v.InferOutput<typeof subscribed>): Heard | undefined {
  const incident = incidentIn(ticket.external_id ?? '');
  const about = { at, object: ticket.id, incident };
  if (incident === undefined || !type.startsWith(EVENT)) return undefined;
  if (event.comment !== undefined) {
    const says = event.comment.author.is_staff ? shared(event.comment.body) : undefined;
    return says && type === `${EVENT}comment_added`
      ? { ...about, incident, by: personName(event.comment.author.name), says }
      : undefined;
  }
  // Our agent takes what nobody took, when it is over.
  const isPerson = /^[1-9]/.test(ticket.actor_id) && ticket.actor_id !== ticket.submitter_id;
  const says = isPerson ? changeOf(type.slice(EVENT.length), event) : undefined;
  return says && { ...about, incident, by: AN_AGENT, says };
}

/** Whoever takes a new ticket opens it; one that opens from elsewhere comes back, which we bring about, too. */
function changeOf(what: string, event: { current?: string | null | undefined; previous?: string | null | undefined }) {
  const [current, previous] = [event.current ?? '', event.previous ?? ''].map((value) => value.toLowerCase());
  if (what === 'agent_assignment_changed') return current === '' ? undefined : ({ type: 'acknowledged' } as const);
  if (what !== 'status_changed') return undefined;
  if (OVER.has(current!)) return { type: 'closed' } as const;
  const isTaken = TAKEN.has(current!) || (current === 'open' && previous === 'new');
  return isTaken ? ({ type: 'acknowledged' } as const) : undefined;
}

/** It has no time of its own, so the signature's is the deed's. */
function triggerOf(
  { ticket_id: object, status, external_id }: v.InferOutput<typeof trigger>,
  timestamp: string,
): Heard | undefined {
  const incident = incidentIn(external_id);
  if (incident === undefined || !OVER.has(status.toLowerCase())) return undefined;
  const at = Date.parse(timestamp);
  return { at, object, incident, by: AN_AGENT, says: { type: 'closed' }, apart: timestamp };
}
