import { type FakeAnswer, type FakeCall, type FakeVendor, startServer } from './server';

interface Comment {
  readonly id: number;
  readonly html_url: string;
  readonly body: string;
}

interface Issue extends Comment {
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed';
  readonly state_reason: string | null;
  readonly labels: readonly { readonly name: string }[];
  readonly created_at: string;
  readonly pull_request?: object;
  readonly comments: readonly Comment[];
  /** Written while look-ups lagged behind. */
  readonly isHidden: boolean;
}

const REPOSITORY = '/repos/echarpe/ops';

/** One repository, as far as our targets use it, with the rules of the real one. */
export class FakeGithub implements FakeVendor {
  url = '';
  tokens: ReadonlySet<string> = new Set();
  isStale = false;
  isArchived = false;
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
  #issues: Issue[] = [];
  #count = 0;
  #stop = async () => {};

  static async start(): Promise<FakeGithub> {
    const github = new FakeGithub();
    const server = await startServer((call) => github.#answer(call));
    github.url = server.url;
    github.#stop = () => server.stop();
    return github;
  }

  objects() {
    return this.#issues.map(({ number, title, body, state, comments }) => ({
      id: String(number),
      text: `${title}\n${body}`,
      isClosed: state === 'closed',
      notes: comments.map((comment) => comment.body),
    }));
  }

  labels(id: string): readonly string[] {
    return this.#issues.find(({ number }) => String(number) === id)!.labels.map(({ name }) => name);
  }

  /** As a person would. */
  relabel(id: string, names: readonly string[]): void {
    const labels = names.map((name) => ({ name }));
    this.#issues = this.#issues.map((issue) => (String(issue.number) === id ? { ...issue, labels } : issue));
  }

  remove(id: string): void {
    this.#issues = this.#issues.filter(({ number }) => String(number) !== id);
  }

  /** What people write themselves. */
  open(title: string, change: Partial<Issue> = {}): void {
    this.#add(title, '', [], change);
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  #answer(call: FakeCall): FakeAnswer {
    if (!call.headers['user-agent']) return refused(403, 'Request forbidden by administrative rules.');
    const token = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1] ?? '';
    if (!this.tokens.has(token)) return refused(401, 'Bad credentials');
    const answer = this.#answerTo(call);
    const headers: Record<string, string> = { ...answer.headers };
    if (this.scopes.length > 0) headers['x-oauth-scopes'] = this.scopes.join(', ');
    if (this.tokenEnds !== undefined) headers['github-authentication-token-expiration'] = this.tokenEnds;
    return { ...answer, headers };
  }

  #answerTo(call: FakeCall): FakeAnswer {
    const { method, path } = call;
    if (this.hasMoved)
      return { ...refused(301, 'Moved Permanently'), headers: { location: 'https://api.github.com/repositories/1' } };
    if (path === REPOSITORY && method === 'GET') return this.#repository();
    const [, numberText, comments] = /^\/issues(?:\/(\d+)(\/comments)?)?$/.exec(path.replace(REPOSITORY, '')) ?? [];
    if (!path.startsWith(`${REPOSITORY}/issues`)) return refused(404, 'Not Found');
    if (!this.hasIssues) return refused(410, 'Issues are disabled for this repo');
    if (!this.mayReadIssues) return refused(403, 'Resource not accessible by personal access token');
    if (method !== 'GET' && this.isArchived) return refused(403, 'Repository was archived so is read-only.');
    if (numberText === undefined) return method === 'POST' ? this.#create(call) : this.#list(call);
    const issue = this.#issues.find(({ number }) => number === Number(numberText));
    if (issue === undefined) return refused(410, 'This issue was deleted');
    if (comments !== undefined) return method === 'POST' ? this.#comment(issue, call) : page(issue.comments, call);
    return method === 'PATCH' ? this.#edit(issue, call) : { status: 200, body: issue };
  }

  #repository(): FakeAnswer {
    const { isArchived: archived, hasIssues: has_issues, isPrivate, mayPush: push } = this;
    const body = { full_name: 'echarpe/ops', archived, has_issues, private: isPrivate, permissions: { push } };
    return { status: 200, body };
  }

  #create({ body = {} }: FakeCall): FakeAnswer {
    const fault = fieldFault(body);
    if (fault !== undefined) return fault;
    const labels = this.mayPush ? ((body.labels ?? []) as string[]) : [];
    return { status: 201, body: this.#add(String(body.title), String(body.body ?? ''), labels) };
  }

  #edit(issue: Issue, { body = {} }: FakeCall): FakeAnswer {
    const { labels, ...fields } = body;
    const changed = { ...issue, ...fields } as Issue;
    const fault = fieldFault({ title: changed.title, body: changed.body, labels }) ?? reasonFault(body.state_reason);
    if (fault !== undefined) return fault;
    const named = Array.isArray(labels) && this.mayPush ? labels.map((name: string) => ({ name })) : issue.labels;
    // The reason counts only when the state changes.
    const state_reason = changed.state === issue.state ? issue.state_reason : changed.state_reason;
    const edited = { ...changed, state_reason, labels: named };
    this.#issues = this.#issues.map((other) => (other.number === issue.number ? edited : other));
    return { status: 200, body: edited };
  }

  #comment(issue: Issue, { body = {} }: FakeCall): FakeAnswer {
    const fault = fieldFault({ title: '-', body: body.body });
    if (fault !== undefined) return fault;
    this.#count += 1;
    const comment = {
      id: this.#count,
      html_url: `${issue.html_url}#issuecomment-${this.#count}`,
      body: String(body.body),
    };
    this.#edit(issue, { body: { comments: [...issue.comments, comment] } } as unknown as FakeCall);
    return { status: 201, body: comment };
  }

  #list(call: FakeCall): FakeAnswer {
    const { query } = call;
    const labels = (query.get('labels') ?? '').split(',').filter((name) => name !== '');
    const state = query.get('state') ?? 'open';
    const found = this.#issues
      .filter((issue) => state === 'all' || issue.state === state)
      .filter((issue) => labels.every((label) => issue.labels.some(({ name }) => name === label)))
      .filter(({ isHidden }) => !this.isStale || !isHidden)
      .reverse();
    return page(found, call);
  }

  #add(title: string, body: string, labels: readonly string[], change: Partial<Issue> = {}): Issue {
    this.#count += 1;
    const issue: Issue = {
      id: this.#count,
      number: this.#count,
      html_url: `https://github.com/echarpe/ops/issues/${this.#count}`,
      title,
      body,
      state: 'open',
      state_reason: null,
      labels: labels.map((name) => ({ name })),
      created_at: new Date().toISOString(),
      comments: [],
      isHidden: this.isStale,
      ...change,
    };
    this.#issues.push(issue);
    return issue;
  }
}

