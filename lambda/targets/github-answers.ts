import * as v from 'valibot';
import { ok, rejected, retryLater, type TargetResult } from '../../lib/model/contracts/target-result';
import { line } from '../../lib/render/text';
import { type Answer, boundedWait, judge, notUnderstood, retryAfterSeconds } from './http';

/** Secondary rate limits ask for at least a minute when no header says more. */
const SECONDARY_LIMIT_SECONDS = 60;

/** What an answer of GitHub means: the value in the shape that we need, or why there is none. */
export function understood<T>(answer: Answer, shape: v.GenericSchema<unknown, T>, reads: boolean): TargetResult<T> {
  const said = messageOf(answer.body);
  const refused = rateLimit(answer, said) ?? archived(answer, said) ?? judge(answer, reads);
  if (refused?.outcome === 'rejected') return rejected(refused.reason, `GitHub: ${refused.why}: ${said}`);
  if (refused !== undefined) return refused;
  const parsed = v.safeParse(shape, answer.body);
  if (parsed.success) return ok(parsed.output);
  return notUnderstood('GitHub answered with something else than documented', reads);
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

function messageOf(body: unknown): string {
  const text = (body as { message?: unknown } | null | undefined)?.message;
  return typeof text === 'string' ? line(text) : 'no message';
}
