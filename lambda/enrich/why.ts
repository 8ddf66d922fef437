import { DeadlineExceeded } from './deadline';

/** Names that AWS gives to errors, by what they mean to people. */
const THROTTLED = /Throttl|TooManyRequests|LimitExceeded|SlowDown/;
const REFUSED = /AccessDenied|NotAuthorized|UnrecognizedClient|InvalidClientToken|ExpiredToken/;

/** Why something was not found out, in people's words. The log has the technical ones. */
export function whyMissing(error: Error, source: string): string {
  if (error instanceof DeadlineExceeded) return `${source} did not answer within ${error.seconds} s`;
  if (THROTTLED.test(error.name)) return `${source} had too many questions to answer`;
  if (REFUSED.test(error.name)) return `the permission to ask ${source} is missing`;
  return `${source} answered with an error`;
}