function page(items: readonly unknown[], { query }: FakeCall): FakeAnswer {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const begin = (Number(query.get('page') ?? 1) - 1) * size;
  return { status: 200, body: items.slice(begin, begin + size) };
}

function fieldFault({ title, body = '', labels = [] }: Record<string, unknown>): FakeAnswer | undefined {
  const invalid = (field: string, message: string) =>
    refused(422, 'Validation Failed', [{ resource: 'Issue', code: 'custom', field, message }]);
  if (typeof title !== 'string' || title.trim() === '') return invalid('title', "title can't be blank");
  if (Array.from(title).length > 256) return invalid('title', 'title is too long (maximum is 256 characters)');
  if (Array.from(String(body)).length > 65_536)
    return invalid('body', 'body is too long (maximum is 65536 characters)');
  const long = (labels as string[]).some((label) => label.length > 50);
  return long ? invalid('labels', 'name is too long (maximum is 50 characters)') : undefined;
}

function reasonFault(reason: unknown): FakeAnswer | undefined {
  const known = [undefined, null, 'completed', 'not_planned', 'duplicate', 'reopened'];
  return known.includes(reason as string) ? undefined : refused(422, 'Validation Failed');
}

function refused(status: number, message: string, errors: readonly object[] = []): FakeAnswer {
  return {
    status,
    body: { message, ...(errors.length === 0 ? {} : { errors }), documentation_url: 'https://docs.github.com/rest' },
  };
}
