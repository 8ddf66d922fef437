import { markdownLine } from '../render/markdown';
import { line } from '../render/text';

/** Small parts of Markdown pages. Texts of people come in as they are and are escaped here or in lib/render/markdown. */

/** First line of every page: tells ours from those of others, and people what happens to their changes. */
export const MADE_BY = '<!-- Made by `slo docs` of cdk-slo: do not edit, the next run replaces it. -->';

/** Blocks below the first line, with blank lines between them; empty ones are left out. */
export function page(...blocks: readonly string[]): string {
  return `${[MADE_BY, ...blocks.filter((block) => block !== '')].join('\n\n')}\n`;
}

/** A table. @param rows of Markdown, without line breaks */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

export function numbered(steps: readonly string[]): string {
  return steps.map((step, index) => `${index + 1}. ${markdownLine(step)}`).join('\n');
}

export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A name or an expression, as it is; escaped words where it holds what would end the code or the cell. */
export function code(text: string): string {
  const plain = line(text).trim();
  return plain === '' || /[`|]/.test(plain) ? markdownLine(plain) : `\`${plain}\``;
}

/** A link to another page of ours, whose path needs no escaping: it is made of validated names. */
export function pageLink(words: string, path: string): string {
  return `[${markdownLine(words)}](${path})`;
}

/** Names in a sentence. */
export function codes(names: readonly string[]): string {
  return names.map(code).join(', ');
}
