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
 * the end of bodies, which readers do not see. The label `slo-<incident>` is for look-ups, `priority: P2` for boards.
 * Secret: `token` with issues: write; without push access GitHub drops labels in silence, and look-ups go by marker.
 */
const settings = v.strictObject(
  { repository: required(/^[\w.-]+\/[\w.-]+$/, 'owner/name'), apiUrl: apiUrl('https://api.github.com') },
  'no other than repository and apiUrl',
);

/** @throws Error that names each wrong setting, what it got and what is allowed */
export function githubSettings(given: Readonly<Record<string, string>>): v.InferOutput<typeof settings> {
  return checkedSettings(settings, given);
}

const TITLE = 256;
const BODY = 65_536;
const MARKER_ROOM = 200;
const CLOSED = { state: 'closed', state_reason: 'completed' };
/** Half of what GitHub allows: bodies can be long, and answers are bounded. */
const PAGE = 50;
const MOST_PAGES = 10;
/** Clocks differ; a look-up begins a little before the write in doubt. */
const LOOK_BACK_MS = 60_000;
const PRIORITY = /^priority: P\d$/;
const MARKER = /<!-- slo:(inc-[0-9a-z]+:r\d+-\d+) -->\s*$/;

const issue = v.object({
  number: v.number(),
  html_url: v.optional(v.string()),
  body: v.nullish(v.string()),
  created_at: v.string(),
  labels: v.optional(v.array(v.object({ name: v.string() })), []),
  pull_request: v.optional(v.unknown()),
});
const comment = v.object({ id: v.number(), html_url: v.optional(v.string()), body: v.nullish(v.string()) });
type Issue = v.InferOutput<typeof issue>;

export function githubTarget({ config, secret, timeoutMs }: TargetDependencies): Target {
  const { repository, apiUrl: address } = githubSettings(config.settings);
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

  /** None when somebody deleted it. */
  const existing = async ({ id }: RemoteRef): Promise<TargetResult<Issue[]>> => {
    const found = await call('GET', `/${id}`, issue);
    if (found.outcome === 'rejected' && found.reason === 'gone') return ok([]);
    return found.outcome === 'ok' ? ok([found.value]) : found;
  };

  /** Oldest first. By label; and, because GitHub drops labels in silence without push access, by marker among the issues created since. */
  const issuesOf = async (incident: string, since: number): Promise<TargetResult<Issue[]>> => {
    const isNew = ({ created_at }: Issue) => Date.parse(created_at) >= since - LOOK_BACK_MS;
    const isMarked = ({ body }: Issue) => markerOf(body)?.startsWith(`${incident}:`) === true;
    const labelled = await pages(`?labels=${label(incident)}&state=all`, issue);
    if (labelled.outcome !== 'ok') return labelled;
    const marked = oldestFirst(labelled.value.filter(isMarked));
    if (marked.length > 0) return ok(marked);
    // Somebody may have removed the marker, or have given an issue of theirs our label: a new one is believed, several are not.
    const [unmarked] = oldestFirst(labelled.value.filter(isNew));
    if (unmarked !== undefined) return ok([unmarked]);
    const recent = await pages('?state=all&sort=created&direction=desc', issue, (page) => !page.every(isNew));
    return recent.outcome === 'ok' ? ok(oldestFirst(recent.value.filter(isMarked))) : recent;
  };

  return {
    abilities: { find: true, edit: true, note: true, remove: true, chart: false },
    async create(document, write) {
      const created = await call('POST', '', issue, {
        ...content(document, write),
        labels: [label(write.incident), document.severity, ...priorityLabels(document)],
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
      if (edited.outcome !== 'ok') return edited;
      // Only now we know the labels, which are replaced together: those of people stay.
      const labels = relabelled(edited.value, document);
      const done = labels === undefined ? edited : await call('PATCH', `/${ref.id}`, issue, { labels });
      return done.outcome === 'ok' ? ok(refOf(done.value)) : done;
    },
    async note(ref, note, write) {
      const body = withMarker(noteMarkdown(note), write);
      const added = await call('POST', `/${ref.id}/comments`, comment, { body });
      return added.outcome === 'ok' ? ok({ id: String(added.value.id), ...urlOf(added.value.html_url) }) : added;
    },
    async find(incident, { since, ref }): Promise<TargetResult<RemoteObject | undefined>> {
      const known = ref === undefined ? await issuesOf(incident, since) : await existing(ref);
      if (known.outcome !== 'ok') return known;
      const [parent, ...others] = known.value;
      if (parent === undefined) return ok(undefined);
      const comments = await pages(`/${parent.number}/comments`, comment);
      if (comments.outcome !== 'ok') return comments;
      const notes = comments.value.flatMap(({ id, body, html_url }) => {
        const marker = markerOf(body);
        return marker === undefined ? [] : [{ marker, ref: { id: String(id), ...urlOf(html_url) } }];
      });
      const revision = parseWriteMarker(markerOf(parent.body) ?? '')?.to ?? 0;
      return ok({ ref: refOf(parent), revision, notes, duplicates: others.map(refOf) });
    },
    // Issues cannot be deleted without the rights of an administrator. One call does all of it, so there is no half-way.
    async remove(duplicate, kept, incident) {
      const found = await existing(duplicate);
      if (found.outcome !== 'ok') return found;
      const [issueToClose] = found.value;
      if (issueToClose === undefined) return ok(undefined);
      const { number, body, labels } = issueToClose;
      const closed = await call('PATCH', `/${number}`, issue, {
        state: 'closed',
        state_reason: 'duplicate',
        labels: labels.map(({ name }) => name).filter((name) => name !== label(incident)),
        body: `Duplicate of #${kept.id}: this incident was filed twice by mistake, go on there.\n\n${withoutMarker(body)}`,
      });
      return closed.outcome === 'ok' ? ok(undefined) : closed;
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

function withoutMarker(body: string | null | undefined): string {
  return truncated((body ?? '').replace(MARKER, '').trimEnd(), BODY - MARKER_ROOM);
}

function oldestFirst(issues: readonly Issue[]): Issue[] {
  return issues.filter(({ pull_request }) => pull_request === undefined).sort((a, b) => a.number - b.number);
}

function label(incident: string): string {
  return `slo-${incident}`;
}

function priorityLabels({ priority }: NeutralDocument): string[] {
  return priority === undefined ? [] : [`priority: ${priority}`];
}

/** All labels, where the one of the priority is not as it should be. */
function relabelled({ labels }: Issue, document: NeutralDocument): string[] | undefined {
  const names = labels.map(({ name }) => name);
  const wanted = priorityLabels(document);
  const others = names.filter((name) => !PRIORITY.test(name));
  const isRight = names.length === others.length + wanted.length && wanted.every((name) => names.includes(name));
  return wanted.length === 0 || isRight ? undefined : [...others, ...wanted];
}

function refOf({ number, html_url }: Issue): RemoteRef {
  return { id: String(number), ...urlOf(html_url) };
}

function urlOf(url: string | undefined): { url?: string } {
  return url === undefined ? {} : { url };
}
