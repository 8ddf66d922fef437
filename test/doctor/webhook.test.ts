import { startServer } from '../../lib/local/fakes/server';
import { FakeWebhook } from '../../lib/local/fakes/webhook';
import { found, named, TOKEN } from './patient';

const examined = (apiUrl: string, secret: Record<string, string> = { signingSecret: TOKEN }) =>
  found('webhook', { settings: { apiUrl }, secret });

it('finds nothing where somebody listens, and files nothing there', async () => {
  const receiver = await FakeWebhook.start();
  expect(await examined(receiver.url)).toEqual([]);
  expect(receiver.objects()).toEqual([]);
  await receiver.stop();
});

it.each([
  [302, 'error receiver-moved'],
  [503, 'warning receiver-failing'],
])('finds a receiver that answers %i', async (status, expected) => {
  const receiver = await startServer(() => ({ status, headers: { location: 'https://elsewhere.example' }, body: '' }));
  expect(named(await examined(receiver.url))).toEqual([expected]);
  await receiver.stop();
});

it.each([
  [15, ['warning secret-weak']],
  [16, []],
])('weighs a secret of %i characters', async (length, expected) => {
  const receiver = await FakeWebhook.start();
  expect(named(await examined(receiver.url, { signingSecret: 's'.repeat(length) }))).toEqual(expected);
  await receiver.stop();
});

it('finds that nobody is there, and a secret that could be guessed, which it does not tell', async () => {
  const symptoms = await examined('http://127.0.0.1:9', { signingSecret: 'sesame' });
  expect(named(symptoms)).toEqual(['error unreachable', 'warning secret-weak']);
  expect(JSON.stringify(symptoms)).not.toContain('sesame');
});
