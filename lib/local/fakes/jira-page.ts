import { markdownText } from '../../render/markdown';

interface Node {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly content?: readonly Node[];
  readonly marks?: readonly { readonly type?: unknown; readonly attrs?: { readonly href?: unknown } }[];
}

const SIGNS: Readonly<Record<string, string>> = { strong: '**', em: '*' };

/** A document of Atlassian's as Markdown, for the page of a story: what is a link there is one here, and words are words. */
export function documentPage(given: unknown): string {
  return ((given ?? {}) as Node).content?.map((block) => blockPage(block)).join('\n\n') ?? '';
}

function blockPage({ type, content = [] }: Node): string {
  if (type === 'paragraph' || type === 'heading') return content.map(wordsPage).join('');
  const number = (index: number) => (type === 'orderedList' ? `${index + 1}. ` : '- ');
  return content.map((item, index) => `${number(index)}${(item.content ?? []).map(blockPage).join(' ')}`).join('\n');
}

function wordsPage({ type, text, marks = [] }: Node): string {
  if (type === 'hardBreak') return '  \n';
  const href = marks.find((mark) => mark.type === 'link')?.attrs?.href;
  const sign = marks.map((mark) => SIGNS[String(mark.type)] ?? '').join('');
  const words = markdownText(String(text ?? ''));
  return href === undefined ? `${sign}${words}${sign}` : `[${words}](<${href}>)`;
}
