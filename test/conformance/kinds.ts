import { FakeGithub } from '../../lib/local/fakes/github';
import type { FakeVendor } from '../../lib/local/fakes/server';
import { FakeSlack } from '../../lib/local/fakes/slack';
import type { TargetResult } from '../../lib/model/contracts/target-result';

/** One kind of target and what the suite must know of its vendor. A new target adds a row to KINDS and a fake. */
export interface Kind {
  readonly kind: string;
  readonly settings: (url: string, channel: string) => Record<string, string>;
  /** Key of the token in the target's secret. */
  readonly key: string;
  /** Writes as the faulty network sees them, `METHOD path`. */
  readonly calls: {
    readonly create: RegExp;
    readonly edit: RegExp;
    readonly note: RegExp;
    readonly look: RegExp;
    readonly remove: RegExp;
  };
  /** Calls by which a picture is handed over; none where pictures are not taken. */
  readonly handOver: readonly RegExp[];
  readonly fake: () => Promise<FakeVendor>;
  /** How this vendor says that a token is not valid. */
  readonly unauthorised: { readonly status: number; readonly body: string };
  /** How this vendor refuses a creation, beyond what every vendor's HTTP statuses say. */
  readonly refusals: readonly Refusal[];
}

export interface Refusal {
  readonly what: string;
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
  readonly expected: Partial<TargetResult<never>> & { readonly afterSeconds?: number };
}

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
  slackRefusal('channel_not_found', { outcome: 'rejected', reason: 'gone' }),
  slackRefusal('invalid_blocks', { outcome: 'rejected', reason: 'clientError' }),
  slackRefusal('msg_too_long', { outcome: 'rejected', reason: 'clientError' }),
  slackRefusal('an_error_of_next_year', { outcome: 'rejected', reason: 'clientError' }),
];

/** Meanings: GitHub's "Rate limits for the REST API" and its issues API. */
const GITHUB_REFUSALS: readonly Refusal[] = [
  {
    what: '403 with Retry-After: secondary rate limit',
    status: 403,
    headers: { 'retry-after': '45' },
    body: '{"message":"You have exceeded a secondary rate limit."}',
    expected: { outcome: 'retryLater', reason: 'rateLimited', afterSeconds: 45 },
  },
  {
    what: '403 without a header, but with the words: secondary rate limit',
    status: 403,
    body: '{"message":"You have exceeded a secondary rate limit."}',
    expected: { outcome: 'retryLater', reason: 'rateLimited', afterSeconds: 60 },
  },
  {
    what: '403 with nothing remaining and no reset: primary rate limit',
    status: 403,
    headers: { 'x-ratelimit-remaining': '0' },
    body: '{"message":"API rate limit exceeded"}',
    expected: { outcome: 'retryLater', reason: 'rateLimited', afterSeconds: 60 },
  },
  {
    what: '403 with nothing remaining until far in the future: capped',
    status: 403,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '99999999999' },
    body: '{"message":"API rate limit exceeded"}',
    expected: { outcome: 'retryLater', reason: 'rateLimited', afterSeconds: 3600 },
  },
  {
    what: '403: no permission',
    status: 403,
    body: '{"message":"Resource not accessible by personal access token"}',
    expected: { outcome: 'rejected', reason: 'auth' },
  },
  {
    what: '403: repository archived',
    status: 403,
    body: '{"message":"Repository was archived so is read-only."}',
    expected: { outcome: 'rejected', reason: 'gone' },
  },
  {
    what: '410: issues are switched off',
    status: 410,
    body: '{"message":"Issues are disabled for this repo"}',
    expected: { outcome: 'rejected', reason: 'gone' },
  },
  {
    what: '307: repository moved',
    status: 307,
    headers: { location: 'https://api.github.com/repositories/1/issues' },
    body: '{"message":"Moved Permanently"}',
    expected: { outcome: 'rejected', reason: 'clientError' },
  },
];

export const KINDS: readonly Kind[] = [
  {
    kind: 'slack',
    settings: (url, channel) => ({ channel, apiUrl: `${url}/api/` }),
    key: 'botToken',
    calls: {
      create: /chat\.postMessage/,
      edit: /chat\.update/,
      note: /chat\.postMessage/,
      look: /conversations\./,
      remove: /chat\.delete/,
    },
    handOver: [/files\.getUploadURLExternal/, /files\.completeUploadExternal/],
    fake: () => FakeSlack.start(),
    unauthorised: { status: 200, body: '{"ok":false,"error":"invalid_auth"}' },
    refusals: SLACK_REFUSALS,
  },
  {
    kind: 'github',
    settings: (url) => ({ repository: 'echarpe/ops', apiUrl: url }),
    key: 'token',
    calls: { create: /^POST .*\/issues$/, edit: /^PATCH/, note: /^POST .*comments$/, look: /^GET/, remove: /^PATCH/ },
    handOver: [],
    fake: () => FakeGithub.start(),
    unauthorised: { status: 401, body: '{"message":"Bad credentials"}' },
    refusals: GITHUB_REFUSALS,
  },
];
