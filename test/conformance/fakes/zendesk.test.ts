import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeZendesk } from '../../../lib/local/fakes/zendesk';
import { webhookSignature } from '../../../lib/local/fakes/zendesk-webhook';

/** The conformance suite proves something only if the fake refuses what Zendesk refuses. */
const TOKEN = 'token';
let zendesk: FakeZendesk;
let now = Date.parse('2026-01-02T03:04:05Z');

beforeEach(async () => {
  zendesk = await FakeZendesk.start(() => now);
  zendesk.tokens = new Set([TOKEN]);
});
afterEach(() => zendesk.stop());

/** As RFC 6749, 4.4 has it. */
async function tokenFor(scope: string, secret = TOKEN): Promise<{ status: number; token: string }> {
  const asked = { grant_type: 'client_credentials', client_id: 'cdk-slo', client_secret: secret, scope };
  const body = new URLSearchParams(asked);
  const response = await fetch(`${zendesk.url}/oauth/tokens`, { method: 'POST', body });
  const { access_token = '' } = (await response.json()) as { access_token?: string };
  return { status: response.status, token: access_token };
}

async function call(
  method: string,
  path: string,
  ticket?: object,
  { authorization, headers = {} }: { authorization?: string; headers?: Record<string, string> } = {},
) {
  const response = await fetch(`${zendesk.url}/api/v2/${path}`, {
    method,
    headers: {
      authorization: authorization ?? `Bearer ${(await tokenFor('read tickets:write')).token}`,
      'content-type': 'application/json',
      ...headers,
    },
    ...(ticket && { body: JSON.stringify({ ticket }) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
}

interface Answer {
  readonly error?: string;
  readonly ticket: { readonly id: number; readonly updated_at: string; readonly tags: string[] };
}

const comment = { body: 'words', public: false };
const create = async (change: object = {}) =>
  (await call('POST', 'tickets.json', { subject: 'x', comment, ...change })).body.ticket;

const basic = (user: string) => `Basic ${Buffer.from(`${user}:${TOKEN}`).toString('base64')}`;

it.each([
  ['a token that nobody issued', 'Bearer other'],
  ['an API token', basic('slo@echarpe.example/token')],
  ['a password', basic('slo@echarpe.example')],
])('lets nobody in with %s', async (_what, authorization) => {
  expect(await call('GET', 'tickets.json', undefined, { authorization })).toMatchObject({ status: 401 });
});

it('issues tokens for half an hour, to who knows the secret, for what the client may ask', async () => {
  expect(await tokenFor('read', 'other')).toMatchObject({ status: 401 });
  zendesk.access.allowedScopes = ['read'];
  expect(await tokenFor('read tickets:write')).toMatchObject({ status: 400 });
  const authorization = `Bearer ${(await tokenFor('read')).token}`;
  const read = () => call('GET', 'tickets.json', undefined, { authorization });
  expect(await read()).toMatchObject({ status: 200 });
  expect(await call('POST', 'tickets.json', { subject: 'x', comment }, { authorization })).toMatchObject({
    status: 403,
  });
  now += 30 * 60 * 1000;
  expect(await read()).toMatchObject({ status: 401 });
});

it.each([
  ['no comment', { comment: undefined }, 422],
  ['a blank comment', { comment: { body: ' \n' } }, 422],
  ['a comment of 64 KB', { comment: { body: 'x'.repeat(65_536) } }, 201],
  ['a longer one, in bytes', { comment: { body: 'é'.repeat(32_769) } }, 422],
  ['a status that is none', { status: 'done' }, 422],
  ['on-hold where it is not switched on', { status: 'hold' }, 422],
  ['a priority that is none', { priority: 'P1' }, 422],
  ['a group that is none', { group_id: 1 }, 422],
  ['solved, and nobody took it', { status: 'solved' }, 422],
  ['an agent of another group', { assignee_id: 901, group_id: FakeZendesk.OTHER_GROUP }, 422],
])('creates a ticket with %s: %j', async (_what, change, status) => {
  expect((await call('POST', 'tickets.json', { subject: 'x', comment, ...change })).status).toBe(status);
});

it('changes nothing of a ticket that is closed for good, and finds none that was deleted', async () => {
  const [{ id: closed }, { id: deleted }] = [await create(), await create()];
  zendesk.close(String(closed));
  zendesk.remove(String(deleted));
  expect(await call('PUT', `tickets/${closed}.json`, { subject: 'y' })).toMatchObject({ status: 422 });
  expect(await call('PUT', `tickets/${deleted}.json`, { subject: 'y' })).toMatchObject({ status: 404 });
});

it('refuses a safe update of what moved meanwhile, and takes an unsafe one', async () => {
  const { id, updated_at } = await create();
  const stale = { subject: 'y', updated_stamp: updated_at };
  now += 1000;
  zendesk.retag(String(id), ['vip']);
  expect(await call('PUT', `tickets/${id}.json`, { ...stale, safe_update: true })).toMatchObject({ status: 409 });
  expect(await call('PUT', `tickets/${id}.json`, stale)).toMatchObject({ status: 200 });
});

it('knows a creation by its key for two hours', async () => {
  const again = (subject: string) =>
    call('POST', 'tickets.json', { subject, comment }, { headers: { 'idempotency-key': 'k' } });
  const first = await again('x');
  const second = await again('x');
  expect([first, second].map(({ headers }) => headers.get('x-idempotency-lookup'))).toEqual(['miss', 'hit']);
  expect(second.body.ticket.id).toBe(first.body.ticket.id);
  expect(await again('y')).toMatchObject({ status: 400, body: { error: 'IdempotentRequestError' } });
  now += 2 * 60 * 60 * 1000;
  expect((await again('y')).body.ticket.id).not.toBe(first.body.ticket.id);
});

it('solves with a problem what is linked to it, and says the same there', async () => {
  const { id } = await create({ type: 'problem' });
  const linked = zendesk.link(String(id), 'I cannot pay');
  const solved = { status: 'solved', assignee_id: 901, comment: { body: 'It works again.', public: true } };
  await call('PUT', `tickets/${id}.json`, solved);
  expect(zendesk.ticket(linked).status).toBe('solved');
  expect(zendesk.comments(linked).at(-1)).toMatchObject({ body: 'It works again.', public: true });
});

it('counts updates of one ticket where it is told to', async () => {
  const { id } = await create();
  zendesk.mostUpdates = 1;
  await call('PUT', `tickets/${id}.json`, { subject: 'y' });
  const refused = await call('PUT', `tickets/${id}.json`, { subject: 'z' });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
});

it('keeps tags in lower case, each once, without spaces', async () => {
  expect((await create({ tags: ['VIP', 'vip', 'big customer'] })).tags).toEqual(['vip', 'bigcustomer']);
});

describe('webhooks', () => {
  const heard: { headers: IncomingHttpHeaders; text: string }[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    heard.push({ headers: incoming.headers, text: Buffer.concat(chunks).toString('utf8') });
    outgoing.end();
  });
  beforeEach(async () => {
    heard.splice(0);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    zendesk.callbacks = { url: `http://127.0.0.1:${port}/`, signingSecret: 'zd-secret' };
  });
  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const said = () => heard.map(({ text }) => JSON.parse(text) as Record<string, object>);

  /** Ground truth: the vector of the reference, computed from the documented scheme. */
  it('are signed over time and body', () => {
    const signature = 'vXDBkQSP7MQVdKK9FbNf7oqkQsvhYwjWDpXFBB1A+ew=';
    expect(webhookSignature('zd-secret', '2026-01-02T03:04:05Z', '{"ticket_id":"1"}')).toBe(signature);
  });

  it('tell of what people do, and of our own writes', async () => {
    const { id } = await create({ external_id: 'slo-inc-1' });
    await zendesk.comment(String(id), 'I am on it.');
    await zendesk.change(String(id), { assignee: '902' });
    await zendesk.change(String(id), { state: 'closed' });
    await call('PUT', `tickets/${id}.json`, { comment });
    await zendesk.told();
    expect(said()).toMatchObject([
      { type: 'zen:event-type:ticket.comment_added', event: { comment: { body: 'I am on it.', author: { id: 902 } } } },
      { type: 'zen:event-type:ticket.agent_assignment_changed', event: { previous: null, current: '902' } },
      {
        type: 'zen:event-type:ticket.status_changed',
        subject: `zen:ticket:${id}`,
        detail: { id: String(id), external_id: 'slo-inc-1', status: 'SOLVED', actor_id: '902' },
        event: { previous: 'NEW', current: 'SOLVED' },
      },
      { type: 'zen:event-type:ticket.comment_added', event: { comment: { author: { id: 901 } } } },
    ]);
    const [{ headers, text }] = heard as [(typeof heard)[number]];
    const timestamp = String(headers['x-zendesk-webhook-signature-timestamp']);
    expect(headers['x-zendesk-webhook-signature']).toBe(webhookSignature('zd-secret', timestamp, text));
  });

  it('tell by a trigger in the body that administrators paste', async () => {
    zendesk.tellsByTrigger = true;
    const { id } = await create({ external_id: 'slo-inc-1', tags: ['slo', 'vip'] });
    await zendesk.change(String(id), { state: 'pending' });
    expect(said()).toEqual([{ ticket_id: String(id), status: 'pending', external_id: 'slo-inc-1', tags: 'slo vip' }]);
  });
});
