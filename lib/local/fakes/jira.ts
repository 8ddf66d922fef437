import type { Fields } from '../../../lambda/targets/target';
import { Fake } from './fake';
import { commentsOf, listed } from './jira-comments';
import {
  byKey,
  type Comment,
  changesOf,
  documentOf,
  type Edit,
  edited,
  type Issue,
  isDone,
  type Property,
  picked,
  refused,
  strange,
} from './jira-issue';
import { documentPage } from './jira-page';
import { documentFault, documentText, type FieldFaults, fieldFaults } from './jira-rules';
import { search } from './jira-search';
import { DONE, IN_PROGRESS, JiraSite, TO_DO } from './jira-site';
import { type JiraUser, PERSON, PROGRAM, tell } from './jira-webhook';
import type { FakeAnswer, FakeCall, FakeCallbacks, FakeTicket, FakeVendor } from './server';

const NOT_THERE = refused(404, ['Issue does not exist or you do not have permission to see it.']);

/** One project of Jira Cloud, as far as our target and the doctor use its REST v3, with the rules of the real one. */
export class FakeJira extends Fake implements FakeVendor {
  /** Who is not logged in goes on as a stranger, as Jira has it, instead of being told 401. */
  welcomesStrangers = false;
  /** Id of the site, where its tokens have scopes: those are taken under it alone, at api.atlassian.com. */
  cloudId?: string;
  callbacks?: FakeCallbacks | undefined;
  readonly site = new JiraSite();
  #issues: readonly Issue[] = [];
  #count = 0;

  /** @param now what time it is for Jira: epoch milliseconds */
  static start(now: () => number = Date.now): Promise<FakeJira> {
    return new FakeJira(now).listen();
  }

