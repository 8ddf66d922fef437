import type { FakeAnswer, FakeCall } from './server';

/** A ticket as Zendesk keeps it. Ids are far below what JSON holds exactly. */
export interface ZendeskTicket {
  readonly id: number;
  readonly external_id: string | null;
  readonly type: string | null;
  readonly problem_id: number | null;
  readonly subject: string;
  readonly status: string;
  readonly priority: string | null;
  readonly tags: readonly string[];
  readonly submitter_id: number;
  readonly assignee_id: number | null;
  readonly group_id: number | null;
  readonly custom_fields: readonly { readonly id: number; readonly value: unknown }[];
  readonly created_at: string;
  readonly updated_at: string;
}

export interface ZendeskComment {
  readonly id: number;
  readonly author_id: number;
  readonly body: string;
  readonly public: boolean;
  readonly created_at: string;
}

/** A field of the account's own tickets. */
export interface ZendeskField {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly active: boolean;
  /** To solve a ticket, for agents. */
  readonly required: boolean;
}

/** What an account allows. */
export interface ZendeskAccount {
  readonly groups: readonly number[];
  /** Groups of an agent. */
  readonly groupsOf: (agent: number) => readonly number[];
  readonly fields: readonly ZendeskField[];
  readonly hasHold: boolean;
}

const LONGEST_COMMENT_BYTES = 65_536;
const STATUSES = ['new', 'open', 'pending', 'hold', 'solved'];
const PRIORITIES = ['urgent', 'high', 'normal', 'low', null];
const TYPES = ['problem', 'incident', 'question', 'task', null];

/** What Zendesk has against a ticket as it would be after a write; nothing when it takes it. */
export function ticketFault(after: ZendeskTicket, account: ZendeskAccount): FakeAnswer | undefined {
  const { status, priority, type, group_id, assignee_id, custom_fields } = after;
  const statuses = account.hasHold ? STATUSES : STATUSES.filter((known) => known !== 'hold');
  if (!statuses.includes(status)) return invalid('status', `Status: ${status} is not an allowed value`);
  if (!PRIORITIES.includes(priority)) return invalid('priority', `Priority: ${priority} is not an allowed value`);
  if (!TYPES.includes(type)) return invalid('type', `Type: ${type} is not an allowed value`);
  if (group_id !== null && !account.groups.includes(group_id)) return invalid('group', 'Group: is invalid');
  if (assignee_id !== null && group_id !== null && !account.groupsOf(assignee_id).includes(group_id))
    return invalid('assignee', 'Assignee: is not a member of the group');
  if (status !== 'solved') return undefined;
  if (assignee_id === null) return invalid('base', 'Assignee: is required when solving a ticket');
  const filled = custom_fields.filter(({ value }) => value !== null && value !== '').map(({ id }) => id);
  const missing = account.fields.find(({ active, required, id }) => active && required && !filled.includes(id));
  return missing && invalid('base', `${missing.title}: is required when solving a ticket`);
}

/** The same for a comment that goes with the write, where one goes. */
export function commentFault(comment: unknown): FakeAnswer | undefined {
  if (comment === undefined) return undefined;
  const { body } = comment as { body?: unknown };
  if (typeof body !== 'string' || body.trim() === '') return invalid('comment', 'Comment: cannot be blank');
  return Buffer.byteLength(body) > LONGEST_COMMENT_BYTES ? invalid('comment', 'Comment: is too long') : undefined;
}

/** Lower case, each once, without what may not stand in one. */
export function tagsAsKept(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.toLowerCase().replace(/[^\p{L}\p{N}_/:.-]/gu, '')))].filter(
    (tag) => tag !== '',
  );
}

/** So many comments at a time, as the call asks for; no more than 100. */
export function commentsPage(comments: readonly ZendeskComment[], { query }: FakeCall): FakeAnswer {
  const size = Math.min(100, Number(query.get('page[size]') ?? 100));
  const begin = Number(query.get('page[after]') ?? 0);
  const has_more = begin + size < comments.length;
  const meta = { has_more, after_cursor: has_more ? String(begin + size) : null };
  return { status: 200, body: { comments: comments.slice(begin, begin + size), meta } };
}

export function invalid(field: string, description: string): FakeAnswer {
  const details = { [field]: [{ description }] };
  return { status: 422, body: { error: 'RecordInvalid', description: 'Record validation errors', details } };
}

export const NOT_FOUND: FakeAnswer = { status: 404, body: { error: 'RecordNotFound', description: 'Not found' } };
export const UNAUTHENTICATED: FakeAnswer = {
  status: 401,
  body: {
    error: 'invalid_token',
    error_description: 'The access token provided is expired, revoked, malformed or invalid.',
  },
};
export const FORBIDDEN: FakeAnswer = {
  status: 403,
  body: { error: { title: 'Forbidden', message: 'You do not have access to this page.' } },
};
export const CLOSED = invalid('status', 'Status: closed prevents ticket update');
export const OTHER_REQUEST: FakeAnswer = {
  status: 400,
  body: {
    error: 'IdempotentRequestError',
    description: 'Request parameters do not match those of the initial request with this key',
  },
};
export const CONFLICT: FakeAnswer = {
  status: 409,
  body: { error: 'UpdateConflict', description: 'Safe update prevented the ticket from being updated' },
};
