import { rejected, retryLater, type TargetResult, unknown } from '../../lib/model/contracts/target-result';
import { retryAfterSeconds } from './http';

/**
 * Slack's error codes that we know, and what they mean for us; every other code says that we asked for something wrong.
 * Of `internal_error` and `fatal_error` Slack says that "some aspect of the operation" may have succeeded: after a write they are
 * doubts. Source: error lists of chat.postMessage, chat.update, conversations.history and conversations.replies.
 */
type Meaning = 'notDone' | 'perhapsDone' | 'tooFast' | 'auth' | 'gone';

const CODES: Readonly<Record<Meaning, readonly string[]>> = {
  notDone: ['service_unavailable', 'request_timeout', 'team_added_to_org'],
  perhapsDone: ['internal_error', 'fatal_error'],
  tooFast: ['ratelimited', 'rate_limited'],
  auth: [
    'invalid_auth',
    'not_authed',
    'token_revoked',
    'token_expired',
    'account_inactive',
    'missing_scope',
    'no_permission',
    'not_allowed_token_type',
  ],
  gone: [
    'channel_not_found',
    'is_archived',
    'is_inactive',
    'message_not_found',
    'cant_update_message',
    'edit_window_closed',
    'thread_not_found',
    'not_in_channel',
  ],
};

const MEANINGS = new Map(
  Object.entries(CODES).flatMap(([meaning, codes]) => codes.map((code) => [code, meaning as Meaning] as const)),
);

/** What `ok: false` with this code means. */
export function refusal(code: string, headers: Headers, reads: boolean): TargetResult<never> {
  const why = `Slack: ${code}`;
  switch (MEANINGS.get(code)) {
    case 'tooFast':
      return retryLater(retryAfterSeconds(headers), 'rateLimited', why);
    case 'notDone':
      return retryLater(retryAfterSeconds(headers), 'serverError', why);
    case 'perhapsDone':
      return reads ? retryLater(retryAfterSeconds(headers), 'serverError', why) : unknown('serverError', why);
    case 'auth':
      return rejected('auth', why);
    case 'gone':
      return rejected('gone', why);
    default:
      return rejected('clientError', why);
  }
}
