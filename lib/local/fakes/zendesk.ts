import type { Fields } from '../../../lambda/targets/target';
import {
  type FakeAnswer,
  type FakeCall,
  type FakeCallbacks,
  type FakeTicket,
  type FakeVendor,
  startServer,
} from './server';
import {
  CLOSED,
  CONFLICT,
  commentFault,
  FORBIDDEN,
  invalid,
  NOT_FOUND,
  OTHER_REQUEST,
  tagsAsKept,
  ticketFault,
  UNAUTHENTICATED,
  type ZendeskComment,
  type ZendeskField,
  type ZendeskTicket,
} from './zendesk-rules';
import { tell, ticketEvent, triggerBody, type ZendeskChange } from './zendesk-webhook';

interface Kept {
  readonly ticket: ZendeskTicket;
  readonly comments: readonly ZendeskComment[];
  /** Created while look-ups lagged behind. */
  readonly isHidden: boolean;
}

/** The agent whose token we use, and a colleague. */
const [SERVICE_AGENT, COLLEAGUE] = [901, 902] as const;
const GROUP = 360_001;
const TWO_HOURS_MS = 2 * 60 * 60 * 1000;
const TEN_MINUTES_MS = 10 * 60 * 1000;

/** One account, as far as our targets use it, with the rules of the real one. */
export class FakeZendesk implements FakeVendor {
  static readonly GROUP = GROUP;
  url = '';
  tokens: ReadonlySet<string> = new Set();
  isStale = false;
  /** All tickets become closed for good, and none can be changed. */
  isArchived = false;
  callbacks?: FakeCallbacks | undefined;
  /** Whether webhooks are told by a trigger, with its own body, instead of by a subscription to events. */
  tellsByTrigger = false;
  /** A key of a creation is remembered for so long. */
  keyLifeMs = TWO_HOURS_MS;
  /** On-hold must be switched on by an administrator. */
  hasHold = false;
  /** Updates of one ticket by one agent in ten minutes, documented as 30; none are counted by default. */
  mostUpdates = Number.POSITIVE_INFINITY;
  fields: readonly ZendeskField[] = [];
  /** As `users/me` says it. */
  agent: Record<string, unknown> = { role: 'agent', role_type: null, ticket_restriction: 'groups', suspended: false };
  /** Groups of the agent. */
  memberships: readonly number[] = [GROUP];
  /** As an administrator's token reads them; with an agent's nobody may. */
  webhooks: readonly Record<string, unknown>[] = [];
  /** Of each webhook, newest first: `success`, `client_error`, … */
  invocations: readonly string[] = [];
  readonly #now: () => number;
  readonly #keys = new Map<string, { readonly at: number; readonly body: string; readonly answer: FakeAnswer }>();
  readonly #updates = new Map<number, number[]>();
  readonly #telling = new Set<Promise<void>>();
  #kept: Kept[] = [];
  #count = 3100;
  #stop = async () => {};

  private constructor(now: () => number) {
    this.#now = now;
  }

