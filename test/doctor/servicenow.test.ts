import { FakeServiceNow } from '../../lib/local/fakes/servicenow';
import { found, named, TOKEN } from './patient';

const GROUP = '287ebd7da9fe198100f92cc8d1d2154e';
const SECRET = { user: 'cdk.slo', password: TOKEN };
const CLIENT = { clientId: 'client', clientSecret: TOKEN };

let instance: FakeServiceNow;

beforeEach(async () => {
  instance = await FakeServiceNow.start();
  instance.tokens = new Set([TOKEN]);
  await filed();
});
afterEach(() => instance.stop());

const examined = (settings: Record<string, string> = {}, secret: Record<string, string> = SECRET) =>
  found('servicenow', { settings: { apiUrl: instance.url, ...settings }, secret });

/** One that anybody filed. */
async function filed(): Promise<void> {
  const authorization = `Basic ${Buffer.from(`u:${TOKEN}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  await fetch(`${instance.url}/api/now/v2/table/incident`, { method: 'POST', headers, body: '{}' });
}

it('finds nothing where all is well', async () => {
  expect(await examined()).toEqual([]);
  expect(await examined({ assignmentGroup: GROUP })).toEqual([]);
  expect(await examined({ oauth: 'on' }, CLIENT)).toEqual([]);
});

it.each<[what: string, broken: (fake: FakeServiceNow) => void, expected: string[]]>([
  ['a password that was changed', (fake) => (fake.tokens = new Set()), ['error credentials-refused']],
  ['a user without a role', (fake) => (fake.role = 'none'), ['error role-missing']],
  ['a user to whom records are hidden', (fake) => (fake.role = 'write'), ['warning records-unseen']],
  ['an instance that sleeps', (fake) => (fake.isHibernating = true), ['error unreachable']],
  ['too many calls', (fake) => (fake.callsPerHour = 0), ['error unreachable']],
  ['a hidden field', (fake) => (fake.hidden = ['correlation_id']), ['error field-hidden']],
  ['hidden notes', (fake) => (fake.hidden = ['work_notes']), ['warning notes-hidden']],
  ['a field that a policy asks for', (fake) => (fake.mandatory = ['caller_id']), ['warning field-mandatory']],
  ['a field that the form asks for', (fake) => (fake.starred = ['category']), ['warning field-mandatory']],
  ['other resolution codes', (fake) => (fake.closeCodes = ['Solved']), ['error close-code-unknown']],
  ['a set-up that it may not see', (fake) => (fake.showsSetUp = false), ['warning not-checked']],
])('finds %s', async (_what, broken, expected) => {
  broken(instance);
  expect(named(await examined())).toEqual(expected);
});

it.each<[what: string, settings: Record<string, string>, expected: string]>([
  ['a table that there is not', { table: 'incidents' }, 'error table-unknown'],
  ['a state that there is not', { resolvedState: '66' }, 'error state-unknown'],
  ['a state of tasks that incidents do not have', { resolvedState: '4' }, 'error state-unknown'],
  ['a group that there is not', { assignmentGroup: '0'.repeat(32) }, 'error group-unknown'],
  ['an address where nobody is', { apiUrl: 'http://127.0.0.1:9' }, 'error unreachable'],
  ['settings that are none', { table: 'my table' }, 'error not-examined'],
])('finds %s', async (_what, settings, expected) => {
  expect(named(await examined(settings))).toEqual([expected]);
});

it('tells OAuth credentials that are refused from a password', async () => {
  instance.tokens = new Set();
  const [symptom] = await examined({ oauth: 'on' }, CLIENT);
  expect(symptom).toMatchObject({ id: 'credentials-refused', remedy: expect.stringContaining('Application Registry') });
  // The client is called "client": what is to be done stays legible.
  expect(symptom!.remedy).toContain('look at clientId and clientSecret in the secret');
});

it('does not send to an instance that sleeps who called too often', async () => {
  instance.callsPerHour = 0;
  const [symptom] = await examined();
  expect(symptom).toMatchObject({ id: 'unreachable', remedy: expect.stringContaining('Rate Limit Rules') });
});

it('asks for nothing that is given', async () => {
  instance.mandatory = ['caller_id', 'assignment_group', 'close_code'];
  expect(await examined({ fields: '{"caller_id":"x"}', assignmentGroup: GROUP })).toEqual([]);
});

it('names the keys that the secret lacks', async () => {
  const [symptom] = await examined({}, { token: 'x' });
  expect(symptom).toMatchObject({ id: 'credentials-refused', message: expect.stringContaining('no key "user"') });
});
