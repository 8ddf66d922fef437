import { zendesk } from '../../lambda/callbacks/zendesk';
import { createTarget } from '../../lambda/targets';
import { FakeZendesk } from '../../lib/local/fakes/zendesk';
import { ticketEvent } from '../../lib/local/fakes/zendesk-webhook';
import { document, write } from '../conformance/bench';

/** Zendesk solves nothing that is nobody's, so at the end our agent takes what nobody took: that is no person who is on it. */
it.each([
  ['our own agent', 901, undefined],
  ['a colleague', 902, { says: { type: 'acknowledged' }, by: 'An agent' }],
])('a ticket that is taken by %s', async (_who, by, expected) => {
  const fake = await FakeZendesk.start();
  fake.tokens = new Set(['token']);
  const settings = { subdomain: 'echarpe', apiUrl: fake.url };
  const config = { name: 'support', kind: 'zendesk', audience: 'support', settings } as const;
  const secret = async () => ({ clientId: 'cdk-slo', clientSecret: 'token' });
  const target = createTarget({ config, secret, timeoutMs: 5000 });
  await target.create(document(), write('inc-7', 1));
  const before = fake.ticket(fake.objects()[0]!.id);
  await fake.stop();
  const event = ticketEvent({ ...before, assignee_id: by }, { before, what: 'assignee' }, by, Date.now());
  const heard = zendesk.read(event, { request: { headers: {} } } as Parameters<typeof zendesk.read>[1]);
  if (expected === undefined) expect(heard).toBeUndefined();
  else expect(heard).toMatchObject(expected);
});
