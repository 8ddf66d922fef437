import { createTarget } from '../../lambda/targets';
import { FakeZendesk } from '../../lib/local/fakes/zendesk';
import { Bench, document, incident, SECRET, value, write } from './bench';
import { zendesk as kind } from './kinds/zendesk';

/** How Zendesk is entered. Source: Zendesk, "Migrating from API tokens to OAuth access tokens". */
let bench: Bench;
let vendor: FakeZendesk;

beforeEach(async () => {
  ({ bench, vendor } = (await Bench.strict({ ...kind, fake: () => FakeZendesk.start() })) as {
    bench: Bench;
    vendor: FakeZendesk;
  });
});
afterEach(() => bench.stop());

it('is by a token for reading, and for writing tickets alone; many calls have the same', async () => {
  const id = incident();
  const ref = await bench.create(id);
  value(await bench.target.note(ref, { paragraphs: ['.'] }, write(id, 2, 2)));
  expect(bench.network.calls.map((call) => call.split(' ')[1])).toEqual([
    '/oauth/tokens',
    '/api/v2/tickets.json',
    `/api/v2/tickets/${ref.id}.json`,
  ]);
  vendor.access.allowedScopes = ['read', 'tickets:write'];
  expect(await bench.anew().create(document(), write(incident(), 1))).toMatchObject({ outcome: 'ok' });
});

it('is asked for again where the token was ended, once', async () => {
  await bench.create(incident());
  vendor.access.issued.revoke();
  const { length } = bench.network.calls;
  await bench.create(incident());
  expect(bench.network.calls.slice(length).map((call) => call.split(' ')[1])).toEqual([
    '/api/v2/tickets.json',
    '/oauth/tokens',
    '/api/v2/tickets.json',
  ]);
});

it('is refused with an API token, which Zendesk issues no more', async () => {
  const refused = { outcome: 'rejected', reason: 'auth', why: 'the secret has no key "clientId"' };
  const settings = kind.settings(bench.network.url, '');
  const config = { name: 'zendesk', kind: 'zendesk', audience: 'engineers', secretArn: 'arn', settings } as const;
  const secret = async () => ({ email: 'slo@echarpe.example', apiToken: SECRET });
  const old = createTarget({ config, secret, timeoutMs: 5000 });
  expect(await old.create(document(), write(incident(), 1))).toEqual(refused);
});
