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
/** Of the paragraphs, which begin with what customers notice, and since when. */
const FIRST = 2;

export function opsItemTitle({ title }: NeutralDocument): string {
  return fitted(line(title), TITLE) || '-';
}

/** As Markdown, which is what a description is: what is to be done is among what gets room first, and what finds none is left out. */
export function opsItemDescription({ paragraphs, links, steps, facts, footer }: NeutralDocument): string {
  const end = short(footer);
  const told = paragraphs.map((text) => markdownText(fitted(plain(text), LONGEST_PARAGRAPH)));
  const addresses = links.map(markdownLink);
  const toDo = steps.map((step, index) => `${index + 1}. ${short(step)}`);
  const known = facts.map(({ label, value }) => `${short(label)}: ${short(value)}`);
  const byRank = [...told.slice(0, FIRST), ...toDo, ...addresses.slice(0, 1), ...told, ...addresses, ...known];
  let room = DESCRIPTION - end.length;
  const kept = new Set<string>();
  for (const part of byRank) {
    const length = part.length + BREAK.length;
    if (part === '' || kept.has(part) || length > room) continue;
    kept.add(part);
    room -= length;
  }
  const shown = [...told, ...toDo, ...addresses, ...known].filter((part) => kept.delete(part));
  return [...shown, end].join(BREAK) || '-';
}

/** As text: data of an OpsItem are shown as they are. */
export function opsItemNote(note: NeutralNote): string {
  return fitted(notePlain(note).trim(), NOTE) || '-';
}

function short(text: string): string {
  return markdownLine(fitted(line(text), LONGEST_LINE));
}
