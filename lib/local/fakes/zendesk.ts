import type { Fields } from '../../../lambda/targets/target';
import { Fake } from './fake';
import type { FakeAnswer, FakeCall, FakeCallbacks, FakeTicket, FakeVendor } from './server';
import { ZendeskAccess } from './zendesk-access';
import { accountAnswer, type ZendeskSetup } from './zendesk-account';
import { ZendeskKeys } from './zendesk-keys';
import {
  CLOSED,
  CONFLICT,
  commentFault,
  commentsPage,
  invalid,
  NOT_FOUND,
  ticketFault,
  type ZendeskComment,
  type ZendeskField,
  type ZendeskTicket,
} from './zendesk-rules';
import { isOver, type KeptTicket, ZendeskTickets } from './zendesk-tickets';
import { tell, ticketEvent, triggerBody, type ZendeskChange } from './zendesk-webhook';

/** Who made the OAuth client, whom its tokens stand for, and a colleague. */
const [SERVICE_AGENT, COLLEAGUE] = [901, 902] as const;
const [GROUP, OTHER_GROUP] = [360_001, 360_002] as const;
const TEN_MINUTES_MS = 10 * 60 * 1000;

/** One account, as far as our targets use it, with the rules of the real one. */
export class FakeZendesk extends Fake implements FakeVendor, ZendeskSetup {
  static readonly GROUP = GROUP;
  static readonly OTHER_GROUP = OTHER_GROUP;
  callbacks?: FakeCallbacks | undefined;
  /** Whether webhooks are told by a trigger, with its own body, instead of by a subscription to events. */
  tellsByTrigger = false;
  readonly keys = new ZendeskKeys();
  readonly access: ZendeskAccess;
  /** On-hold must be switched on by an administrator. */
  hasHold = false;
  /** Updates of one ticket by one agent in ten minutes, documented as 30; none are counted by default. */
  mostUpdates = Number.POSITIVE_INFINITY;
  fields: readonly ZendeskField[] = [];
  agent: ZendeskSetup['agent'] = { role: 'agent', role_type: null, ticket_restriction: 'groups', suspended: false };
  memberships: readonly number[] = [GROUP];
  webhooks: ZendeskSetup['webhooks'] = [];
  invocations: readonly string[] = [];
  readonly #tickets: ZendeskTickets;
  readonly #updates = new Map<number, number[]>();

  private constructor(now: () => number) {
    super(now);
    this.access = new ZendeskAccess(now);
    this.#tickets = new ZendeskTickets(now, (ticket, change, by) => this.#tell(ticket, change, by));
  }

  static start(now: () => number = Date.now): Promise<FakeZendesk> {
    return new FakeZendesk(now).listen();
  }

  objects() {
    return this.#tickets.all().map(({ ticket, comments }) => ({
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
    return this.#tickets.all().map(({ ticket, comments }) => ({
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
    return this.#tickets.find(id)!.ticket;
  }

  comments(id: string): readonly ZendeskComment[] {
    return this.#tickets.find(id)!.comments;
  }

  remove(id: string): void {
    this.#tickets.remove(id);
  }

  /** Four days after it was solved, an automation closes a ticket for good. */
  close(id: string): void {
    this.#tickets.change(this.#tickets.find(id)!, { status: 'closed' }, undefined, COLLEAGUE);
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
    this.#tickets.change(this.#tickets.find(id)!, change, undefined, COLLEAGUE);
    await this.told();
  }

  async comment(id: string, text: string): Promise<void> {
    this.#tickets.change(this.#tickets.find(id)!, {}, { body: text, public: false }, COLLEAGUE);
    await this.told();
  }

  retag(id: string, tags: readonly string[]): void {
    this.#tickets.change(this.#tickets.find(id)!, { tags }, undefined, COLLEAGUE);
  }

  /** To another group, as who sorts tickets does; nobody has it then. */
  move(id: string): void {
    this.#tickets.change(this.#tickets.find(id)!, { group_id: OTHER_GROUP }, undefined, COLLEAGUE);
  }

