import { createHmac, randomUUID } from 'node:crypto';
import type { FakeCallbacks } from './server';
import type { ZendeskComment, ZendeskTicket } from './zendesk-rules';

/** What happened to a ticket: somebody commented, its status became another one, or another agent took it. */
export type ZendeskChange =
  | { readonly comment: ZendeskComment }
  | { readonly before: ZendeskTicket; readonly what: 'status' | 'assignee' };

const ACCOUNT = 22_129_848;

/**
 * An event as a webhook with a subscription to ticket events gets it. Source: "Webhooks, event types, ticket events"; ids are texts there,
 * and what the API writes in lower case is in upper case.
 */
export function ticketEvent(ticket: ZendeskTicket, change: ZendeskChange, by: number, now: number): object {
  const time = new Date(now).toISOString();
  const [type, event] = told(ticket, change);
  return {
    account_id: ACCOUNT,
    detail: {
      actor_id: String(by),
      assignee_id: text(ticket.assignee_id),
      created_at: ticket.created_at,
      external_id: ticket.external_id,
      group_id: text(ticket.group_id),
      id: String(ticket.id),
      is_public: false,
      priority: ticket.priority?.toUpperCase() ?? null,
      status: ticket.status.toUpperCase(),
      subject: ticket.subject,
      submitter_id: String(ticket.submitter_id),
      tags: ticket.tags,
      type: ticket.type?.toUpperCase() ?? null,
      updated_at: ticket.updated_at,
      via: { channel: 'web_service' },
    },
    event,
    id: randomUUID(),
    subject: `zen:ticket:${ticket.id}`,
    time,
    type: `zen:event-type:ticket.${type}`,
    zendesk_event_version: '2022-11-06',
  };
}

function told(ticket: ZendeskTicket, change: ZendeskChange): [type: string, event: object] {
  if ('comment' in change) return ['comment_added', { comment: eventComment(change.comment) }];
  const { before, what } = change;
  return what === 'status'
    ? ['status_changed', { current: ticket.status.toUpperCase(), previous: before.status.toUpperCase() }]
    : ['agent_assignment_changed', { current: text(ticket.assignee_id), previous: text(before.assignee_id) }];
}

function text(id: number | null): string | null {
  return id === null ? null : String(id);
}

/** The body that administrators paste into a trigger, with its placeholders filled in. */
export function triggerBody({ id, status, external_id, tags }: ZendeskTicket): object {
  return { ticket_id: String(id), status, external_id: external_id ?? '', tags: tags.join(' ') };
}

/** Sends it, signed; whoever does not take it is not told again. */
export async function tell({ url, signingSecret }: FakeCallbacks, said: object, now: number): Promise<void> {
  const body = JSON.stringify(said);
  const timestamp = `${new Date(now).toISOString().slice(0, 19)}Z`;
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Zendesk Webhook',
    'x-zendesk-account-id': String(ACCOUNT),
    'x-zendesk-webhook-id': '01KAZENDESKWEBHOOK',
    'x-zendesk-webhook-invocation-id': randomUUID(),
    'x-zendesk-webhook-signature': webhookSignature(signingSecret, timestamp, body),
    'x-zendesk-webhook-signature-timestamp': timestamp,
  };
  await fetch(url, { method: 'POST', headers, body }).catch(() => undefined);
}

export function webhookSignature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}${body}`).digest('base64');
}

function eventComment({ id, author_id, body, public: isPublic }: ZendeskComment): object {
  return { id, body, is_public: isPublic, author: { id: author_id, is_staff: true, name: `Agent ${author_id}` } };
}
