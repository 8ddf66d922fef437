import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';

/** What a function URL hands over, before anybody has looked into it. */
export interface DoorRequest {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As they came: a signature is over bytes. */
  readonly body: Buffer;
}

export type DoorAnswer = Exclude<LambdaFunctionURLResult, string>;

/** Slack's largest payload is a modal with all its texts, a ticket's is its description, both far below; a function URL takes 6 MB. */
const LARGEST_BODY = 1024 * 1024;

const TYPES = {
  form: /^application\/x-www-form-urlencoded\s*(;|$)/i,
  json: /^application\/json\s*(;|$)/i,
} as const;

/**
 * What the event holds, or with which status it is turned away unread.
 * @param type of body that the door takes
 */
export function doorRequest(
  event: LambdaFunctionURLEvent,
  type: keyof typeof TYPES,
): DoorRequest | { readonly refused: number } {
  const { requestContext, headers: given, body = '', isBase64Encoded } = event;
  if (requestContext.http.method !== 'POST') return { refused: 405 };
  const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  if (!TYPES[type].test(headers['content-type'] ?? '')) return { refused: 415 };
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  return bytes.length > LARGEST_BODY ? { refused: 413 } : { headers, body: bytes };
}

export function empty(statusCode = 200): DoorAnswer {
  return { statusCode };
}

export function json(body: object): DoorAnswer {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}
