import { FakeSlack } from '../../../lib/local/fakes/slack';
import type { Kind, Refusal } from './kind';

function slackRefusal(code: string, expected: Refusal['expected'], headers: Record<string, string> = {}): Refusal {
  return { what: code, status: 200, headers, body: JSON.stringify({ ok: false, error: code }), expected };
}

/** Meanings: targets' reference documentation; `internal_error` may have been done, says Slack. */
const SLACK_REFUSALS: readonly Refusal[] = [
  slackRefusal(
    'ratelimited',
    { outcome: 'retryLater', reason: 'rateLimited', afterSeconds: 30 },
    { 'retry-after': '30' },
  ),
  slackRefusal('rate_limited', { outcome: 'retryLater', reason: 'rateLimited' }),
  slackRefusal('service_unavailable', { outcome: 'retryLater', reason: 'serverError' }),
  slackRefusal('request_timeout', { outcome: 'retryLater', reason: 'serverError' }),
  slackRefusal('internal_error', { outcome: 'unknown', reason: 'serverError' }),
  slackRefusal('fatal_error', { outcome: 'unknown', reason: 'serverError' }),
  slackRefusal('token_revoked', { outcome: 'rejected', reason: 'auth' }),
  slackRefusal('missing_scope', { outcome: 'rejected', reason: 'auth' }),
  slackRefusal('is_archived', { outcome: 'rejected', reason: 'gone' }),
  slackRefusal('duplicate_message_not_found', { outcome: 'unknown', reason: 'serverError' }),
  slackRefusal('org_login_required', { outcome: 'retryLater', reason: 'serverError' }),
  slackRefusal('not_in_channel', { outcome: 'rejected', reason: 'auth' }),
  slackRefusal('channel_not_found', { outcome: 'rejected', reason: 'auth' }),
  slackRefusal('restricted_action', { outcome: 'rejected', reason: 'auth' }),
  slackRefusal('invalid_blocks', { outcome: 'rejected', reason: 'clientError' }),
  slackRefusal('msg_too_long', { outcome: 'rejected', reason: 'clientError' }),
  slackRefusal('an_error_of_next_year', { outcome: 'rejected', reason: 'clientError' }),
];

export const slack: Kind = {
  kind: 'slack',
  settings: (url, channel) => ({ channel, apiUrl: `${url}/api/` }),
  secret: (botToken) => ({ botToken }),
  cannot: { people: 'nobody but the app edits its messages' },
  calls: {
    create: /chat\.postMessage/,
    edit: /chat\.update/,
    note: /chat\.postMessage/,
    look: /conversations\./,
    remove: /chat\.delete/,
  },
  handOver: [/files\.getUploadURLExternal/, /files\.completeUploadExternal/],
  fake: (now) => FakeSlack.start(now),
  isEmulated: true,
  unauthorised: { status: 200, body: '{"ok":false,"error":"invalid_auth"}' },
  refusals: SLACK_REFUSALS,
};