  static async start(now: () => number = Date.now): Promise<FakeZendesk> {
    const zendesk = new FakeZendesk(now);
    const server = await startServer((call) => zendesk.#answer(call));
    zendesk.url = server.url;
    zendesk.#stop = () => server.stop();
    return zendesk;
  }

  objects() {
    return this.#kept.map(({ ticket, comments }) => ({
      id: String(ticket.id),
      text: `${ticket.subject}\n${comments[0]?.body ?? ''}`,
      isClosed: isOver(ticket),
      notes: comments.slice(1).map(({ body }) => body),
      fields: {
        title: ticket.subject,
        ...(ticket.priority && { priority: ticket.priority }),
        state: isOver(ticket) ? 'closed' : 'open',
      },
    }));
  }

  tickets(): FakeTicket[] {
    return this.#kept.map(({ ticket, comments }) => ({
      id: String(ticket.id),
      name: `#${ticket.id}`,
      title: ticket.subject,
      state: ticket.status,
      url: `${this.url}/agent/tickets/${ticket.id}`,
      body: comments[0]?.body ?? '',
      labels: [...(ticket.priority === null ? [] : [ticket.priority]), ...ticket.tags],
      createdAt: ticket.created_at,
      comments: comments.slice(1).map(({ body }) => body),
      commentedAt: comments.slice(1).map(({ created_at }) => created_at),
    }));
  }

  ticket(id: string): ZendeskTicket {
    return this.#find(id)!.ticket;
  }

  comments(id: string): readonly ZendeskComment[] {
    return this.#find(id)!.comments;
  }

  remove(id: string): void {
    this.#kept = this.#kept.filter(({ ticket }) => String(ticket.id) !== id);
  }

  /** Four days after it was solved, an automation closes a ticket for good. */
  close(id: string): void {
    this.#store(this.#find(id)!, { status: 'closed' }, undefined, COLLEAGUE);
  }

  async change(id: string, { title, priority, state, assignee }: Fields): Promise<void> {
    const status = state === 'closed' ? 'solved' : state;
    const change = {
      ...(title !== undefined && { subject: title }),
      ...(priority !== undefined && { priority }),
      ...(status !== undefined && { status }),
      ...(assignee !== undefined
        ? { assignee_id: Number(assignee) }
        : status === 'solved' && { assignee_id: COLLEAGUE }),
    };
    this.#store(this.#find(id)!, change, undefined, COLLEAGUE);
    await this.told();
  }

  async comment(id: string, text: string): Promise<void> {
    this.#store(this.#find(id)!, {}, { body: text, public: false }, COLLEAGUE);
    await this.told();
  }

  retag(id: string, tags: readonly string[]): void {
    this.#store(this.#find(id)!, { tags }, undefined, COLLEAGUE);
  }

  /** A ticket of a customer, linked to the problem. */
  link(problem: string, subject: string): string {
    const linked = { subject, type: 'incident', problem_id: Number(problem), status: 'open', assignee_id: COLLEAGUE };
    return String(this.#add(linked, { body: subject, public: true }, COLLEAGUE).ticket.id);
  }

  /** Everything that webhooks are to be told has been told. */
  async told(): Promise<void> {
    await Promise.all(this.#telling);
  }

  async stop(): Promise<void> {
    await this.told();
    await this.#stop();
  }

  #answer(call: FakeCall): FakeAnswer {
    const basic = /^Basic (.+)$/.exec(call.headers.authorization ?? '')?.[1] ?? '';
    const token = /^[^\s@]+@[^\s@]+\/token:(.+)$/.exec(Buffer.from(basic, 'base64').toString('utf8'))?.[1];
    if (token === undefined || !this.tokens.has(token)) return UNAUTHENTICATED;
    const [, path = ''] = /^\/api\/v2\/(.+?)(?:\.json)?$/.exec(call.path) ?? [];
    const [, id, comments] = /^tickets\/(\d+)(\/comments)?$/.exec(path) ?? [];
    if (path === 'tickets') return call.method === 'POST' ? this.#create(call) : this.#list(call);
    if (id === undefined) return this.#account(call, path);
    const kept = this.#find(id);
    if (kept === undefined) return NOT_FOUND;
    if (comments !== undefined) return page(kept.comments, call);
    return call.method === 'PUT'
      ? this.#update(kept, call)
      : { status: 200, body: { ticket: this.#shown(kept.ticket) } };
  }

  #account({ method }: FakeCall, path: string): FakeAnswer {
    const read = (body: object): FakeAnswer => (method === 'GET' ? { status: 200, body } : FORBIDDEN);
    const isAdmin = this.agent.role === 'admin';
    if (path === 'users/me') return read({ user: { id: SERVICE_AGENT, name: 'cdk-slo', ...this.agent } });
    if (path === 'ticket_fields') return read({ ticket_fields: this.fields });
    if (path === `users/${SERVICE_AGENT}/group_memberships`)
      return read({ group_memberships: this.memberships.map((group_id) => ({ group_id })) });
    if (path === 'webhooks') return isAdmin ? read({ webhooks: this.webhooks }) : FORBIDDEN;
    if (/^webhooks\/[^/]+\/invocations$/.test(path))
      return isAdmin ? read({ invocations: this.invocations.map((status) => ({ status })) }) : FORBIDDEN;
    return NOT_FOUND;
  }

  #list(call: FakeCall): FakeAnswer {
    const wanted = call.query.get('external_id');
    const found = this.#kept
      .filter(({ isHidden }) => !this.isStale || !isHidden)
      .filter(({ ticket }) => wanted === null || ticket.external_id === wanted);
    return { status: 200, body: { tickets: found.slice(0, 100).map(({ ticket }) => this.#shown(ticket)) } };
  }

  #create({ body = {}, headers }: FakeCall): FakeAnswer {
    const key = headers['idempotency-key'];
    const [text, known] = [JSON.stringify(body), this.#keys.get(String(key))];
    if (key !== undefined && known !== undefined && this.#now() - known.at < this.keyLifeMs)
      return known.body === text ? { ...known.answer, headers: { 'x-idempotency-lookup': 'hit' } } : OTHER_REQUEST;
    const { comment, ...given } = (body.ticket ?? {}) as Record<string, unknown>;
    if (comment === undefined) return invalid('base', 'Description: cannot be blank');
    const fault = commentFault(comment) ?? ticketFault(this.#blank(given, SERVICE_AGENT), this.#allowed());
    if (fault !== undefined) return fault;
    const { ticket } = this.#add(given, comment as ZendeskComment, SERVICE_AGENT);
    const answer = { status: 201, body: { ticket: this.#shown(ticket), audit: { events: [] } } };
    if (key !== undefined) this.#keys.set(String(key), { at: this.#now(), body: text, answer });
    return { ...answer, headers: { 'x-idempotency-lookup': 'miss' } };
  }

  #update(kept: Kept, { body = {} }: FakeCall): FakeAnswer {
    const { comment, safe_update, updated_stamp, ...change } = (body.ticket ?? {}) as Record<string, unknown>;
    const { ticket } = kept;
    if (this.isArchived || ticket.status === 'closed') return CLOSED;
    if (safe_update === true && updated_stamp !== ticket.updated_at) return CONFLICT;
    const fault = commentFault(comment) ?? ticketFault({ ...ticket, ...change } as ZendeskTicket, this.#allowed());
    if (fault !== undefined) return fault;
    const recent = (this.#updates.get(ticket.id) ?? []).filter((at) => this.#now() - at < TEN_MINUTES_MS);
    if (recent.length >= this.mostUpdates)
      return {
        status: 429,
        headers: { 'retry-after': '60' },
        body: { error: 'TooManyRequests', description: 'Too many updates' },
      };
    this.#updates.set(ticket.id, [...recent, this.#now()]);
    const after = this.#store(kept, change, comment as ZendeskComment | undefined, SERVICE_AGENT);
    const said = comment === undefined ? [] : [{ id: after.comments.at(-1)!.id, type: 'Comment' }];
    return { status: 200, body: { ticket: this.#shown(after.ticket), audit: { events: said } } };
  }

  #add(given: object, comment: Pick<ZendeskComment, 'body' | 'public'>, by: number): Kept {
    const kept = { ticket: this.#blank(given, by), comments: [this.#said(comment, by)], isHidden: this.isStale };
    this.#kept.push(kept);
    return kept;
  }

  #blank(given: object, by: number): ZendeskTicket {
    this.#count += 1;
    const at = this.#time();
    const ticket: ZendeskTicket = {
      external_id: null,
      type: null,
      problem_id: null,
      subject: '',
      status: 'new',
      priority: null,
      tags: [],
      assignee_id: null,
      group_id: null,
      custom_fields: [],
      ...given,
      id: this.#count,
      submitter_id: by,
      created_at: at,
      updated_at: at,
    };
    return { ...ticket, tags: tagsAsKept(ticket.tags) };
  }

  #store(kept: Kept, change: object, said: Pick<ZendeskComment, 'body' | 'public'> | undefined, by: number): Kept {
    const before = kept.ticket;
    const ticket = { ...before, ...change, updated_at: this.#time() };
    const comment = said && this.#said(said, by);
    const after = {
      ...kept,
      ticket: { ...ticket, tags: tagsAsKept(ticket.tags) },
      comments: comment === undefined ? kept.comments : [...kept.comments, comment],
    };
    this.#kept = this.#kept.map((other) => (other.ticket.id === before.id ? after : other));
    if (comment !== undefined) this.#tell(after.ticket, { comment }, by);
    if (ticket.status !== before.status) this.#tell(after.ticket, { before, what: 'status' }, by);
    if (ticket.assignee_id !== before.assignee_id) this.#tell(after.ticket, { before, what: 'assignee' }, by);
    // Solving a problem solves what is linked to it, with the same comment.
    if (ticket.status === 'solved' && before.status !== 'solved')
      for (const linked of this.#kept.filter((other) => other.ticket.problem_id === before.id && !isOver(other.ticket)))
        this.#store(linked, { status: 'solved' }, said, by);
    return after;
  }

  #tell(ticket: ZendeskTicket, change: ZendeskChange, by: number): void {
    if (this.callbacks === undefined) return;
    const said = this.tellsByTrigger ? triggerBody(ticket) : ticketEvent(ticket, change, by, this.#now());
    const telling = tell(this.callbacks, said, this.#now()).finally(() => this.#telling.delete(telling));
    this.#telling.add(telling);
  }

  #shown(ticket: ZendeskTicket): object {
    const has_incidents = this.#kept.some((other) => other.ticket.problem_id === ticket.id);
    const status = this.isArchived ? 'closed' : ticket.status;
    return {
      ...ticket,
      status,
      has_incidents,
      raw_subject: ticket.subject,
      url: `${this.url}/api/v2/tickets/${ticket.id}.json`,
    };
  }

  #said({ body, public: isPublic }: Pick<ZendeskComment, 'body' | 'public'>, by: number): ZendeskComment {
    this.#count += 1;
    return { id: this.#count, author_id: by, body: body.trim(), public: isPublic ?? true, created_at: this.#time() };
  }

  #find(id: string): Kept | undefined {
    return this.#kept.find(({ ticket }) => String(ticket.id) === id);
  }

  #allowed() {
    return { groups: [GROUP], fields: this.fields, hasHold: this.hasHold };
  }

  /** To the second, as everywhere in the API. */
  #time(): string {
    return `${new Date(this.#now()).toISOString().slice(0, 19)}Z`;
  }
}

function isOver({ status }: ZendeskTicket): boolean {
  return status === 'solved' || status === 'closed';
}

function page(comments: readonly ZendeskComment[], { query }: FakeCall): FakeAnswer {
  const size = Math.min(100, Number(query.get('page[size]') ?? 100));
  const begin = Number(query.get('page[after]') ?? 0);
  const has_more = begin + size < comments.length;
  const meta = { has_more, after_cursor: has_more ? String(begin + size) : null };
  return { status: 200, body: { comments: comments.slice(begin, begin + size), meta } };
}