  /** A ticket of a customer, linked to the problem. */
  link(problem: string, subject: string): string {
    const linked = { subject, type: 'incident', problem_id: Number(problem), status: 'open', assignee_id: COLLEAGUE };
    return String(this.#tickets.add(linked, { body: subject, public: true }, COLLEAGUE).id);
  }

  protected take(call: FakeCall): FakeAnswer {
    if (call.path === '/oauth/tokens') return this.access.token(call, this.tokens);
    const refusal = this.access.refusal(call, this.tokens);
    if (refusal !== undefined) return refusal;
    const [, path = ''] = /^\/api\/v2\/(.+?)(?:\.json)?$/.exec(call.path) ?? [];
    const [, id, comments] = /^tickets\/(\d+)(\/comments)?$/.exec(path) ?? [];
    if (path === 'tickets') return call.method === 'POST' ? this.#create(call) : this.#list(call);
    if (id === undefined) return accountAnswer(call.method, path, SERVICE_AGENT, this);
    const kept = this.#tickets.find(id);
    if (kept === undefined) return NOT_FOUND;
    if (comments !== undefined) return commentsPage(kept.comments, call);
    return call.method === 'PUT'
      ? this.#update(kept, call)
      : { status: 200, body: { ticket: this.#shown(kept.ticket) } };
  }

  #list(call: FakeCall): FakeAnswer {
    const wanted = call.query.get('external_id');
    const found = this.#tickets
      .all()
      .filter(({ isHidden }) => !this.isStale || !isHidden)
      .filter(({ ticket }) => wanted === null || ticket.external_id === wanted);
    return { status: 200, body: { tickets: found.slice(0, 100).map(({ ticket }) => this.#shown(ticket)) } };
  }

  #create({ body = {}, headers }: FakeCall): FakeAnswer {
    const key = headers['idempotency-key'] as string | undefined;
    const text = JSON.stringify(body);
    const replay = this.keys.replay(key, text, this.now());
    if (replay !== undefined) return replay;
    const { comment, ...given } = (body.ticket ?? {}) as Record<string, unknown>;
    if (comment === undefined) return invalid('base', 'Description: cannot be blank');
    const fault = commentFault(comment) ?? ticketFault(this.#tickets.draft(given, SERVICE_AGENT), this.#allowed());
    if (fault !== undefined) return fault;
    const ticket = this.#tickets.add(given, comment as ZendeskComment, SERVICE_AGENT, this.isStale);
    const answer = { status: 201, body: { ticket: this.#shown(ticket), audit: { events: [] } } };
    return this.keys.keep(key, text, answer, this.now());
  }

  #update(kept: KeptTicket, { body = {} }: FakeCall): FakeAnswer {
    const { comment, safe_update, updated_stamp, ...change } = (body.ticket ?? {}) as Record<string, unknown>;
    const { ticket } = kept;
    if (this.isArchived || ticket.status === 'closed') return CLOSED;
    if (safe_update === true && updated_stamp !== ticket.updated_at) return CONFLICT;
    const fault = commentFault(comment) ?? ticketFault({ ...ticket, ...change } as ZendeskTicket, this.#allowed());
    if (fault !== undefined) return fault;
    const recent = (this.#updates.get(ticket.id) ?? []).filter((at) => this.now() - at < TEN_MINUTES_MS);
    if (recent.length >= this.mostUpdates)
      return {
        status: 429,
        headers: { 'retry-after': '60' },
        body: { error: 'TooManyRequests', description: 'Too many updates' },
      };
    this.#updates.set(ticket.id, [...recent, this.now()]);
    const after = this.#tickets.change(kept, change, comment as ZendeskComment | undefined, SERVICE_AGENT);
    const said = comment === undefined ? [] : [{ id: after.comments.at(-1)!.id, type: 'Comment' }];
    return { status: 200, body: { ticket: this.#shown(after.ticket), audit: { events: said } } };
  }

  #tell(ticket: ZendeskTicket, change: ZendeskChange, by: number): void {
    if (this.callbacks === undefined) return;
    const said = this.tellsByTrigger ? triggerBody(ticket) : ticketEvent(ticket, change, by, this.now());
    void this.tells(tell(this.callbacks, said, this.now()));
  }

  #shown(ticket: ZendeskTicket): object {
    const has_incidents = this.#tickets.hasIncidents(ticket);
    const status = this.isArchived ? 'closed' : ticket.status;
    return {
      ...ticket,
      status,
      has_incidents,
      raw_subject: ticket.subject,
      url: `${this.url}/api/v2/tickets/${ticket.id}.json`,
    };
  }

  #allowed() {
    const groups = [GROUP, OTHER_GROUP];
    const groupsOf = (agent: number) => (agent === SERVICE_AGENT ? this.memberships : groups);
    return { groups, groupsOf, fields: this.fields, hasHold: this.hasHold };
  }
}
