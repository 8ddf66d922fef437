import type { Fields } from '../../../lambda/targets/target';
import { Fake } from './fake';
import type { FakeAnswer, FakeCall, FakeTicket, FakeVendor } from './server';

interface Issue {
  readonly iid: number;
  readonly title: string;
  readonly description: string;
  readonly state: 'opened' | 'closed';
  readonly labels: readonly string[];
  readonly created_at: string;
  readonly web_url: string;
  readonly notes: readonly { readonly id: number; readonly body: string; readonly created_at: string }[];
  /** Written while look-ups lagged behind. */
  readonly isHidden: boolean;
}

const PROJECT = '/api/v4/projects/echarpe%2Fops/issues';
const LONGEST = { title: 255, description: 1_048_576, body: 1_000_000 };

/** One project, as far as the example uses it, with the rules of the real one (GitLab's documentation of the Issues and Notes API). */
export class FakeGitlab extends Fake implements FakeVendor {
  #issues: Issue[] = [];
  #count = 0;

  static start(now: () => number = Date.now): Promise<FakeGitlab> {
    return new FakeGitlab(now).listen();
  }

  objects() {
    return this.#issues.map(({ iid, title, description, state, notes }) => ({
      id: String(iid),
      text: `${title}\n${asRead(description)}`,
      isClosed: state === 'closed',
      notes: notes.map(({ body }) => asRead(body)),
      fields: { title, state: state === 'closed' ? 'closed' : 'open' },
    }));
  }

  tickets(): readonly FakeTicket[] {
    return this.#issues.map(({ iid, title, state, web_url: url, description: body, labels, created_at, notes }) => ({
      id: String(iid),
      name: `#${iid}`,
      title,
      state: state === 'closed' ? 'Closed' : 'Open',
      url,
      body,
      labels,
      createdAt: created_at,
      comments: notes.map((note) => note.body),
      commentedAt: notes.map((note) => note.created_at),
    }));
  }

  labels(id: string): readonly string[] {
    return this.#issues.find(({ iid }) => String(iid) === id)!.labels;
  }

  remove(id: string): void {
    this.#issues = this.#issues.filter(({ iid }) => String(iid) !== id);
  }

  async change(id: string, { title, state }: Fields): Promise<void> {
    this.#save(id, {
      ...(title !== undefined && { title }),
      ...(state !== undefined && { state: state === 'closed' ? 'closed' : 'opened' }),
    });
  }

  /** What people write themselves. */
  open(change: Partial<Issue>): void {
    this.#add({ title: 'by a person', ...change });
  }

  protected take(call: FakeCall): FakeAnswer {
    const { method, path, headers } = call;
    if (!this.tokens.has(String(headers['private-token']))) return refused(401, '401 Unauthorized');
    if (!path.startsWith(PROJECT)) return refused(404, '404 Project Not Found');
    if (method !== 'GET' && this.isArchived) return refused(403, '403 Forbidden');
    const [, id, notes] = /^(?:\/(\d+)(\/notes)?)?$/.exec(path.slice(PROJECT.length)) ?? [];
    if (id === undefined) return method === 'POST' ? this.#create(call) : this.#list(call);
    const issue = this.#issues.find(({ iid }) => String(iid) === id);
    if (issue === undefined) return refused(404, '404 Not found');
    if (notes !== undefined) return method === 'POST' ? this.#note(issue, call) : page(issue.notes, call);
    return method === 'PUT' ? this.#edit(issue, call) : { status: 200, body: issue };
  }

  #create({ body = {} }: FakeCall): FakeAnswer {
    const { title, description = '', labels = '' } = body as Record<string, string>;
    if (!title?.trim()) return refused(400, { title: ["can't be blank"] });
    return tooLong(body) ?? { status: 201, body: this.#add({ title, description, labels: labels.split(',') }) };
  }

  #edit({ iid, labels, state }: Issue, { body = {} }: FakeCall): FakeAnswer {
    const { state_event, add_labels = '', remove_labels = '', ...fields } = body as Record<string, string>;
    if (state_event !== undefined && !['close', 'reopen'].includes(state_event))
      return { status: 400, body: { error: 'state_event does not have a valid value' } };
    const left = labels.filter((label) => !remove_labels.split(',').includes(label));
    const added = add_labels === '' ? left : [...left, ...add_labels.split(',')];
    const next = { close: 'closed', reopen: 'opened' }[state_event ?? ''] as Issue['state'] | undefined;
    const edited = { ...fields, labels: added, state: next ?? state };
    return tooLong(body) ?? { status: 200, body: this.#save(String(iid), edited) };
  }

  #note({ iid, notes }: Issue, { body = {} }: FakeCall): FakeAnswer {
    const text = String(body.body ?? '');
    if (text.trim() === '') return refused(400, { note: ["can't be blank"] });
    this.#count += 1;
    const note = { id: this.#count, body: text, created_at: this.#at() };
    const fault = tooLong(body);
    if (fault === undefined) this.#save(String(iid), { notes: [...notes, note] });
    return fault ?? { status: 201, body: note };
  }

  #list(call: FakeCall): FakeAnswer {
    const label = call.query.get('labels');
    const found = this.#issues
      .filter(({ labels }) => label === null || labels.includes(label))
      .filter(({ isHidden }) => !this.isStale || !isHidden);
    return page(call.query.get('sort') === 'asc' ? found : found.reverse(), call);
  }

  #add(change: Partial<Issue>): Issue {
    this.#count += 1;
    const issue: Issue = {
      iid: this.#count,
      title: '',
      description: '',
      state: 'opened',
      labels: [],
      created_at: this.#at(),
      web_url: `https://gitlab.example/echarpe/ops/-/issues/${this.#count}`,
      notes: [],
      isHidden: this.isStale,
      ...change,
    };
    this.#issues.push(issue);
    return issue;
  }

  #at(): string {
    return new Date(this.now()).toISOString();
  }

  #save(id: string, change: Partial<Issue>): Issue {
    this.#issues = this.#issues.map((issue) => (String(issue.iid) === id ? { ...issue, ...change } : issue));
    return this.#issues.find(({ iid }) => String(iid) === id)!;
  }
}

/** Markdown as GitLab reads it, as far as it would do something: commands, people, and what it refers to. */
function asRead(markdown: string): string {
  return markdown
    .replace(/<!--.*?-->/gs, '')
    .replace(/^\/\w+/gm, '[MENTION command $&]')
    .replace(/(?<!\w)(?:@(?=[\w-])|[#!$](?=\d)|%(?=[\w"]))/g, '[MENTION $&]');
}

function page(items: readonly unknown[], { query }: FakeCall): FakeAnswer {
  const size = Math.min(100, Number(query.get('per_page') ?? 20));
  const begin = (Number(query.get('page') ?? 1) - 1) * size;
  return { status: 200, body: items.slice(begin, begin + size) };
}

function tooLong(body: Readonly<Record<string, unknown>>): FakeAnswer | undefined {
  const field = (Object.keys(LONGEST) as (keyof typeof LONGEST)[]).find(
    (name) => Array.from(String(body[name] ?? '')).length > LONGEST[name],
  );
  return field && refused(400, { [field]: [`is too long (maximum is ${LONGEST[field]} characters)`] });
}

function refused(status: number, message: unknown): FakeAnswer {
  return { status, body: { message } };
}
