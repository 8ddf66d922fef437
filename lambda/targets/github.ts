import * as v from 'valibot';
import { ok, rejected, retryLater, type TargetResult, unknown } from '../../lib/model/contracts/target-result';
import { parseWriteMarker } from '../../lib/model/names';
import type { NeutralDocument } from '../../lib/model/wording/document';
import { documentMarkdown, noteMarkdown } from '../../lib/render/markdown';
import { truncated } from '../../lib/render/text';
import { type Answer, judge, retryAfterSeconds, send } from './http';
import type { RemoteObject, RemoteRef, Target, TargetDependencies, Write } from './target';
import { withSecret } from './with-secret';

/**
 * GitHub issues: one issue per incident, with comments, closed when the incident is resolved. Markers stand in HTML comments at
 * the end of bodies, which readers do not see. The label `slo-<incident>` is for look-ups.
 */
const settings = v.object({
  repository: v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/)),
  apiUrl: v.optional(v.string(), 'https://api.github.com'),
});

const TITLE = 256;
const BODY = 65_536;
const MARKER_ROOM = 200;
const PAGE = 100;
const MOST_PAGES = 5;
/** Secondary rate limits ask for at least a minute when no header says more. */
const SECONDARY_LIMIT_SECONDS = 60;
const MARKER = /<!-- slo:(inc-[0-9a-z]+:r\d+-\d+) -->\s*$/;

const issue = v.object({
  number: v.number(),
  html_url: v.optional(v.string()),
  body: v.nullish(v.string()),
  pull_request: v.optional(v.unknown()),
});
const comment = v.object({ id: v.number(), html_url: v.optional(v.string()), body: v.nullish(v.string()) });
type Issue = v.InferOutput<typeof issue>;

export function githubTarget({ config, secret, timeoutMs }: TargetDependencies): Target {
  const { repository, apiUrl } = v.parse(settings, config.settings);
  const base = `${apiUrl.replace(/\/$/, '')}/repos/${repository}/issues`;

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

  const pages = async <T>(path: string, shape: v.GenericSchema<unknown, T>): Promise<TargetResult<T[]>> => {
    const items: T[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const answer = await call(
        'GET',
        `${path}${path.includes('?') ? '&' : '?'}per_page=${PAGE}&page=${page}`,
        v.array(shape),
      );
      if (answer.outcome !== 'ok') return answer;
      items.push(...answer.value);
      if (answer.value.length < PAGE) break;
    }
    return ok(items);
  };

  /** By label; and, because GitHub drops labels in silence without push access, by marker among recent issues. */
  const issueOf = async (incident: string, since: number): Promise<TargetResult<Issue | undefined>> => {
    const isOurs = (candidate: Issue) =>
      candidate.pull_request === undefined && markerOf(candidate.body)?.startsWith(`${incident}:`);
    const recent = `?state=all&sort=created&direction=desc&since=${encodeURIComponent(new Date(since - 60_000).toISOString())}`;
    for (const query of [`?labels=${label(incident)}&state=all`, recent]) {
      const issues = await pages(query, issue);
      if (issues.outcome !== 'ok') return issues;
      const ours = issues.value.filter(isOurs).sort((a, b) => a.number - b.number)[0];
      if (ours !== undefined) return ok(ours);
    }
    return ok(undefined);
  };

  return {
    abilities: { find: true, edit: true, note: true },
    async create(document, write) {
      const created = await call('POST', '', issue, {
        ...content(document, write),
        labels: [label(write.incident), document.severity],
      });
      return created.outcome === 'ok' ? ok(refOf(created.value)) : created;
    },
    async edit(ref, document, write) {
      const closed = document.status === 'resolved';
      const state = closed ? { state: 'closed', state_reason: 'completed' } : { state: 'open' };
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
  return { title: truncated(document.title, TITLE), body: withMarker(documentMarkdown(document), write) };
}

function withMarker(markdown: string, { marker }: Write): string {
  return `${truncated(markdown, BODY - MARKER_ROOM)}\n\n<!-- slo:${marker} -->`;
}

/** Only at the very end, where only we write: text from outside cannot pose as a marker. */
function markerOf(body: string | null | undefined): string | undefined {
  return MARKER.exec(body ?? '')?.[1];
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

function understood<T>(answer: Answer, shape: v.GenericSchema<unknown, T>, reads: boolean): TargetResult<T> {
  const limited = rateLimit(answer);
  if (limited !== undefined) return limited;
  const judged = judge(answer, reads);
  if (judged?.outcome === 'rejected') return rejected(judged.reason, `GitHub: ${judged.why}${message(answer.body)}`);
  if (judged !== undefined) return judged;
  const parsed = v.safeParse(shape, answer.body);
  if (parsed.success) return ok(parsed.output);
  const why = 'GitHub answered with something else than documented';
  return reads ? retryLater(30, 'badAnswer', why) : unknown('badAnswer', why);
}

/** GitHub says "too fast" with 403 as well as 429; the headers tell it from a missing permission. */
function rateLimit({ status, headers }: Answer): TargetResult<never> | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const why = `GitHub: HTTP ${status}, rate limit`;
  if (headers.has('retry-after')) return retryLater(retryAfterSeconds(headers), 'rateLimited', why);
  if (headers.get('x-ratelimit-remaining') === '0') {
    const reset = Number(headers.get('x-ratelimit-reset')) - Date.now() / 1000;
    const wait = Number.isFinite(reset) ? Math.min(3600, Math.max(1, Math.ceil(reset))) : SECONDARY_LIMIT_SECONDS;
    return retryLater(wait, 'rateLimited', why);
  }
  return status === 429 ? retryLater(SECONDARY_LIMIT_SECONDS, 'rateLimited', why) : undefined;
}

function message(body: unknown): string {
  const text = (body as { message?: unknown } | undefined)?.message;
  return typeof text === 'string' ? `: ${truncated(text, 200)}` : '';
}
