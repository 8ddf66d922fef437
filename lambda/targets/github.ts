import * as v from 'valibot';
import { ok, type TargetResult, unknown } from '../../lib/model/contracts/target-result';
import { parseWriteMarker } from '../../lib/model/names';
import type { NeutralDocument } from '../../lib/model/wording/document';
import { documentMarkdown, noteMarkdown } from '../../lib/render/markdown';
import { line, truncated } from '../../lib/render/text';
import { understood } from './github-answers';
import { send } from './http';
import { apiUrl, checkedSettings, required } from './settings';
import type { RemoteObject, RemoteRef, Target, TargetDependencies, Write } from './target';
import { withSecret } from './with-secret';

/**
 * GitHub issues: one issue per incident, with comments, closed when the incident is resolved. Markers stand in HTML comments at
 * the end of bodies, which readers do not see. The label `slo-<incident>` is for look-ups.
 * Secret: `token` with issues: write; without push access GitHub drops labels in silence, and look-ups go by marker.
 */
const settings = v.strictObject(
  { repository: required(/^[\w.-]+\/[\w.-]+$/, 'owner/name'), apiUrl: apiUrl('https://api.github.com') },
  'no other than repository and apiUrl',
);

const TITLE = 256;
const BODY = 65_536;
const MARKER_ROOM = 200;
const CLOSED = { state: 'closed', state_reason: 'completed' };
/** Half of what GitHub allows: bodies can be long, and answers are bounded. */
const PAGE = 50;
const MOST_PAGES = 10;
/** Clocks differ; a look-up begins a little before the write in doubt. */
const LOOK_BACK_MS = 60_000;
const MARKER = /<!-- slo:(inc-[0-9a-z]+:r\d+-\d+) -->\s*$/;

const issue = v.object({
  number: v.number(),
  html_url: v.optional(v.string()),
  body: v.nullish(v.string()),
  created_at: v.string(),
  pull_request: v.optional(v.unknown()),
});
const comment = v.object({ id: v.number(), html_url: v.optional(v.string()), body: v.nullish(v.string()) });
type Issue = v.InferOutput<typeof issue>;

