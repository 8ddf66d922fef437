import { FakeEmail } from '../../lib/local/fakes/email';
import '../conformance/kinds/email';
import { found, named } from './patient';

let email: FakeEmail;

beforeEach(async () => {
  email = await FakeEmail.start();
});
afterEach(() => email.stop());

const examined = (apiUrl = email.url) =>
  found('email', { settings: { topicArn: FakeEmail.TOPIC, apiUrl }, secret: {} });

it('finds nothing where all is well', async () => {
  expect(await examined()).toEqual([]);
});

it.each<[what: string, broken: (fake: FakeEmail) => void, expected: string[]]>([
  ['a topic that is gone', (fake) => (fake.hasTopic = false), ['error topic-missing']],
  ['that it may not look', (fake) => (fake.allowed = new Set(['Publish'])), ['warning topic-unreadable']],
  ['that nobody subscribed', (fake) => (fake.confirmed = 0), ['error nobody-subscribed']],
  ['that somebody has not confirmed', (fake) => (fake.pending = 2), ['warning subscription-pending']],
  ['that AWS is busy', (fake) => (fake.isThrottled = true), ['error unreachable']],
])('finds %s', async (_what, broken, expected) => {
  broken(email);
  expect(named(await examined())).toEqual(expected);
});

it('changes nothing: no mail is sent', async () => {
  await examined();
  expect(email.mails()).toEqual([]);
});

it('says so where nobody answers', async () => {
  expect(named(await examined('http://127.0.0.1:9'))).toEqual(['error unreachable']);
});
