import { isHmacOf, type SignedWith } from './hmac';
import type { DoorRequest } from './request';

/** Older or newer than this, a request may be somebody's recording. Source: Slack, "Verifying requests from Slack", 5 minutes. */
const MOST_SECONDS = 300;

/** Nothing when the request cannot be genuine whatever the secret: no signature of the right form, or one from another time. */
export function slackSignature({ headers, body }: DoorRequest, now: number): SignedWith | undefined {
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  const [, digest] = /^v0=([0-9a-f]{64})$/.exec(headers['x-slack-signature'] ?? '') ?? [];
  if (!/^\d{1,12}$/.test(timestamp) || digest === undefined) return undefined;
  if (Math.abs(now / 1000 - Number(timestamp)) > MOST_SECONDS) return undefined;
  const signed = [Buffer.from(`v0:${timestamp}:`), body];
  return (secret) => isHmacOf(signed, secret, Buffer.from(digest, 'hex'));
}
