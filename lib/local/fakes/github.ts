import type { Fields } from '../../../lambda/targets/target';
import { Fake } from './fake';
import { moved, repositoryAnswer, tokenHeaders } from './github-access';
import {
  type Comment,
  changed,
  type GithubUser,
  type Issue,
  type Kept,
  objectOf,
  person,
  ticketOf,
} from './github-issue';
import { fieldFault, page, reasonFault, refused } from './github-rules';
import { actionsOf, type GithubEvent, tell } from './github-webhook';
import type { FakeAnswer, FakeCall, FakeCallbacks, FakeVendor } from './server';

const REPOSITORY = 'echarpe/ops';
const BASE = `/repos/${REPOSITORY}`;
/** Whose token it is that we have. */
const OURSELVES: GithubUser = { login: 'slo[bot]', id: 1, type: 'Bot' };

/** One repository, as far as our targets use it, with the rules of the real one. */
export class FakeGithub extends Fake implements FakeVendor {
  /** Without push access labels are dropped, and nobody says so. */
  mayPush = true;
  hasIssues = true;
  isPrivate = true;
  /** The repository was renamed. */
  hasMoved = false;
  /** What a fine-grained token may. */
  mayReadIssues = true;
  /** Scopes of a classic token; a fine-grained one has none. */
  scopes: readonly string[] = [];
  /** When the token ends, as GitHub writes it: `2026-12-01 07:00:00 UTC`. */
  tokenEnds: string | undefined;
  callbacks: FakeCallbacks | undefined;
  #kept: Kept[] = [];
  readonly #transferred = new Set<number>();
  #count = 0;

  /** @param now what time it is there */
  static start(now: () => number = Date.now): Promise<FakeGithub> {
    return new FakeGithub(now).listen();
  }

  objects() {
    return this.#kept.map(objectOf);
  }

  tickets() {
    return this.#kept.map(ticketOf);
  }

  labels(id: string): readonly string[] {
    return this.#find(id).issue.labels.map(({ name }) => name);
  }

  /** As a person would. */
  relabel(id: string, names: readonly string[]): void {
    void this.#change(this.#find(id), { labels: names.map((name) => ({ name })) }, person('sam'));
  }

  remove(id: string): void {
    this.#kept = this.#kept.filter(({ issue }) => String(issue.number) !== id);
  }

  /** To another repository. */
  transfer(id: string): void {
    this.#transferred.add(Number(id));
    this.remove(id);
  }

  async change(id: string, fields: Fields): Promise<void> {
    const kept = this.#find(id);
    await this.#change(kept, changed(kept.issue, fields), person('sam'));
  }

  /** @param association how the writer belongs to the repository */
  async comment(id: string, text: string, association = 'MEMBER'): Promise<void> {
    await this.#say(this.#find(id), text, person('sam'), association);
  }

  /** What people write themselves; by default somebody who does not belong to the repository. */
  open(title: string, change: Partial<Issue> = {}): void {
    this.#add({ title, user: person('visitor'), author_association: 'NONE', ...change });
  }

