import * as v from 'valibot';
import { ok, rejected, retryLater, type TargetResult } from '../../lib/model/contracts/target-result';
import { type Answer, boundedWait, retryAfterSeconds } from './http';
import { type JsonApi, jsonApi } from './json-api';
import type { Access } from './target';

/** Secondary rate limits ask for at least a minute when no header says more. */
const SECONDARY_LIMIT_SECONDS = 60;
/** Half of what GitHub allows: bodies can be long, and answers are bounded. */
const PAGE = 50;
const MOST_PAGES = 10;

/** The issues of one repository; paths follow `/repos/<owner>/<name>/issues`. */
export function githubApi(base: string, access: Access) {
  return jsonApi({
    ...access,
    vendor: 'GitHub',
    base,
    keys: ['token'],
    headers: ({ token }) => ({
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
    }),
    exception: (answer, said, path) =>
      rateLimit(answer, said) ?? archived(answer, said) ?? unseen(answer, path) ?? transferred(answer, path),
    message: (body) => {
      const text = (body as { message?: unknown } | null | undefined)?.message;
      return typeof text === 'string' ? text : undefined;
    },
  });
}

/** All pages, or as many as are needed: `enough` sees each page and may stop. */
export async function pagesOf<T>(
  api: JsonApi,
  path: string,
  shape: v.GenericSchema<unknown, T>,
  enough: (page: readonly T[]) => boolean = () => false,
): Promise<TargetResult<T[]>> {
  const items: T[] = [];
  const query = `${path}${path.includes('?') ? '&' : '?'}per_page=${PAGE}`;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await api({ method: 'GET', path: `${query}&page=${page}` }, v.array(shape));
    if (answer.outcome !== 'ok') return answer;
    items.push(...answer.value);
    if (answer.value.length < PAGE || enough(answer.value)) break;
  }
  return ok(items);
}

/**
 * GitHub says "too fast" with 403 as well as 429; headers and message tell it from a missing permission.
 * Source: GitHub's "Rate limits for the REST API", "Exceeding the rate limit".
 */
function rateLimit({ status, headers }: Answer, said: string): TargetResult<never> | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const why = `GitHub: HTTP ${status}, rate limit`;
  if (headers.has('retry-after')) return retryLater(retryAfterSeconds(headers), 'rateLimited', why);
  if (headers.get('x-ratelimit-remaining') === '0') {
    const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN) - Date.now() / 1000;
    return retryLater(boundedWait(reset, SECONDARY_LIMIT_SECONDS), 'rateLimited', why);
  }
  const isSecondary = status === 429 || /rate limit|abuse detection/i.test(said);
  return isSecondary ? retryLater(SECONDARY_LIMIT_SECONDS, 'rateLimited', why) : undefined;
}

/** 403 again, and no new token helps. */
function archived({ status }: Answer, said: string): TargetResult<never> | undefined {
  return status === 403 && /archived|locked/i.test(said) ? rejected('gone', `HTTP ${status}`) : undefined;
}

/** The list of issues is there wherever the repository may be seen: a token that was not issued for it is told that there is none. */
function unseen({ status }: Answer, path: string): TargetResult<never> | undefined {
  return status === 404 && !path.startsWith('/') ? rejected('auth', `HTTP ${status}`) : undefined;
}

/** Moved to another repository, where it is no longer ours. Source: GitHub's REST reference, "Get an issue". */
function transferred({ status }: Answer, path: string): TargetResult<never> | undefined {
  return status === 301 && path.startsWith('/') ? rejected('gone', `HTTP ${status}`) : undefined;
}
