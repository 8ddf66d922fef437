import type { Status } from './jira-site';
import type { JiraUser } from './jira-webhook';
import type { FakeAnswer } from './server';

export interface Property {
  readonly key: string;
  readonly value: unknown;
}

export interface Comment {
  readonly id: string;
  /** Atlassian Document Format. */
  readonly body: unknown;
  readonly author: JiraUser;
  readonly created: string;
  readonly properties: readonly Property[];
}

export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly fields: {
    readonly summary: string;
    readonly description: unknown;
    readonly labels: readonly string[];
    readonly status: Status;
    readonly priority: { readonly name: string };
    readonly assignee: { readonly displayName: string } | null;
    readonly created: string;
    readonly [other: string]: unknown;
  };
  readonly properties: Readonly<Record<string, unknown>>;
  readonly comments: readonly Comment[];
  /** Written while the index lagged behind. */
  readonly isHidden: boolean;
}

export function isDone({ fields: { status } }: Pick<Issue, 'fields'>): boolean {
  return status.statusCategory.key === 'done';
}

/** What an edit brings: fields, orders about labels, properties. */
export interface Edit {
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly update?: { readonly labels?: readonly { readonly add?: string; readonly remove?: string }[] };
  readonly properties?: readonly Property[];
}

export function edited(issue: Issue, { fields = {}, update = {}, properties = [] }: Edit): Issue {
  const { labels: orders = [] } = update;
  const { labels = issue.fields.labels } = fields as Partial<Issue['fields']>;
  const kept = labels.filter((label) => !orders.some(({ remove }) => remove === label));
  return {
    ...issue,
    fields: { ...issue.fields, ...fields, labels: [...kept, ...orders.flatMap(({ add }) => add ?? [])] },
    properties: { ...issue.properties, ...byKey(properties) },
  };
}

export function byKey(properties: readonly Property[]): Record<string, unknown> {
  return Object.fromEntries(properties.map(({ key, value }) => [key, value]));
}

export function picked(all: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}

/** As a webhook tells what became different. */
export function changesOf(before: Issue['fields'], after: Issue['fields']): object[] {
  return ['summary', 'status', 'priority', 'assignee', 'labels', 'description']
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => {
      const [was, is] = [wordsOf(before[field]), wordsOf(after[field])];
      const [from, to] = [idOf(before[field]) ?? was, idOf(after[field]) ?? is];
      return { field, fieldId: field, from, fromString: was, to, toString: is };
    });
}

function idOf(value: unknown): string | undefined {
  return ((value ?? {}) as { id?: string }).id;
}

function wordsOf(value: unknown): string | null {
  const { name, displayName } = (value ?? {}) as { name?: string; displayName?: string };
  return name ?? displayName ?? (typeof value === 'string' ? value : null);
}

/** A document of one line. */
export function documentOf(text: string): object {
  const content = text === '' ? [] : [{ type: 'paragraph', content: [{ type: 'text', text }] }];
  return { type: 'doc', version: 1, content };
}

export function refused(
  status: number,
  errorMessages: readonly string[],
  errors: Readonly<Record<string, string>> = {},
): FakeAnswer {
  return { status, body: { errorMessages, errors } };
}

/** Who is refused and goes on without a login sees what everybody may see, which is nothing, and is told so in a header. */
export function strange(answer: FakeAnswer): FakeAnswer {
  return { ...answer, headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' } };
}