  protected take(call: FakeCall): FakeAnswer {
    if (!call.headers['user-agent']) return refused(403, 'Request forbidden by administrative rules.');
    const token = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1] ?? '';
    if (!this.tokens.has(token)) return refused(401, 'Bad credentials');
    const answer = this.#answerTo(call);
    return { ...answer, headers: { ...answer.headers, ...tokenHeaders(this) } };
  }

  #answerTo(call: FakeCall): FakeAnswer {
    const { method, path } = call;
    if (this.hasMoved) return moved();
    if (path === BASE && method === 'GET') return repositoryAnswer(REPOSITORY, this);
    const [, numberText, comments] = /^\/issues(?:\/(\d+)(\/comments)?)?$/.exec(path.replace(BASE, '')) ?? [];
    if (!path.startsWith(`${BASE}/issues`)) return refused(404, 'Not Found');
    if (!this.hasIssues) return refused(410, 'Issues are disabled for this repo');
    if (!this.mayReadIssues) return refused(403, 'Resource not accessible by personal access token');
    if (method !== 'GET' && this.isArchived) return refused(403, 'Repository was archived so is read-only.');
    if (numberText === undefined) return method === 'POST' ? this.#create(call) : this.#list(call);
    if (this.#transferred.has(Number(numberText))) return moved();
    const kept = this.#kept.find(({ issue }) => issue.number === Number(numberText));
    if (kept === undefined) return refused(410, 'This issue was deleted');
    if (comments !== undefined) return method === 'POST' ? this.#comment(kept, call) : page(kept.comments, call);
    return method === 'PATCH' ? this.#edit(kept, call) : { status: 200, body: kept.issue };
  }

  #create({ body = {} }: FakeCall): FakeAnswer {
    const fault = fieldFault(body);
    if (fault !== undefined) return fault;
    const labels = this.mayPush ? ((body.labels ?? []) as string[]) : [];
    const written = { title: String(body.title), body: String(body.body ?? '') };
    return { status: 201, body: this.#add({ ...written, labels: labels.map((name) => ({ name })) }) };
  }

  #edit(kept: Kept, { body = {} }: FakeCall): FakeAnswer {
    const { issue } = kept;
    const { labels, ...fields } = body;
    const wanted = { ...issue, ...fields } as Issue;
    const fault = fieldFault({ title: wanted.title, body: wanted.body, labels }) ?? reasonFault(body.state_reason);
    if (fault !== undefined) return fault;
    const named = Array.isArray(labels) && this.mayPush ? labels.map((name: string) => ({ name })) : issue.labels;
    // The reason counts only when the state changes.
    const state_reason = wanted.state === issue.state ? issue.state_reason : wanted.state_reason;
    void this.#change(kept, { ...fields, state_reason, labels: named } as Partial<Issue>, OURSELVES);
    return { status: 200, body: this.#find(String(issue.number)).issue };
  }

  #comment(kept: Kept, { body = {} }: FakeCall): FakeAnswer {
    const fault = fieldFault({ title: '-', body: body.body });
    if (fault !== undefined) return fault;
    void this.#say(kept, String(body.body), OURSELVES, 'NONE');
    return { status: 201, body: this.#find(String(kept.issue.number)).comments.at(-1) };
  }

  #list(call: FakeCall): FakeAnswer {
    const { query } = call;
    const labels = (query.get('labels') ?? '').split(',').filter((name) => name !== '');
    const state = query.get('state') ?? 'open';
    const found = this.#kept
      .filter(({ isHidden }) => !this.isStale || !isHidden)
      .map(({ issue }) => issue)
      .filter((issue) => state === 'all' || issue.state === state)
      .filter((issue) => labels.every((label) => issue.labels.some(({ name }) => name === label)))
      .reverse();
    return page(found, call);
  }

  /** Apps belong to no repository: their association is NONE. */
  #add(change: Partial<Issue>): Issue {
    this.#count += 1;
    const issue: Issue = {
      ...this.#written(this.#count, '', OURSELVES, 'NONE'),
      html_url: `https://github.com/${REPOSITORY}/issues/${this.#count}`,
      number: this.#count,
      title: '',
      state: 'open',
      state_reason: null,
      labels: [],
      assignees: [],
      ...change,
    };
    this.#kept.push({ issue, comments: [], isHidden: this.isStale });
    void this.#tell(actionsOf(undefined, issue).map((action) => this.#event(action, issue, issue.user)));
    return issue;
  }

  async #change(kept: Kept, change: Partial<Issue>, sender: GithubUser): Promise<void> {
    const issue = { ...kept.issue, ...change, updated_at: this.#time() };
    this.#replace({ ...kept, issue });
    await this.#tell(actionsOf(kept.issue, issue).map((action) => this.#event(action, issue, sender)));
  }

  async #say(kept: Kept, text: string, user: GithubUser, association: string): Promise<void> {
    this.#count += 1;
    const comment: Comment = this.#written(this.#count, text, user, association);
    const html_url = `${kept.issue.html_url}#issuecomment-${comment.id}`;
    this.#replace({ ...kept, comments: [...kept.comments, { ...comment, html_url }] });
    await this.#tell([{ ...this.#event('created', kept.issue, user), event: 'issue_comment', comment }]);
  }

  #event(action: string, issue: Issue, sender: GithubUser): GithubEvent {
    const [assignee] = issue.assignees;
    return { event: 'issues', action, issue, sender, ...(action === 'assigned' && assignee && { assignee }) };
  }

  #tell(events: readonly GithubEvent[]): Promise<void> {
    return this.tells(this.#tellEach(events));
  }

  async #tellEach(events: readonly GithubEvent[]): Promise<void> {
    for (const event of events) if (this.callbacks !== undefined) await tell(this.callbacks, REPOSITORY, event);
  }

  #written(id: number, body: string, user: GithubUser, author_association: string): Comment {
    return {
      id,
      html_url: '',
      body,
      user,
      author_association,
      created_at: this.#time(),
      updated_at: this.#time(),
    };
  }

  #find(id: string): Kept {
    const kept = this.#kept.find(({ issue }) => String(issue.number) === id);
    if (kept === undefined) throw new Error(`GitHub has no issue ${id}`);
    return kept;
  }

  #replace(kept: Kept): void {
    this.#kept = this.#kept.map((other) => (other.issue.number === kept.issue.number ? kept : other));
  }

  /** GitHub knows no parts of seconds. */
  #time(): string {
    return new Date(Math.floor(this.now() / 1000) * 1000).toISOString().replace('.000Z', 'Z');
  }
}
