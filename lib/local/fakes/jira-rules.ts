import type { JiraSite } from './jira-site';

/** What is wrong with fields, by field, in Jira's words. */
export type FieldFaults = Readonly<Record<string, string>>;

const LONGEST_TEXT = 32_767;
const NOT_ON_SCREEN = 'It is not on the appropriate screen, or unknown.';
const BLOCKS = ['paragraph', 'orderedList', 'bulletList', 'heading'];
const INLINES = ['text', 'hardBreak', 'mention', 'emoji'];
const MARKS = ['strong', 'em', 'code', 'link', 'strike', 'underline', 'subsup'];

interface Node {
  readonly type?: unknown;
  readonly version?: unknown;
  readonly text?: unknown;
  readonly content?: readonly Node[];
  readonly marks?: readonly { readonly type?: unknown; readonly attrs?: { readonly href?: unknown } }[];
}

/** What Jira refuses of the fields of a new issue, or of an edit of one. */
export function fieldFaults(site: JiraSite, fields: Readonly<Record<string, unknown>>, isNew: boolean): FieldFaults {
  const { project, issuetype, ...others } = fields;
  const screen = isNew ? site.screen : site.editable(false);
  const writable = [...screen, ...Object.keys(site.mandatory)];
  const strangers = Object.keys(others).filter((id) => !writable.includes(id));
  return Object.fromEntries(
    [
      ...(isNew ? newFaults(site, fields) : []),
      ...strangers.map((id) => [id, `Field '${id}' cannot be set. ${NOT_ON_SCREEN}`]),
      ...Object.entries(others).map(([id, value]) => [id, valueFault(site, id, value)]),
    ].filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function newFaults(site: JiraSite, fields: Readonly<Record<string, unknown>>): [string, string | undefined][] {
  const { key } = (fields.project ?? {}) as { key?: string };
  const type = (fields.issuetype ?? {}) as { id?: string; name?: string };
  const isType = site.issueTypes.some(({ id, name }) => type.id === id || type.name === name);
  return [
    ['project', key === site.key ? undefined : 'valid project is required'],
    ['issuetype', isType ? undefined : 'Specify a valid issue type'],
    ['summary', fields.summary === undefined ? 'You must specify a summary of the issue.' : undefined],
    ...Object.entries(site.mandatory).map(([id, name]): [string, string | undefined] => [
      id,
      fields[id] === undefined ? `${name} is required.` : undefined,
    ]),
  ];
}

function valueFault(site: JiraSite, id: string, value: unknown): string | undefined {
  if (id === 'summary') return summaryFault(String(value));
  if (id === 'description') return documentFault(value);
  if (id === 'labels') return (value as string[]).map(labelFault).find((fault) => fault !== undefined);
  const names = (value as { name: string }[]) ?? [];
  if (id === 'priority')
    return site.priorities.includes((value as { name: string }).name) ? undefined : 'The priority selected is invalid.';
  if (id !== 'components') return undefined;
  const unknown = names.find(({ name }) => !site.components.includes(name));
  return unknown && `Component name '${unknown.name}' is not valid`;
}

function labelFault(label: string): string | undefined {
  if (/\s/.test(label)) return `The label '${label}' contains spaces which is invalid.`;
  return label.length > 255 ? `The label '${label}' exceeds the maximum length of 255 characters.` : undefined;
}

/** The strictest reading of the limit: Java counts an emoji twice. */
function summaryFault(summary: string): string | undefined {
  if (summary.trim() === '') return 'You must specify a summary of the issue.';
  if (summary.includes('\n')) return 'The summary is invalid because it contains newline characters.';
  return summary.length > 255 ? 'Summary must be less than 255 characters.' : undefined;
}

/** The strictest reading of the limit: of the JSON. */
export function documentFault(given: unknown): string | undefined {
  const { type, version, content } = (given ?? {}) as Node;
  if (type !== 'doc' || version !== 1 || !content?.every(isBlock))
    return 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
  return JSON.stringify(given).length > LONGEST_TEXT
    ? 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.'
    : undefined;
}

/** Of those that we use; lists hold items, which hold blocks. */
function isBlock({ type, content = [] }: Node): boolean {
  if (!BLOCKS.includes(String(type))) return false;
  if (type === 'paragraph' || type === 'heading') return content.every(isInline);
  return content.length > 0 && content.every((item) => (item.content ?? []).length > 0 && item.content!.every(isBlock));
}

function isInline({ type, text, marks = [] }: Node): boolean {
  if (!INLINES.includes(String(type))) return false;
  if (type === 'text' && (typeof text !== 'string' || text === '' || text.includes('\n'))) return false;
  const isHref = (href: unknown) => URL.canParse(String(href)) && /^(https?|mailto):/.test(String(href));
  return marks.every((mark) => MARKS.includes(String(mark.type)) && (mark.type !== 'link' || isHref(mark.attrs?.href)));
}

/** A document as its readers see it: what would be a link or would call somebody stands in brackets. */
export function documentText(given: unknown): string {
  return (((given ?? {}) as Node).content ?? []).map(textOf).join('\n');
}

function textOf({ type, text, content = [], marks = [] }: Node): string {
  if (type === 'hardBreak') return '\n';
  if (type === 'mention') return '[MENTION]';
  const href = marks.find((mark) => mark.type === 'link')?.attrs?.href;
  if (type === 'text') return href === undefined ? String(text) : `[LINK ${href}|${text}]`;
  return content.map(textOf).join(type === 'paragraph' || type === 'heading' ? '' : '\n');
}
