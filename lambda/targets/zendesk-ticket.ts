import { incidentKey } from '../../lib/model/names';
import type { NeutralDocument } from '../../lib/model/wording/document';
import { line, truncated } from '../../lib/render/text';
import type { Fields } from './target';
import type { Comment, Ticket } from './zendesk-api';

/** What stands on a ticket and in its comments, and how it is read back. */

/** Zendesk's limit is not documented; its own screens cut longer ones. [inferred] */
const SUBJECT = 150;
/** Characters, each of up to four bytes: comments take 64 KB, with room for the marker. */
const BODY = 16_000;
const PRIORITIES = { P1: 'urgent', P2: 'high', P3: 'normal', P4: 'low' } as const;
/** All others are people's. */
const OURS = /^slo(_|$)/;
const REVISION = /^slo_r(\d+)$/;
/** Only at the very end, below everything from outside. */
const MARKER = /\[slo:((inc-[0-9a-z]+):r\d+-\d+)\]\s*$/;

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
  const state = /solved|closed/.test(status) ? 'closed' : 'open';
  return { title: subject, ...(priority && { priority }), state };
}

/** Tags as they should be now, for views, triggers and look-ups. */
export function tagsWanted({ severity, status }: NeutralDocument, revision: number, found: Ticket['tags']): string[] {
  return ['slo', `slo_${severity}`, `slo_${status}`, `slo_r${revision}`, ...tagsOfPeople(found)];
}

export function tagsOfPeople(tags: Ticket['tags']): string[] {
  return tags.filter((tag) => !OURS.test(tag));
}

/** Zendesk tags tickets by words of their text, too, so there may be several: the lowest costs one edit too many at most. */
export function revisionOf({ tags }: Ticket): number {
  const revisions = tags.flatMap((tag) => REVISION.exec(tag)?.[1] ?? []).map(Number);
  const [lowest = 0] = revisions.sort((a, b) => a - b);
  return lowest;
}

/** What customers do not see. */
export function internal(body: string): { comment: { body: string; public: false } } {
  return { comment: { body, public: false } };
}

/**
 * The words, and a line of ours, so that nothing from outside stands where markers are looked for. That of the first comment names the
 * incident alone, which is no marker.
 */
export function signed(text: string, mark: string): string {
  return `${truncated(untemplated(text), BODY)}\n\n[slo:${mark}]`;
}

/** Of an internal note that our own user wrote to the ticket; anybody may write the same text. */
export function markerOf(said: Comment, { submitter_id, external_id }: Ticket): string | undefined {
  const [, marker, incident] = MARKER.exec(said.body) ?? [];
  if (!incident || said.public || said.author_id !== submitter_id) return undefined;
  return incidentKey(incident) === external_id ? marker : undefined;
}

/** Zendesk fills in placeholders (`{{ticket.requester.email}}`, `{% if … %}`) in comments, whoever wrote them. */
function untemplated(text: string): string {
  return text.replace(/\{(?=[{%])/g, '{\u200b');
}
