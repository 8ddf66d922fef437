import { zendesk } from '../../lambda/callbacks/zendesk';
import { FakeZendesk } from '../../lib/local/fakes/zendesk';
import { ticketEvent } from '../../lib/local/fakes/zendesk-webhook';

/** Zendesk solves nothing that is nobody's, so at the end our agent takes what nobody took: that is no person who is on it. */
it.each([
  ['our own agent', 901, undefined],
  ['a colleague', 902, { says: { type: 'acknowledged' }, by: 'An agent' }],
])('a ticket that is taken by %s', async (_who, by, expected) => {
  const fake = await FakeZendesk.start();
  fake.tokens = new Set(['token']);
  const authorization = `Basic ${Buffer.from('slo@echarpe.example/token:token').toString('base64')}`;
  await fetch(`${fake.url}/api/v2/tickets.json`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ ticket: { external_id: 'slo-inc-7', comment: { body: 'x', public: false } } }),
  });
  const before = fake.ticket(fake.objects()[0]!.id);
  await fake.stop();
  const event = ticketEvent({ ...before, assignee_id: by }, { before, what: 'assignee' }, by, Date.now());
  const heard = zendesk.read(event, { request: { headers: {} } } as Parameters<typeof zendesk.read>[1]);
  if (expected === undefined) expect(heard).toBeUndefined();
  else expect(heard).toMatchObject(expected);
});
