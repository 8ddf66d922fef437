import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { InvocationResult } from './lambda/function-process';
import { LOCAL_ENVIRONMENT } from './ports';

/** A request at a function URL; `path` is what stands behind the URL, with the query. */
export interface UrlRequest {
  readonly request: Pick<IncomingMessage, 'method' | 'headers'>;
  readonly path: string;
  readonly body: Buffer;
  readonly id: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Bodies that are handed over as text; all others come in base64, forms among them [field report: slackapi/python-slack-sdk#859,
 * middyjs/middy#603].
 */
const TEXT = /^(text\/|application\/([\w.-]+\+)?(json|xml)\b|application\/javascript\b)/;

/**
 * The event of payload format 2.0: names of headers in lower case, repeated ones joined by commas, cookies apart. Source: Lambda developer
 * guide, "Invoking Lambda function URLs".
 */
export function functionUrlEvent({ request, path, body, id, now }: UrlRequest): object {
  const { cookie, ...others } = request.headers;
  const headers = Object.fromEntries(
    Object.entries(others).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );
  const [rawPath = '', rawQueryString = ''] = path.split('?', 2);
  const query = new URLSearchParams(rawQueryString);
  const queryStringParameters = Object.fromEntries(
    [...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]),
  );
  const isText = TEXT.test(headers['content-type'] ?? 'text/plain');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: rawPath || '/',
    rawQueryString,
    headers,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    ...(rawQueryString === '' ? {} : { queryStringParameters }),
    requestContext: {
      accountId: 'anonymous',
      apiId: id,
      domainName: `${id}.lambda-url.${LOCAL_ENVIRONMENT.region}.on.aws`,
      domainPrefix: id,
      http: {
        method: request.method,
        path: rawPath || '/',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: `local-${now}`,
      routeKey: '$default',
      stage: '$default',
      time: new Date(now).toISOString(),
      timeEpoch: now,
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

interface Structured {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** What the caller gets; an answer without a status is the body, and a function that fails is 502. Source: as above. */
export function functionUrlResponse(result: InvocationResult): {
  status: number;
  headers: OutgoingHttpHeaders;
  content: Buffer;
} {
  const json = { 'content-type': 'application/json' };
  if ('error' in result) return { status: 502, headers: json, content: Buffer.from('Internal Server Error') };
  if (!isStructured(result.answer))
    return { status: 200, headers: json, content: Buffer.from(JSON.stringify(result.answer ?? null)) };
  const { statusCode, headers = {}, cookies, body = '', isBase64Encoded = false } = result.answer;
  return {
    status: statusCode,
    headers: { ...json, ...lowerCase(headers), ...(cookies === undefined ? {} : { 'set-cookie': [...cookies] }) },
    content: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

function isStructured(answer: unknown): answer is Structured {
  return typeof answer === 'object' && answer !== null && 'statusCode' in answer;
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
