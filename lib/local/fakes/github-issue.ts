import type { Fields } from '../../../lambda/targets/target';
import type { FakeObject, FakeTicket } from './server';

export interface GithubUser {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Bot';
}

interface Written {
  readonly id: number;
  readonly html_url: string;
  readonly body: string;
  readonly user: GithubUser;
  /** How the writer belongs to the repository: OWNER, MEMBER, COLLABORATOR, CONTRIBUTOR, NONE. */
  readonly author_association: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export type Comment = Written;

export interface Issue extends Written {
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed';
  readonly state_reason: string | null;
  readonly labels: readonly { readonly name: string }[];
  readonly assignees: readonly GithubUser[];
  readonly pull_request?: object;
}

/** An issue, and what is beside it. */
export interface Kept {
  readonly issue: Issue;
  readonly comments: readonly Comment[];
  /** Written while look-ups lagged behind. */
  readonly isHidden: boolean;
}

const PRIORITY = /^priority: (P\d)$/;

export function objectOf({ issue, comments }: Kept): FakeObject {
  const { number, title, body, state } = issue;
  const notes = comments.map((comment) => comment.body);
  return {
    id: String(number),
    text: `${title}\n${body}`,
    isClosed: state === 'closed',
    notes,
    fields: fieldsOf(issue),
  };
}

function fieldsOf({ title, state, labels, assignees }: Issue): Fields {
  const [priority] = labels.flatMap(({ name }) => PRIORITY.exec(name)?.[1] ?? []);
  const [assignee] = assignees;
  return { title, state, ...(priority && { priority }), ...(assignee && { assignee: assignee.login }) };
}

export function ticketOf({ issue, comments }: Kept): FakeTicket {
  const { number, title, state, html_url, body, labels, created_at } = issue;
  return {
    id: String(number),
    name: `#${number}`,
    title,
    state,
    url: html_url,
    body,
    labels: labels.map(({ name }) => name),
    createdAt: created_at,
    comments: comments.map((comment) => comment.body),
    commentedAt: comments.map((comment) => comment.created_at),
  };
}

/** What a person's change of fields makes of an issue. */
export function changed({ labels }: Issue, { title, state, priority, assignee }: Fields): Partial<Issue> {
  const others = labels.filter(({ name }) => !PRIORITY.test(name));
  return {
    ...(title !== undefined && { title }),
    ...(state !== undefined && {
      state: state as Issue['state'],
      state_reason: state === 'closed' ? 'completed' : 'reopened',
    }),
    ...(priority !== undefined && { labels: [...others, { name: `priority: ${priority}` }] }),
    ...(assignee !== undefined && { assignees: [person(assignee)] }),
  };
}

export function person(login: string): GithubUser {
  return { login, id: 1000 + login.length, type: 'User' };
}
