import type { NeutralDocument, NeutralNote } from '../../lib/model/wording/document';
import { markdownLine, markdownLink, markdownText } from '../../lib/render/markdown';
import { notePlain } from '../../lib/render/plain';
import { fitted, line, plain } from '../../lib/render/text';

/** Limits of CreateOpsItem, in characters; that Java counts them, an emoji as two, is inferred. */
const TITLE = 1024;
const DESCRIPTION = 2048;
/** A value takes 20 KB, and a character four bytes at most. */
const NOTE = 5000;
/** One long text must not cost the reader all the others. */
const LONGEST_PARAGRAPH = 600;
const LONGEST_LINE = 160;
const BREAK = '\n\n';

export function opsItemTitle({ title }: NeutralDocument): string {
  return fitted(line(title), TITLE) || '-';
}

/** As Markdown, which is what a description is: what matters most comes first, and what finds no room is left out. */
export function opsItemDescription({ paragraphs, links, steps, facts, footer }: NeutralDocument): string {
  const end = short(footer);
  const parts = [
    ...paragraphs.map((text) => markdownText(fitted(plain(text), LONGEST_PARAGRAPH))),
    ...links.map(markdownLink),
    ...steps.map((step, index) => `${index + 1}. ${short(step)}`),
    ...facts.map(({ label, value }) => `${short(label)}: ${short(value)}`),
  ];
  let text = '';
  for (const part of parts) {
    const longer = `${text}${part}${BREAK}`;
    if (part !== '' && longer.length + end.length <= DESCRIPTION) text = longer;
  }
  return `${text}${end}` || '-';
}

/** As text: data of an OpsItem are shown as they are. */
export function opsItemNote(note: NeutralNote): string {
  return fitted(notePlain(note).trim(), NOTE) || '-';
}

function short(text: string): string {
  return markdownLine(fitted(line(text), LONGEST_LINE));
}
