import { examine, targetSecret } from '../../lib/doctor';

const ARN = 'arn:aws:secretsmanager:eu-west-3:111122223333:secret:tickets';
const ids = (text: string | undefined, keys = ['token']) => targetSecret(text, ARN, keys).symptoms.map(({ id }) => id);

it.each<[what: string, text: string | undefined, expected: string[]]>([
  ['what it should', '{"token":"ghp-1"}', []],
  ['more than it should', '{"token":"ghp-1","other":7}', []],
  ['nothing', undefined, ['secret-no-json']],
  ['a bare token', 'ghp-1', ['secret-no-json']],
  ['a JSON text', '"ghp-1"', ['secret-no-json']],
  ['another key', '{"Token":"ghp-1"}', ['secret-key-missing']],
  ['an empty token', '{"token":""}', ['secret-key-missing']],
  ['a number', '{"token":7}', ['secret-key-missing']],
  ['the placeholder', '{"token":"to-be-filled"}', ['secret-not-filled']],
])('a secret with %s', (_what, text, expected) => {
  expect(ids(text)).toEqual(expected);
});

it('says which keys, and never a value', () => {
  const { symptoms } = targetSecret('{"token":"ghp-very-secret","email":"to-be-filled"}', ARN, [
    'token',
    'email',
    'site',
  ]);
  expect(symptoms.map(({ message }) => message)).toEqual([
    `secret ${ARN}: got no site, allowed is one with token, email, site`,
    `secret ${ARN}: got the placeholder in email, allowed is what the vendor issued`,
  ]);
  expect(JSON.stringify(symptoms)).not.toContain('ghp-very-secret');
});

it('takes the secret out of what a vendor or an exception repeats', async () => {
  const config = { name: 'own', kind: 'own', audience: 'engineers', settings: {} } as const;
  const patient = { config, secret: { token: 'ghp-very-secret' }, timeoutMs: 1, now: 0 };
  const symptoms = await examine(() => Promise.reject(new Error('no ghp-very-secret here')), patient);
  expect(symptoms).toMatchObject([{ id: 'not-examined', level: 'error', message: 'no [secret] here' }]);
});
