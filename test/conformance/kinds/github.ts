import { FakeGithub } from '../../../lib/local/fakes/github';
import type { Kind, Refusal } from './kind';

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
    what: '404: a token that was not issued for the repository',
    status: 404,
    body: '{"message":"Not Found"}',
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

export const github: Kind = {
  kind: 'github',
  settings: (url) => ({ repository: 'echarpe/ops', apiUrl: url }),
  secret: (token) => ({ token }),
  calls: { create: /^POST .*\/issues$/, edit: /^PATCH/, note: /^POST .*comments$/, look: /^GET/, remove: /^PATCH/ },
  handOver: [],
  fake: (now) => FakeGithub.start(now),
  byPeople: { title: 'Scarves cannot be bought', priority: 'P1', assignee: 'sam' },
  isEmulated: true,
  unauthorised: { status: 401, body: '{"message":"Bad credentials"}' },
  refusals: GITHUB_REFUSALS,
};
