import { tagsAsKept, type ZendeskComment, type ZendeskTicket } from './zendesk-rules';
import type { ZendeskChange } from './zendesk-webhook';

export interface KeptTicket {
  readonly ticket: ZendeskTicket;
  /** The first one is the description. */
  readonly comments: readonly ZendeskComment[];
  /** Created while look-ups lagged behind. */
  readonly isHidden: boolean;
}

type Words = Pick<ZendeskComment, 'body' | 'public'>;

/** The tickets of an account, and what becomes of them whoever changes them. */
export class ZendeskTickets {
  readonly #now: () => number;
  readonly #changed: (ticket: ZendeskTicket, change: ZendeskChange, by: number) => void;
  #kept: readonly KeptTicket[] = [];
  #count = 3100;

  /** @param changed is told of each change, with the agent who made it */
  constructor(now: () => number, changed: (ticket: ZendeskTicket, change: ZendeskChange, by: number) => void) {
    this.#now = now;
    this.#changed = changed;
  }

  all(): readonly KeptTicket[] {
    return this.#kept;
  }

  find(id: string): KeptTicket | undefined {
    return this.#kept.find(({ ticket }) => String(ticket.id) === id);
  }

  remove(id: string): void {
    this.#kept = this.#kept.filter(({ ticket }) => String(ticket.id) !== id);
  }

  hasIncidents({ id }: ZendeskTicket): boolean {
    return this.#kept.some(({ ticket }) => ticket.problem_id === id);
  }

  /** A ticket as it would be. */
  draft(given: object, by: number): ZendeskTicket {
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
      id: this.#count + 1,
      submitter_id: by,
      created_at: at,
      updated_at: at,
    };
    return { ...ticket, tags: tagsAsKept(ticket.tags) };
  }

  add(given: object, words: Words, by: number, isHidden = false): ZendeskTicket {
    const ticket = this.draft(given, by);
    this.#count += 1;
    this.#kept = [...this.#kept, { ticket, comments: [this.#comment(words, by)], isHidden }];
    return ticket;
  }

  change(kept: KeptTicket, change: object, words: Words | undefined, by: number): KeptTicket {
    const before = kept.ticket;
    const changed = { ...before, ...change, updated_at: this.#time() };
    const ticket = { ...changed, tags: tagsAsKept(changed.tags) };
    const comment = words && this.#comment(words, by);
    const after = { ...kept, ticket, comments: comment === undefined ? kept.comments : [...kept.comments, comment] };
    this.#kept = this.#kept.map((other) => (other.ticket.id === before.id ? after : other));
    if (comment !== undefined) this.#changed(ticket, { comment }, by);
    // One deed, one event: who solves what nobody took is told of as solving it. Zendesk would tell of the assignment as well.
    if (ticket.status !== before.status) this.#changed(ticket, { before, what: 'status' }, by);
    else if (ticket.assignee_id !== before.assignee_id) this.#changed(ticket, { before, what: 'assignee' }, by);
    if (ticket.status === 'solved' && before.status !== 'solved') this.#solveLinked(ticket, words, by);
    return after;
  }

  /** Solving a problem solves what is linked to it, with the same comment. */
  #solveLinked({ id }: ZendeskTicket, words: Words | undefined, by: number): void {
    const linked = this.#kept.filter(({ ticket }) => ticket.problem_id === id && !isOver(ticket));
    for (const each of linked) this.change(each, { status: 'solved' }, words, by);
  }

  #comment({ body, public: isPublic }: Words, by: number): ZendeskComment {
    this.#count += 1;
    return { id: this.#count, author_id: by, body: body.trim(), public: isPublic ?? true, created_at: this.#time() };
  }

  /** To the second, as everywhere in the API. */
  #time(): string {
    return `${new Date(this.#now()).toISOString().slice(0, 19)}Z`;
  }
}

export function isOver({ status }: ZendeskTicket): boolean {
  return status === 'solved' || status === 'closed';
}
