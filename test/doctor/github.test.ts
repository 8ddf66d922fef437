import { FakeGithub } from '../../lib/local/fakes/github';
import { found, named, TOKEN } from './patient';

let github: FakeGithub;

beforeEach(async () => {
  github = await FakeGithub.start();
  github.tokens = new Set([TOKEN]);
});
afterEach(() => github.stop());

const examined = (repository = 'echarpe/ops', apiUrl = github.url) =>
  found('github', { settings: { repository, apiUrl }, secret: { token: TOKEN } });

it('finds nothing where all is well', async () => {
  expect(await examined()).toEqual([]);
  github.tokenEnds = '2027-03-01 07:00:00 UTC';
  github.scopes = ['repo', 'workflow'];
  expect(await examined()).toEqual([]);
});

it.each<[what: string, broken: (fake: FakeGithub) => void, expected: string[]]>([
  ['a token that was revoked', (fake) => (fake.tokens = new Set()), ['error token-refused']],
  ['a token that ends soon', (fake) => (fake.tokenEnds = '2026-11-20 07:00:00 UTC'), ['warning token-expiring']],
  [
    'one that ends soon elsewhere',
    (fake) => (fake.tokenEnds = '2026-11-28 21:00:00 +0200'),
    ['warning token-expiring'],
  ],
  ['one that ends later', (fake) => (fake.tokenEnds = '2026-11-28 19:00:00 -0200'), []],
  ['an archived repository', (fake) => (fake.isArchived = true), ['error repository-archived']],
  ['a repository that was renamed', (fake) => (fake.hasMoved = true), ['error repository-moved']],
  ['issues that are switched off', (fake) => (fake.hasIssues = false), ['error issues-off']],
  ['a token without issues', (fake) => (fake.mayReadIssues = false), ['error permission-missing']],
  ['labels that will be dropped', (fake) => (fake.mayPush = false), ['warning no-push-access']],
  ['a classic token for something else', (fake) => (fake.scopes = ['gist']), ['error scope-missing']],
  [
    'a classic token for public repositories at a private one',
    (fake) => (fake.scopes = ['public_repo']),
    ['error scope-missing'],
  ],
])('finds %s', async (_what, broken, expected) => {
  broken(github);
  expect(named(await examined())).toEqual(expected);
});

it('takes a classic token for public repositories at a public one', async () => {
  github.isPrivate = false;
  github.scopes = ['public_repo'];
  expect(await examined()).toEqual([]);
});

it('says when the token ends', async () => {
  github.tokenEnds = '2026-11-20 07:00:00 UTC';
  expect((await examined())[0]!.message).toContain('2026-11-20 07:00:00 UTC');
});

it('finds a repository that the token cannot see, and a vendor that does not answer', async () => {
  expect(named(await examined('echarpe/elsewhere'))).toEqual(['error repository-missing']);
  expect(named(await examined('echarpe/ops', 'http://127.0.0.1:9'))).toEqual(['error unreachable']);
});
