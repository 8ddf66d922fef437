import * as v from 'valibot';
import { incidentKey } from '../../lib/model/names';
import type { NeutralDocument } from '../../lib/model/wording/document';
import { documentMarkdown } from '../../lib/render/markdown';
import { line, truncated } from '../../lib/render/text';
import type { Fields, RemoteRef, Write } from './target';

const TITLE = 256;
const BODY = 65_536;
const MARKER_ROOM = 200;
const PRIORITY = /^priority: (P\d)$/;
const MARKER = /<!-- slo:(inc-[0-9a-z]+:r\d+-\d+) -->\s*$/;
const INSIDERS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

const written = {
  html_url: v.optional(v.string()),
  body: v.nullish(v.string()),
  user: v.nullish(v.object({ id: v.number(), type: v.optional(v.string()) })),
  author_association: v.optional(v.string()),
};
export const comment = v.object({ id: v.number(), ...written });
export const issue = v.object({
  number: v.number(),
  title: v.string(),
  state: v.string(),
  created_at: v.string(),
  labels: v.optional(v.array(v.object({ name: v.string() })), []),
  pull_request: v.optional(v.unknown()),
  ...written,
});
export type Comment = v.InferOutput<typeof comment>;
export type Issue = v.InferOutput<typeof issue>;

/** What we write into fields that people edit, too: the title, the state and the label of the priority. */
export function fieldsWanted({ title, status, priority }: NeutralDocument): Fields {
  return {
    title: truncated(line(title), TITLE).trim() || '-',
    state: status === 'resolved' ? 'closed' : 'open',
    ...(priority && { priority }),
  };
}

/** The same as it stands there; several priorities are a person's. */
export function fieldsFound({ title, state, labels }: Issue): Fields {
  const priority = labels.flatMap(({ name }) => PRIORITY.exec(name)?.[1] ?? []).join(', ');
  return { title, state, ...(priority !== '' && { priority }) };
}

/** The part of an edit that brings fields to what we want. Labels are replaced together: those of people stay. */
export function patchOf({ title, state, priority }: Fields, labels: Issue['labels'] = []): object {
  const others = labels.map(({ name }) => name).filter((name) => !PRIORITY.test(name));
  return {
    ...(title !== undefined && { title }),
    ...(state !== undefined && { state, state_reason: state === 'closed' ? 'completed' : 'reopened' }),
    ...(priority !== undefined && { labels: [...others, priorityLabel(priority)] }),
  };
}

export function bodyOf(document: NeutralDocument, write: Write): string {
  return withMarker(documentMarkdown(document), write);
}

export function withMarker(markdown: string, { marker }: Write): string {
  return `${truncated(markdown, BODY - MARKER_ROOM)}\n\n<!-- slo:${marker} -->`;
}

/** Only at the very end, where only we write: text from outside cannot pose as a marker. */
export function markerOf({ body }: { readonly body?: string | null | undefined }): string | undefined {
  return MARKER.exec(body ?? '')?.[1];
}

export function withoutMarker({ body }: Issue): string {
  return truncated((body ?? '').replace(MARKER, '').trimEnd(), BODY - MARKER_ROOM);
}

/**
 * Whether it was written by an app or by somebody who belongs to the repository. Anybody can copy a marker into an issue or a comment of a
 * public repository; labels are safe, because they take the right to triage. GitHub may say less of a member than is so (memberships that
 * are private, github.com/actions/github-script/issues/643), never more.
 */
export function isInsider({ user, author_association = '' }: Issue | Comment): boolean {
  return user?.type === 'Bot' || belongs(author_association);
}

/** Of somebody's `author_association`: whether they belong to the repository. */
export function belongs(association: string): boolean {
  return INSIDERS.has(association);
}

export function labelsOf({ severity, priority }: NeutralDocument, incident: string): string[] {
  return [incidentKey(incident), severity, ...(priority === undefined ? [] : [priorityLabel(priority)])];
}

function priorityLabel(priority: string): string {
  return `priority: ${priority}`;
}

export function refOf({ number, html_url }: Issue): RemoteRef {
  return { id: String(number), ...urlOf(html_url) };
}

export function noteRef({ id, html_url }: Comment): RemoteRef {
  return { id: String(id), ...urlOf(html_url) };
}

function urlOf(url: string | undefined): { url?: string } {
  return url === undefined ? {} : { url };
}
