import type { NeutralDocument, NeutralNote } from '../../lib/model/wording/document';
import { documentMarkdown, markdownLine } from '../../lib/render/markdown';
import { notePlain } from '../../lib/render/plain';
import { line, plain } from '../../lib/render/text';

/** Limits of CreateOpsItem, in characters; that Java counts them, an emoji as two, is inferred. */
const TITLE = 1024;
const DESCRIPTION = 2048;
/** A value takes 20 KB, and a character four bytes at most. */
const NOTE = 5000;
/** One long text must not cost the reader all the others. */
const LONGEST_PARAGRAPH = 600;
const LONGEST_LINE = 160;

/** What is given up first when there is no room, and how many of it remain in any case. */
const GIVEN_UP = [
  ['facts', 0],
  ['steps', 0],
  ['paragraphs', 1],
  ['links', 0],
] as const;

export function opsItemTitle({ title }: NeutralDocument): string {
  return cut(line(title), TITLE) || '-';
}

/** The document as Markdown, which is what the console shows, and cut so that what matters stays. */
export function opsItemDescription(document: NeutralDocument): string {
  let shown = shortened(document);
  let text = markdown(shown);
  for (const [part, least] of GIVEN_UP)
    while (text.length > DESCRIPTION && shown[part].length > least) {
      shown = { ...shown, [part]: shown[part].slice(0, -1) };
      text = markdown(shown);
    }
  return cut(text, DESCRIPTION) || '-';
}

/** A note as text: data of an OpsItem are shown as they are. */
export function opsItemNote(note: NeutralNote): string {
  return cut(notePlain(note).trim(), NOTE) || '-';
}

/** Without table and small print: they cost more room than they give. */
function markdown(document: NeutralDocument): string {
  const { paragraphs, facts, footer } = document;
  const told = facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const body = { ...document, paragraphs: [...paragraphs, told].filter((text) => text !== ''), facts: [], footer: '' };
  return [documentMarkdown(body), markdownLine(footer)].filter((text) => text !== '').join('\n\n');
}

function shortened(document: NeutralDocument): NeutralDocument {
  const short = (text: string) => cut(line(text), LONGEST_LINE);
  return {
    ...document,
    paragraphs: document.paragraphs.map((text) => cut(plain(text), LONGEST_PARAGRAPH)),
    facts: document.facts.map(({ label, value }) => ({ label: short(label), value: short(value) })),
    steps: document.steps.map(short),
    links: document.links.map(({ label, url }) => ({ label: short(label), url })),
    footer: short(document.footer),
  };
}

/** Counts UTF-16 units, and never leaves half a character. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