  objects() {
    return this.#issues.map(({ id, fields, comments }) => ({
      id,
      text: `${fields.summary}\n${documentText(fields.description)}`,
      isClosed: isDone({ fields }),
      notes: comments.map(({ body }) => documentText(body)),
      fields: {
        title: fields.summary,
        priority: fields.priority.name,
        state: isDone({ fields }) ? 'closed' : 'open',
        ...(fields.assignee && { assignee: fields.assignee.displayName }),
      },
    }));
  }

  tickets(): FakeTicket[] {
    return this.#issues.map(({ id, key, fields, comments }) => ({
      id,
      name: key,
      title: fields.summary,
      state: fields.status.name,
      url: `${this.url}/browse/${key}`,
      body: documentPage(fields.description),
      labels: [...fields.labels, fields.priority.name],
      createdAt: fields.created,
      comments: comments.map(({ body }) => documentPage(body)),
      commentedAt: comments.map(({ created }) => created),
    }));
  }

  /** All of an issue. */
  issue(id: string): Issue {
    return this.#issues.find((issue) => issue.id === id || issue.key === id)!;
  }

  remove(id: string): void {
    this.#issues = this.#issues.filter((issue) => issue.id !== id);
  }

  async change(id: string, { title, priority, assignee, state }: Fields): Promise<void> {
    const status = state === undefined ? undefined : state === 'closed' ? DONE : IN_PROGRESS;
    const changed = {
      ...(title !== undefined && { summary: title }),
      ...(priority !== undefined && { priority: { name: priority } }),
      ...(assignee !== undefined && { assignee: { displayName: assignee } }),
      ...(status !== undefined && { status }),
    };
    await this.#edit(this.issue(id), { fields: changed }, PERSON);
  }

  async comment(id: string, text: string): Promise<void> {
    await this.#comment(this.issue(id), { body: documentOf(text) }, PERSON);
  }

  /** What people write themselves. */
  open(summary: string, labels: readonly string[] = [], properties: readonly Property[] = []): string {
    return this.#create({ summary, labels, description: documentOf('') }, properties).id;
  }

  /** As people do with labels. */
  relabel(id: string, labels: readonly string[]): Promise<void> {
    return this.#edit(this.issue(id), { fields: { labels } }, PERSON);
  }

  protected take(call: FakeCall): FakeAnswer {
    const [, cloudId, path] = /^(?:\/ex\/jira\/([^/]+))?\/rest\/api\/3(\/.*)$/.exec(call.path) ?? [];
    if (path === undefined) return refused(404, ['Not Found']);
    const [, login] = /^Basic (.+)$/.exec(call.headers.authorization ?? '') ?? [];
    const [email, token] = Buffer.from(login ?? '', 'base64')
      .toString('utf8')
      .split(':');
    const isTaken = this.tokens.has(token ?? '') && cloudId === this.cloudId;
    if (email?.includes('@') && isTaken) return this.#known(path, call);
    if (!this.welcomesStrangers) return refused(401, ['Client must be authenticated to access this resource.']);
    return strange(path === '/search/jql' ? { status: 200, body: { issues: [] } } : NOT_THERE);
  }

  #known(path: string, call: FakeCall): FakeAnswer {
    const { method, query, body = {} } = call;
    const canBrowse = this.site.permissions.includes('BROWSE_PROJECTS');
    const issues = canBrowse ? this.#issues : [];
    if (path === '/myself') return { status: 200, body: { accountType: 'atlassian', active: true, ...PROGRAM } };
    if (path === '/search/jql' && method === 'GET')
      return search(this.isStale ? issues.filter(({ isHidden }) => !isHidden) : issues, query);
    if (path === '/comment/list' && method === 'POST') return listed(issues, body, query);
    if (path === '/issue' && method === 'POST') return this.#created(body);
    const [, id, rest = ''] = /^\/issue\/([^/]+)(\/comment|\/transitions|\/editmeta)?$/.exec(path) ?? [];
    const issue = issues.find((each) => each.id === id || each.key === id);
    if (issue !== undefined) return this.#ofIssue(issue, `${method} ${rest}`, call);
    return (method === 'GET' ? this.site.answer(path, query, this.isArchived) : undefined) ?? NOT_THERE;
  }

  #ofIssue(issue: Issue, what: string, { query, body = {} }: FakeCall): FakeAnswer {
    if (what === 'GET ') return { status: 200, body: this.#shown(issue, query) };
    if (what === 'GET /comment') return commentsOf(issue, query);
    if (what === 'GET /editmeta') {
      const fields = this.site.editable(isDone(issue)).map((id) => [id, { name: id, required: false }]);
      return { status: 200, body: { fields: Object.fromEntries(fields) } };
    }
    if (what === 'GET /transitions') {
      const isWhole = query.get('expand') === 'transitions.fields';
      const { status } = issue.fields;
      return { status: 200, body: { transitions: isWhole ? this.site.asking(status) : this.site.offered(status) } };
    }
    if (this.isArchived) return refused(400, ['Issue is archived: you cannot perform this operation on it.']);
    if (what === 'PUT ') return this.#edited(issue, body);
    if (what === 'POST /comment') return this.#commented(issue, body);
    return what === 'POST /transitions' ? this.#moved(issue, body) : refused(405, ['Method Not Allowed']);
  }

  #created(body: Record<string, unknown>): FakeAnswer {
    if (this.isArchived) return refused(400, [], { project: 'The project is archived.' });
    if (!this.site.permissions.includes('CREATE_ISSUES'))
      return refused(403, ['You do not have permission to create issues in this project.']);
    const fields = (body.fields ?? {}) as Record<string, unknown>;
    const faults = fieldFaults(this.site, fields, true);
    if (Object.keys(faults).length > 0) return refused(400, [], faults);
    const { id, key } = this.#create(fields, (body.properties ?? []) as Property[]);
    return { status: 201, body: { id, key, self: `${this.url}/rest/api/3/issue/${id}` } };
  }

  #edited(issue: Issue, edit: Edit): FakeAnswer {
    if (!this.site.permissions.includes('EDIT_ISSUES'))
      return refused(403, ['You do not have permission to edit issues in this project.']);
    if (!this.site.canEditDone && isDone(issue))
      return refused(400, [`Issue '${issue.key}' is not editable due to its current workflow state.`]);
    const labels = (edit.update?.labels ?? []).flatMap(({ add }) => add ?? []);
    const faults: FieldFaults = {
      ...fieldFaults(this.site, edit.fields ?? {}, false),
      ...(edit.update?.labels && fieldFaults(this.site, { labels }, false)),
    };
    if (Object.keys(faults).length > 0) return refused(400, [], faults);
    void this.#edit(issue, edit, PROGRAM);
    return { status: 204, body: undefined };
  }

  #moved(issue: Issue, body: Record<string, unknown>): FakeAnswer {
    const { id } = (body.transition ?? {}) as { id?: string };
    const step = this.site.offered(issue.fields.status).find((each) => each.id === id);
    if (step === undefined)
      return refused(400, [`It seems that you have tried to perform an illegal workflow operation.`]);
    const { resolution, ...others } = (body.fields ?? {}) as { resolution?: { name: string } };
    const isAsked = this.site.asksResolution && step.to.statusCategory.key === 'done';
    const [other] = Object.keys(others);
    const unknown = other ?? (resolution !== undefined && !isAsked ? 'resolution' : undefined);
    if (unknown !== undefined)
      return refused(400, [], {
        [unknown]: `Field '${unknown}' cannot be set. It is not on the appropriate screen, or unknown.`,
      });
    if (isAsked && !this.site.resolutions.includes(resolution?.name ?? ''))
      return refused(400, [], { resolution: 'Resolution is required.' });
    void this.#edit(issue, { fields: { status: step.to } }, PROGRAM);
    return { status: 204, body: undefined };
  }

  #commented(issue: Issue, body: Record<string, unknown>): FakeAnswer {
    if (!this.site.permissions.includes('ADD_COMMENTS'))
      return refused(403, ['You do not have the permission to comment on this issue.']);
    const fault = documentFault(body.body);
    if (fault !== undefined) return refused(400, [], { comment: fault });
    if (documentText(body.body).trim() === '') return refused(400, [], { comment: 'Comment body can not be empty!' });
    void this.#comment(issue, body, PROGRAM);
    return { status: 201, body: { id: String(this.#count), body: body.body } };
  }

  #shown({ id, key, fields, properties }: Issue, query: URLSearchParams): object {
    const asked = query.get('fields')?.split(',') ?? Object.keys(fields);
    return {
      id,
      key,
      fields: picked(fields, asked),
      ...(query.has('properties') && { properties: picked(properties, query.get('properties')!.split(',')) }),
      ...(query.get('expand') === 'transitions' && { transitions: this.site.offered(fields.status) }),
    };
  }

  #create(fields: Readonly<Record<string, unknown>>, properties: readonly Property[]): Issue {
    this.#count += 1;
    const issue: Issue = {
      id: String(10_000 + this.#count),
      key: `${this.site.key}-${this.#count}`,
      fields: {
        description: null,
        labels: [],
        status: TO_DO,
        priority: { name: 'Medium' },
        assignee: null,
        created: new Date(this.now()).toISOString(),
        ...fields,
        summary: String(fields.summary).trim(),
      },
      properties: byKey(properties),
      comments: [],
      isHidden: this.isStale,
    };
    this.#issues = [...this.#issues, issue];
    return issue;
  }

  async #edit(issue: Issue, edit: Edit, by: JiraUser): Promise<void> {
    const after = edited(issue, edit);
    this.#put(after);
    await this.#tell('jira:issue_updated', by, {
      issue_event_type_name: 'issue_generic',
      issue: { id: issue.id, key: issue.key, fields: after.fields },
      changelog: { id: '1', items: changesOf(issue.fields, after.fields) },
    });
  }

  async #comment(issue: Issue, body: Record<string, unknown>, author: JiraUser): Promise<void> {
    this.#count += 1;
    const comment: Comment = {
      id: String(this.#count),
      body: body.body,
      author,
      created: new Date(this.now()).toISOString(),
      properties: (body.properties ?? []) as Property[],
    };
    this.#put({ ...issue, comments: [...issue.comments, comment] });
    const { summary, status, priority } = issue.fields;
    await this.#tell('comment_created', author, {
      // Webhooks tell words, not documents, and few fields of the issue [inferred].
      comment: {
        id: comment.id,
        created: comment.created,
        body: documentText(body.body),
        author: { ...author, accountType: 'atlassian' },
      },
      issue: { id: issue.id, key: issue.key, fields: { summary, status, priority } },
    });
  }

  #put(issue: Issue): void {
    this.#issues = this.#issues.map((other) => (other.id === issue.id ? issue : other));
  }

  async #tell(webhookEvent: string, by: JiraUser, said: object): Promise<void> {
    if (this.callbacks === undefined) return;
    await this.tells(tell(this.callbacks, { webhookEvent, at: this.now(), by, said }));
  }
}
