import { rejected, retryLater, type TargetResult, unknown } from '../../lib/model/contracts/target-result';
import { retryAfterSeconds } from './http';

/**
 * Slack's error codes that we know, and what they mean for us; every other code says that we asked for something wrong.
 * Of `internal_error` and `fatal_error` Slack says that "some aspect of the operation" may have succeeded: after a write they are
 * doubts; and so are those by which it knows our `client_msg_id` without its message. Where the app may not write (it was never invited,
 * or an administrator forbids it) nothing is gone: what is put right is told then, as after a new token.
 * Source: error lists of chat.postMessage, chat.update, conversations.history and conversations.replies.
 */
type Meaning = 'notDone' | 'perhapsDone' | 'tooFast' | 'auth' | 'gone';

const CODES: Readonly<Record<Meaning, string>> = {
  notDone: 'service_unavailable request_timeout team_added_to_org org_login_required',
  perhapsDone: 'internal_error fatal_error duplicate_message_not_found duplicate_channel_not_found',
  tooFast: 'ratelimited rate_limited',
  auth:
    'invalid_auth not_authed token_revoked token_expired account_inactive missing_scope no_permission not_allowed_token_type ' +
    'access_denied accesslimited team_access_not_granted ekm_access_denied restricted_action channel_not_found not_in_channel',
  gone: 'is_archived is_inactive message_not_found cant_update_message edit_window_closed thread_not_found',
};

const MEANINGS = new Map(
  Object.entries(CODES).flatMap(([meaning, codes]) => codes.split(' ').map((code) => [code, meaning as Meaning])),
);

/** What `ok: false` with this code means. */
export function refusal(code: string, headers: Headers, reads: boolean): TargetResult<never> {
  const why = `Slack: ${code}`;
  const meaning = MEANINGS.get(code) ?? 'clientError';
  switch (meaning) {
    case 'tooFast':
      return retryLater(retryAfterSeconds(headers), 'rateLimited', why);
    case 'notDone':
      return retryLater(retryAfterSeconds(headers), 'serverError', why);
    case 'perhapsDone':
      return reads ? retryLater(retryAfterSeconds(headers), 'serverError', why) : unknown('serverError', why);
    default:
      return rejected(meaning, why);
  }
}