export function githubTarget({ config, secret, timeoutMs }: TargetDependencies): Target {
  const { repository, apiUrl: address } = checkedSettings(settings, config.settings);
  const base = `${address}/repos/${repository}/issues`;

  const call = <T>(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    shape: v.GenericSchema<unknown, T>,
    body?: object,
  ): Promise<TargetResult<T>> =>
    withSecret(secret, 'token', async (token) => {
      const headers = {
        authorization: `Bearer ${token}`,
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
      };
      const answer = await send({
        method,
        url: `${base}${path}`,
        headers,
        timeoutMs,
        reads: method === 'GET',
        ...(body === undefined ? {} : { body }),
      });
      return answer.outcome === 'ok' ? understood(answer.value, shape, method === 'GET') : answer;
    });

  /** All pages, or as many as are needed: `enough` sees each page and may stop. */
  const pages = async <T>(
    path: string,
    shape: v.GenericSchema<unknown, T>,
    enough: (page: readonly T[]) => boolean = () => false,
  ): Promise<TargetResult<T[]>> => {
    const items: T[] = [];
    const query = `${path}${path.includes('?') ? '&' : '?'}per_page=${PAGE}`;
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const answer = await call('GET', `${query}&page=${page}`, v.array(shape));
      if (answer.outcome !== 'ok') return answer;
      items.push(...answer.value);
      if (answer.value.length < PAGE || enough(answer.value)) break;
    }
    return ok(items);
  };

  /** By label; and, because GitHub drops labels in silence without push access, by marker among the issues created since. */
  const issueOf = async (incident: string, since: number): Promise<TargetResult<Issue | undefined>> => {
    const isNew = ({ created_at }: Issue) => Date.parse(created_at) >= since - LOOK_BACK_MS;
    const isMarked = ({ body }: Issue) => markerOf(body)?.startsWith(`${incident}:`) === true;
    const labelled = await pages(`?labels=${label(incident)}&state=all`, issue);
    if (labelled.outcome !== 'ok') return labelled;
    // Somebody may have removed the marker, or have given an older issue of theirs our label.
    const byLabel = oldest(labelled.value.filter((found) => isMarked(found) || isNew(found)));
    if (byLabel !== undefined) return ok(byLabel);
    const recent = await pages('?state=all&sort=created&direction=desc', issue, (page) => !page.every(isNew));
    return recent.outcome === 'ok' ? ok(oldest(recent.value.filter(isMarked))) : recent;
  };

  return {
    abilities: { find: true, edit: true, note: true },
    async create(document, write) {
      const created = await call('POST', '', issue, {
        ...content(document, write),
        labels: [label(write.incident), document.severity],
      });
      if (created.outcome !== 'ok') return created;
      const ref = refOf(created.value);
      if (document.status !== 'resolved') return ok(ref);
      // Issues are born open. One that is not closed now is in doubt: it is looked for, and the edit that follows closes it.
      const closed = await call('PATCH', `/${ref.id}`, issue, CLOSED);
      return closed.outcome === 'ok' ? ok(ref) : unknown('serverError', closed.why);
    },
    async edit(ref, document, write) {
      // The reason is ignored by GitHub unless the state changes.
      const state = document.status === 'resolved' ? CLOSED : { state: 'open', state_reason: 'reopened' };
      const edited = await call('PATCH', `/${ref.id}`, issue, { ...content(document, write), ...state });
      return edited.outcome === 'ok' ? ok(refOf(edited.value)) : edited;
    },
    async note(ref, note, write) {
      const body = withMarker(noteMarkdown(note), write);
      const added = await call('POST', `/${ref.id}/comments`, comment, { body });
      return added.outcome === 'ok' ? ok({ id: String(added.value.id), ...urlOf(added.value.html_url) }) : added;
    },
    async find(incident, { since, ref }): Promise<TargetResult<RemoteObject | undefined>> {
      const parent = ref === undefined ? await issueOf(incident, since) : await call('GET', `/${ref.id}`, issue);
      if (ref !== undefined && parent.outcome === 'rejected' && parent.reason === 'gone') return ok(undefined);
      if (parent.outcome !== 'ok') return parent;
      if (parent.value === undefined) return ok(undefined);
      const comments = await pages(`/${parent.value.number}/comments`, comment);
      if (comments.outcome !== 'ok') return comments;
      const notes = comments.value.flatMap(({ id, body, html_url }) => {
        const marker = markerOf(body);
        return marker === undefined ? [] : [{ marker, ref: { id: String(id), ...urlOf(html_url) } }];
      });
      const revision = parseWriteMarker(markerOf(parent.value.body) ?? '')?.to ?? 0;
      return ok({ ref: refOf(parent.value), revision, notes });
    },
  };
}

function content(document: NeutralDocument, write: Write): { title: string; body: string } {
  return { title: truncated(line(document.title), TITLE) || '-', body: withMarker(documentMarkdown(document), write) };
}

function withMarker(markdown: string, { marker }: Write): string {
  return `${truncated(markdown, BODY - MARKER_ROOM)}\n\n<!-- slo:${marker} -->`;
}

/** Only at the very end, where only we write: text from outside cannot pose as a marker. */
function markerOf(body: string | null | undefined): string | undefined {
  return MARKER.exec(body ?? '')?.[1];
}

function oldest(issues: readonly Issue[]): Issue | undefined {
  return issues.filter(({ pull_request }) => pull_request === undefined).sort((a, b) => a.number - b.number)[0];
}

function label(incident: string): string {
  return `slo-${incident}`;
}

function refOf({ number, html_url }: Issue): RemoteRef {
  return { id: String(number), ...urlOf(html_url) };
}

function urlOf(url: string | undefined): { url?: string } {
  return url === undefined ? {} : { url };
}
