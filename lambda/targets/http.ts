import { rejected, retryLater, type TargetResult, unknown } from '../../lib/model/contracts/target-result';

/**
 * One call of a vendor over HTTP, classified. A read may be repeated; a write that left us without a clear answer is `unknown`,
 * and whoever continues must look before writing again. No message ever carries a header or a body of ours: they hold secrets.
 */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as a form, where a vendor reads queries only so. */
  readonly form?: Readonly<Record<string, string>>;
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
/** Answers are read up to this size; no vendor's answer that we need comes near it. */
const LARGEST_ANSWER = 4 * 1024 * 1024;
const SHORTEST_WAIT_SECONDS = 1;
const DEFAULT_WAIT_SECONDS = 30;
/** A vendor that asks for longer is asked again after this, not forgotten. */
const LONGEST_WAIT_SECONDS = 3600;

/** Refused or never connected: nothing of the call can have arrived. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);

/** The answer, whatever its status, or why there is none. Statuses are judged by `judge`. */
export async function send({
  method,
  url,
  headers,
  body,
  form,
  reads,
  timeoutMs,
}: Call): Promise<TargetResult<Answer>> {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        'user-agent': 'cdk-slo',
        ...(body === undefined ? {} : JSON_TYPE),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await readText(response);
    const { status } = response;
    const parsed = parseJson(text);
    if (parsed === undefined && status < 400) {
      const why = `HTTP ${status} with an answer that is not JSON`;
      return reads ? retryLater(DEFAULT_WAIT_SECONDS, 'badAnswer', why) : unknown('badAnswer', why);
    }
    return { outcome: 'ok', value: { status, headers: response.headers, body: parsed } };
  } catch (error) {
    return noAnswer(error as Error, reads);
  }
}

/**
 * What a status means for a call. 500 and 503 say that the vendor did not do it; 502 and 504 come from something in between,
 * and the vendor may have done it. 401 and 403 are the caller's business: it may hold a new secret.
 */
export function judge({ status, headers }: Answer, reads: boolean): TargetResult<never> | undefined {
  if (status < 300) return undefined;
  const why = `HTTP ${status}`;
  if (status === 429) return retryLater(retryAfterSeconds(headers), 'rateLimited', why);
  if (status === 408 || status === 425) return retryLater(retryAfterSeconds(headers), 'serverError', why);
  if (!reads && (status === 502 || status === 504)) return unknown('serverError', why);
  if (status >= 500) return retryLater(retryAfterSeconds(headers), 'serverError', why);
  if (status === 401 || status === 403) return rejected('auth', why);
  if (status === 404 || status === 410) return rejected('gone', why);
  return rejected('clientError', why);
}

/** Seconds or an HTTP date; anything else gets the default. Bounded both ways. */
export function retryAfterSeconds(headers: Headers, now = Date.now()): number {
  const text = headers.get('retry-after') ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : (Date.parse(text) - now) / 1000;
  if (!Number.isFinite(seconds)) return DEFAULT_WAIT_SECONDS;
  return Math.min(LONGEST_WAIT_SECONDS, Math.max(SHORTEST_WAIT_SECONDS, Math.ceil(seconds)));
}

function noAnswer(error: Error, reads: boolean): TargetResult<never> {
  const code = (error.cause as { code?: string } | undefined)?.code ?? error.name;
  const why = `no answer: ${code}`;
  if (NEVER_LEFT.has(code)) return retryLater(DEFAULT_WAIT_SECONDS, 'network', why);
  const reason = error.name === 'TimeoutError' ? 'timeout' : 'network';
  return reads ? retryLater(DEFAULT_WAIT_SECONDS, reason, why) : unknown(reason, why);
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_ANSWER) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
