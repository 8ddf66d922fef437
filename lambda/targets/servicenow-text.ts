import type { NeutralDocument, NeutralNote } from '../../lib/model/wording/document';
import { documentPlain, notePlain } from '../../lib/render/plain';
import { fitted, line } from '../../lib/render/text';
import type { Write } from './target';

/** ServiceNow cuts what is longer, and says nothing [R]: nothing of ours may stand behind that. */
const SHORT_DESCRIPTION = 160;
const LONG = 4000;
const MARKER_ROOM = 200;
const ZERO_WIDTH = '\u200b';

const MARKER = /^\[slo:(inc-[0-9a-z]+:r\d+-\d+)\]$/gm;

export function titleOf(document: NeutralDocument): string {
  return fitted(line(document.title).trim(), SHORT_DESCRIPTION) || '-';
}

export function descriptionOf(document: NeutralDocument): string {
  // Where the words alone are too long no link finds room, and nothing is tried link by link: that took seconds.
  const words = harmless(documentPlain({ ...document, links: [] }));
  return words.length > LONG ? fitted(words, LONG) : withLinks(document);
}

/** An address that is cut leads nowhere: links that find no room are left out, the longest first. */
function withLinks(document: NeutralDocument): string {
  const text = harmless(documentPlain(document));
  if (text.length <= LONG) return text;
  const [longest] = document.links.toSorted((a, b) => b.url.length - a.url.length);
  return withLinks({ ...document, links: document.links.filter((link) => link !== longest) });
}

/** Mandatory in most instances: never nothing. */
export function closeNotesOf(text: string): string {
  return fitted(harmless(text), LONG) || '-';
}

/** The marker stands in the last line, in sight: a work note has no small print. */
export function workNoteOf(note: NeutralNote, { marker }: Write): string {
  return `${fitted(harmless(notePlain(note)).trim(), LONG - MARKER_ROOM)}\n\n[slo:${marker}]`.trim();
}

/** Of a whole journal in one text, newest first, where nobody can tell where an entry ends: text of ours from outside holds none (`harmless`). */
export function markersIn(journal: string): string[] {
  return [...journal.replace(/\r/g, '').matchAll(MARKER)].map(([, marker]) => marker!).reverse();
}

/**
 * Text from outside that formats nothing, mentions nobody and looks like no marker. `[code]` makes HTML of what follows in a journal
 * (ServiceNow, "Disable embedded HTML code": on unless an administrator switches it off); `@[` begins a mention [R].
 */
function harmless(text: string): string {
  return text.replace(/\[(?=\s*\/?code|slo:)/gi, `[${ZERO_WIDTH}`).replace(/@(?=\[)/g, `@${ZERO_WIDTH}`);
}
