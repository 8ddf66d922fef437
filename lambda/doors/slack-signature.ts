import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DoorRequest } from './request';

/** Older or newer than this, a request may be somebody's recording. Source: Slack, "Verifying requests from Slack", 5 minutes. */
const MOST_SECONDS = 300;

/** What a request says of its own authenticity. */
export interface SlackSignature {
  readonly signature: Buffer;
  /** What was signed. */
  readonly signed: Buffer;
}

/** Nothing when the request cannot be genuine whatever the secret: no signature of the right form, or one from another time. */
export function slackSignature({ headers, body }: DoorRequest, now: number): SlackSignature | undefined {
  const timestamp = headers['x-slack-request-timestamp'] ?? '';
  const signature = headers['x-slack-signature'] ?? '';
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return undefined;
  if (Math.abs(now / 1000 - Number(timestamp)) > MOST_SECONDS) return undefined;
  return { signature: Buffer.from(signature), signed: Buffer.concat([Buffer.from(`v0:${timestamp}:`), body]) };
}

/** In a time that tells nothing. A secret that is empty signs nothing: anybody could. */
export function isSignedWith(secret: string | undefined, { signature, signed }: SlackSignature): boolean {
  if (!secret) return false;
  const expected = Buffer.from(`v0=${createHmac('sha256', secret).update(signed).digest('hex')}`);
  return expected.length === signature.length && timingSafeEqual(expected, signature);
}
