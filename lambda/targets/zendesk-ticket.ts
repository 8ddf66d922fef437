import { parseWriteMarker } from '../../lib/model/names';
import type { NeutralDocument, NeutralNote } from '../../lib/model/wording/document';
import { documentPlain, notePlain } from '../../lib/render/plain';
import { line, truncated } from '../../lib/render/text';
import type { Fields } from './target';
import type { Comment, Ticket } from './zendesk-api';

/** What stands on a ticket and in its comments, and how it is read back. */

/** Zendesk's limit is not documented; its own screens cut longer ones. [inferred] */
const SUBJECT = 150;
/** Characters, each of up to four bytes: comments take 64 KB, with room for the marker. */
const BODY = 16_000;
const PRIORITIES = { P1: 'urgent', P2: 'high', P3: 'normal', P4: 'low' } as const;
/** Tags that are ours to replace; all others are people's. */
const OURS = /^slo_(sev\d|info|open|mitigated|resolved|r\d+)$/;
const REVISION = /^slo_r(\d+)$/;
/** Only at the very end, below everything from outside. */
const MARKER = /\[slo:(inc-[0-9a-z]+:r\d+-\d+)\]\s*$/;

export function externalId(incident: string): string {
  return `slo-${incident}`;
}

/** What we would write into fields that people edit, too. */
export function fieldsWanted(document: NeutralDocument): Fields {
  const { priority, status } = document;
  return {
    title: truncated(untemplated(line(document.title)).trim(), SUBJECT) || '-',
    ...(priority && { priority: PRIORITIES[priority] }),
    state: status === 'resolved' ? 'closed' : 'open',
  };
}

export function fieldsFound({ subject, priority, status }: Ticket): Fields {
  const state = status === 'solved' || status === 'closed' ? 'closed' : 'open';
  return { title: subject ?? '', ...(priority && { priority }), state };
}

/** The tags of people, and ours as they should be now: for views, triggers and look-ups. */
export function tagsOf({ severity, status }: NeutralDocument, revision: number, found: readonly string[]): string[] {
  const others = found.filter((tag) => !OURS.test(tag) && tag !== 'slo');
  return ['slo', `slo_${severity}`, `slo_${status}`, `slo_r${revision}`, ...others];
}

/** Zendesk tags tickets by words of their text, too, so there may be several: the lowest costs one edit too many at most. */
export function revisionOf({ tags }: Ticket): number {
  const revisions = tags.flatMap((tag) => REVISION.exec(tag)?.[1] ?? []).map(Number);
  return revisions.length === 0 ? 0 : Math.min(...revisions);
}

/** The first comment. It ends with a line of ours, so that nothing from outside stands where markers are looked for. */
export function description(document: NeutralDocument, incident: string): string {
  return `${body(documentPlain(document))}\n\n[slo:${incident}]`;
}

export function noteBody(note: NeutralNote, marker: string): string {
  return `${body(notePlain(note))}\n\n[slo:${marker}]`;
}

/** Of an internal note that our own user wrote to the ticket; anybody may write the same text. */
export function markerOf(comment: Comment, { submitter_id, external_id }: Ticket): string | undefined {
  const isOurs = comment.public === false && comment.author_id === submitter_id;
  const marker = isOurs ? MARKER.exec(comment.body ?? '')?.[1] : undefined;
  const incident = parseWriteMarker(marker ?? '')?.incident;
  return incident !== undefined && externalId(incident) === external_id ? marker : undefined;
}

function body(text: string): string {
  return truncated(untemplated(text), BODY);
}

/** Zendesk fills in placeholders (`{{ticket.requester.email}}`, `{% if … %}`) in comments, whoever wrote them. */
function untemplated(text: string): string {
  return text.replace(/\{(?=[{%])/g, '{\u200b');
}
