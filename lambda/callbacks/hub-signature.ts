import { isHmacOf, type SignedWith } from '../doors/hmac';
import type { DoorRequest } from '../doors/request';

/** `sha256=<hex>` over the body, in that header (WebSub's way, which GitHub and Jira took over). */
export function hubSignature({ headers, body }: DoorRequest, header: string): SignedWith | undefined {
  const [, digest] = /^sha256=([0-9a-f]{64})$/i.exec(headers[header] ?? '') ?? [];
  if (digest === undefined) return undefined;
  return (secret) => isHmacOf([body], secret, Buffer.from(digest, 'hex'));
}
