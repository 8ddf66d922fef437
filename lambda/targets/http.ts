import { ok, rejected, retryLater, type TargetResult, unknown } from '../../lib/model/contracts/target-result';

/**
 * One call of a vendor over HTTP, classified. A read may be repeated; a write that left us without a clear answer is `unknown`,
 * and whoever continues must look before writing again. No message ever carries a header or a body of ours: they hold secrets.
 */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a form, where a vendor reads queries only so. */
  readonly form?: Readonly<Record<string, string>>;
  /**
   * What comes back is text, and its body is given as it is.
   * @default false - it is JSON
   */
  readonly isText?: boolean;
  /** Whether the call changes nothing at the other side. */
  readonly reads: boolean;
  readonly timeoutMs: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
/** Answers are read up to this size: twice a page of 50 GitHub issues with the longest bodies in ASCII. */
const LARGEST_ANSWER = 8 * 1024 * 1024;
/** An error is one sentence; what is longer is somebody's web page. */
const LARGEST_ERROR = 64 * 1024;
const IN_USE_SECONDS = 5;
const SHORTEST_WAIT_SECONDS = 1;
const DEFAULT_WAIT_SECONDS = 30;
/** A vendor that asks for longer is asked again after this, not forgotten. */
const LONGEST_WAIT_SECONDS = 3600;

/**
 * Refused, never connected or not trusted: nothing of the call can have arrived. All that OpenSSL says of certificates ends a connection before
 * anything is sent (Node.js, "X509 certificate error codes").
 */
const NEVER_LEFT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|E(NET|HOST)UNREACH)$|CERT|^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/;

/** A success that has nothing to add. */
const NO_CONTENT = 204;

/** The vendor itself says that it did not do it; other 5xx come from something in between that cannot know. */
const NOT_DONE = new Set([500, 503]);

/** `Sun, 06 Nov 1994 08:49:37 GMT`; Date.parse alone makes a date of nearly everything. */
const HTTP_DATE = /^[A-Za-z]{3,9},? .*GMT$/;

/** The answer, whatever its status, or why there is none. Statuses are judged by `judge`. */
export async function send({
  method,
  url,
  headers,
  body,
  form,
  isText = false,
  reads,
  timeoutMs,
}: Call): Promise<TargetResult<Answer>> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        'user-agent': 'cdk-slo',
        ...(body === undefined ? {} : JSON_TYPE),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      // Never followed: the secret would travel along. Shown, so that a repository that moved is told from a lost answer.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    return noAnswer(error as Error, reads);
  }
  return answerOf(response, reads, isText);
}

async function answerOf(response: Response, reads: boolean, isText: boolean): Promise<TargetResult<Answer>> {
  const { status, headers } = response;
  const failed = status >= 300;
  try {
    const text = await readText(response, failed ? LARGEST_ERROR : LARGEST_ANSWER);
    if (isText) return ok({ status, headers, body: text });
    if (status === NO_CONTENT && text === '') return ok({ status, headers, body: undefined });
    const parsed = parseJson(text);
    if (parsed !== undefined || failed) return ok({ status, headers, body: parsed });
    return notUnderstood(`HTTP ${status} with an answer that is not JSON`, reads);
  } catch (error) {
    // A failure has been said by its status; what its body would have added does not matter.
    return failed ? ok({ status, headers, body: undefined }) : noAnswer(error as Error, reads);
  }
}

/** Hands bytes over at an address that was made for them; no secret travels along. What comes back beside the status is not read. */
export async function upload(url: string, bytes: Uint8Array, timeoutMs: number): Promise<TargetResult<void>> {
  try {
    const { status, headers, body } = await fetch(url, {
      method: 'POST',
      headers: { 'user-agent': 'cdk-slo', 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await body?.cancel();
    return judge({ status, headers, body: undefined }, true) ?? ok(undefined);
  } catch (error) {
    return noAnswer(error as Error, true);
  }
}

/** An answer that means nothing to us: a read is repeated, a write may have been done. */
export function notUnderstood(why: string, reads: boolean): TargetResult<never> {
  return reads ? retryLater(DEFAULT_WAIT_SECONDS, 'badAnswer', why) : unknown('badAnswer', why);
}

/**
 * What a status means for a call; nothing for success. 500 and 503 say that the vendor did not do it; 502, 504 and other 5xx come
 * from something in between, and the vendor may have done it. 401 and 403 are the caller's business: it may hold a new secret.
 */
export function judge({ status, headers }: Answer, reads: boolean): TargetResult<never> | undefined {
  if (status < 300) return undefined;
  const why = `HTTP ${status}`;
  if (status === 429) return retryLater(retryAfterSeconds(headers), 'rateLimited', why);
  if (status === 408 || status === 425) return retryLater(retryAfterSeconds(headers), 'serverError', why);
  if (!reads && status >= 500 && !NOT_DONE.has(status)) return unknown('serverError', why);
  if (status >= 500) return retryLater(retryAfterSeconds(headers), 'serverError', why);
  if (status === 401 || status === 403) return rejected('auth', why);
  if (status === 404 || status === 410) return rejected('gone', why);
  if (status < 400) return rejected('clientError', `${why}: redirects are not followed`);
  return rejected('clientError', why);
}

/** Somebody else is writing there at this moment: nothing was done, and is done again soon. */
export function inUse(why: string): TargetResult<never> {
  return retryLater(IN_USE_SECONDS, 'clientError', why);
}

/** Seconds or an HTTP date; anything else gets the default. Bounded both ways. */
export function retryAfterSeconds(headers: Headers, now = Date.now()): number {
  const text = (headers.get('retry-after') ?? '').trim();
  if (/^\d+(\.\d+)?$/.test(text)) return boundedWait(Number(text));
  return boundedWait(HTTP_DATE.test(text) ? (Date.parse(text) - now) / 1000 : Number.NaN);
}

/** Whole seconds within what is worth waiting; the default for what is no number. */
export function boundedWait(seconds: number, otherwise = DEFAULT_WAIT_SECONDS): number {
  if (Number.isNaN(seconds)) return otherwise;
  return Math.min(LONGEST_WAIT_SECONDS, Math.max(SHORTEST_WAIT_SECONDS, Math.ceil(seconds)));
}

/** What it means that there is none, by the error of `fetch`. */
function noAnswer(error: Error, reads: boolean): TargetResult<never> {
  const cause = error.cause as Cause | undefined;
  const code = cause?.code ?? error.name;
  const why = `no answer: ${code}`;
  if (NEVER_LEFT.test(code) || isConnecting(cause)) return retryLater(DEFAULT_WAIT_SECONDS, 'network', why);
  const reason = error.name === 'TimeoutError' ? 'timeout' : 'network';
  return reads ? retryLater(DEFAULT_WAIT_SECONDS, reason, why) : unknown(reason, why);
}

interface Cause {
  readonly code?: string;
  readonly syscall?: string;
  /** Node tries all addresses of a host and tells of all failures together. */
  readonly errors?: readonly Cause[];
}

/** ETIMEDOUT is said of connecting as well as of waiting. */
function isConnecting(cause: Cause | undefined): boolean {
  const causes = cause?.errors ?? (cause === undefined ? [] : [cause]);
  return causes.length > 0 && causes.every(({ syscall }) => syscall === 'connect');
}

async function readText({ body }: Response, most: number): Promise<string> {
  return (await readUpTo(most, body ?? []))?.toString('utf8') ?? '';
}

/** All that comes; nothing when that is more than `most` bytes, and the rest is not read. */
async function readUpTo(
  most: number,
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
