import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether a request was signed with this secret. */
export type SignedWith = (secret: string) => boolean;

/**
 * Whether the secret makes this HMAC-SHA256 of the bytes; in a time that tells nothing. A secret that is empty signs nothing: anybody
 * could.
 */
export function isHmacOf(signed: readonly Buffer[], secret: string, given: Buffer): boolean {
  if (secret === '') return false;
  const hmac = createHmac('sha256', secret);
  for (const bytes of signed) hmac.update(bytes);
  const expected = hmac.digest();
  return expected.length === given.length && timingSafeEqual(expected, given);
}
