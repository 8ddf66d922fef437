import { createHmac } from 'node:crypto';
import { FakeJira } from '../../../lib/local/fakes/jira';
import { startServer } from '../../../lib/local/fakes/server';

/** The conformance suite proves something only if the fake refuses what Jira refuses. */
const TOKEN = 'token';
const NOW = Date.parse('2026-11-14T20:32:00Z');
let jira: FakeJira;

beforeEach(async () => {
  jira = await FakeJira.start(() => NOW);
  jira.tokens = new Set([TOKEN]);
});
afterEach(() => jira.stop());

async function call(method: string, path: string, body?: object, login = `incidents@echarpe.example:${TOKEN}`) {
  const authorization = `Basic ${Buffer.from(login).toString('base64')}`;
  const response = await fetch(`${jira.url}/rest/api/3${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text === '' ? undefined : JSON.parse(text) };
}

const text = (said: string, marks?: object[]) => ({ type: 'text', text: said, ...(marks && { marks }) });
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const doc = (...content: object[]) => ({ type: 'doc', version: 1, content });
const link = (href: string) => doc(paragraph(text('x', [{ type: 'link', attrs: { href } }])));
const fields = (change: object = {}) => ({
  fields: { project: { key: 'OPS' }, issuetype: { name: 'Incident' }, summary: 'x', ...change },
});
const created = async (change: object = {}) => (await call('POST', '/issue', fields(change))).body.id as string;

it.each<[what: string, change: object, fault: string | undefined]>([
  ['255 characters in a summary', { summary: '\u{1F9E3}'.repeat(255) }, undefined],
  ['256 characters in a summary', { summary: 'x'.repeat(256) }, 'summary'],
  ['no summary', { summary: ' ' }, 'summary'],
  ['a summary of two lines', { summary: 'a\nb' }, 'summary'],
  ['a text that is no document', { description: 'x' }, 'description'],
  ['an empty text in a document', { description: doc(paragraph(text(''))) }, 'description'],
  ['a line break in a text', { description: doc(paragraph(text('a\nb'))) }, 'description'],
  ['a node that does not exist', { description: doc({ type: 'poem', content: [] }) }, 'description'],
  ['words that stand in nothing', { description: doc(text('x')) }, 'description'],
  ['a list without items', { description: doc({ type: 'orderedList', content: [] }) }, 'description'],
  ['a link that is a program', { description: link('javascript:x') }, 'description'],
  ['a link', { description: link('https://runbooks.example/shop') }, undefined],
  ['32,768 characters', { description: doc(paragraph(text('x'.repeat(32_768)))) }, 'description'],
  ['a label with a space', { labels: ['a b'] }, 'labels'],
  ['256 characters in a label', { labels: ['x'.repeat(256)] }, 'labels'],
  ['a component that does not exist', { components: [{ name: 'Pigeons' }] }, 'components'],
  ['a priority that does not exist', { priority: { name: 'P1' } }, 'priority'],
  ['another project', { project: { key: 'SHOP' } }, 'project'],
  ['another type', { issuetype: { name: 'Poem' } }, 'issuetype'],
  ['a field that is on no screen', { environment: 'x' }, 'environment'],
])('answers to %s', async (_what, change, fault) => {
  const { status, body } = await call('POST', '/issue', fields(change));
  expect(status).toBe(fault === undefined ? 201 : 400);
  expect(Object.keys(body.errors ?? {})).toEqual(fault === undefined ? [] : [fault]);
});

it('refuses who is not logged in, or lets them go on as a stranger who sees nothing', async () => {
  const id = await created({ labels: ['slo-inc-1'] });
  expect((await call('GET', `/issue/${id}`, undefined, 'incidents@echarpe.example:other')).status).toBe(401);
  expect((await call('GET', `/issue/${id}`, undefined, TOKEN)).status).toBe(401);
  jira.welcomesStrangers = true;
  const hidden = await call('GET', `/issue/${id}`, undefined, 'incidents@echarpe.example:other');
  expect(hidden.status).toBe(404);
  expect(hidden.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED');
  const query = `/search/jql?jql=${encodeURIComponent('project = "OPS" AND labels = "slo-inc-1"')}`;
  const nothing = await call('GET', query, undefined, 'incidents@echarpe.example:other');
  expect(nothing).toMatchObject({ status: 200, body: { issues: [] } });
});

it.each([
  '',
  'ORDER BY created',
  'project = "OPS" AND labels = "a" OR labels = "b"',
  'project = "OPS" AND labels = "a\\" OR labels = \\"b"',
])('searches for nothing else: %s', async (jql) => {
  expect((await call('GET', `/search/jql?jql=${encodeURIComponent(jql)}`)).status).toBe(400);
});

it('shows what is asked for, and nothing to a search that asks for nothing', async () => {
  const id = await created({ labels: ['slo-inc-1'] });
  const query = `/search/jql?jql=${encodeURIComponent('project = "OPS" AND labels = "slo-inc-1"')}`;
  expect((await call('GET', query)).body).toEqual({ issues: [{ id }] });
  const shown = await call('GET', `/issue/${id}?fields=summary`);
  expect(shown.body).toEqual({ id, key: 'OPS-1', fields: { summary: 'x' } });
  expect((await call('GET', '/issue/OPS-1?expand=transitions')).body.transitions).toHaveLength(3);
});

it('tells properties of comments to who asks for them by id, and takes no empty comment', async () => {
  const id = await created();
  const properties = [{ key: 'slo.incident', value: { marker: 'm' } }];
  const body = { body: doc(paragraph(text('words'))), properties };
  const comment = (await call('POST', `/issue/${id}/comment`, body)).body.id;
  expect((await call('GET', `/issue/${id}/comment`)).text).not.toContain('marker');
  const told = await call('POST', '/comment/list?expand=properties', { ids: [Number(comment)] });
  expect(told.body.values).toMatchObject([{ id: comment, properties }]);
  expect((await call('POST', '/comment/list', { ids: [] })).status).toBe(400);
  expect((await call('POST', `/issue/${id}/comment`, { body: doc() })).body.errors).toHaveProperty('comment');
});

it('moves along its workflow only, and takes no field that the step does not show', async () => {
  const id = await created();
  const move = async (step: string, more: object = {}) =>
    (await call('POST', `/issue/${id}/transitions`, { transition: { id: step }, ...more })).status;
  expect(await move('99')).toBe(400);
  expect(await move('31', { fields: { resolution: { name: 'Done' } } })).toBe(400);
  expect(await move('31')).toBe(204);
  expect(await move('31')).toBe(400);
});

it('edits with 204 and nothing else, labels by orders, too', async () => {
  const id = await created({ labels: ['a', 'b'] });
  const orders = { update: { labels: [{ remove: 'a' }, { add: 'c' }] } };
  expect(await call('PUT', `/issue/${id}`, orders)).toMatchObject({ status: 204, text: '' });
  expect(jira.issue(id).fields.labels).toEqual(['b', 'c']);
  expect((await call('PUT', `/issue/${id}`, { update: { labels: [{ add: 'a b' }] } })).status).toBe(400);
  expect((await call('DELETE', `/issue/${id}`)).status).toBe(405);
});

it('tells of what anybody does, ourselves included, and signs it', async () => {
  const heard: { signature: unknown; body: Record<string, unknown> }[] = [];
  const listener = await startServer(({ headers, body = {} }) => {
    heard.push({ signature: headers['x-hub-signature'], body });
    return { status: 200, body: {} };
  });
  const signingSecret = "It's a Secret to Everybody";
  jira.callbacks = { url: listener.url, signingSecret };
  const id = await created({ labels: ['slo-inc-1'] });
  await jira.change(id, { state: 'closed', assignee: 'Sam' });
  await jira.comment(id, 'for support: we are on it');
  await listener.stop();
  expect(heard.map(({ body }) => body.webhookEvent)).toEqual(['jira:issue_updated', 'comment_created']);
  for (const { signature, body } of heard) {
    const right = createHmac('sha256', signingSecret).update(JSON.stringify(body)).digest('hex');
    expect(signature).toBe(`sha256=${right}`);
  }
  expect(heard[0]!.body).toMatchObject({
    timestamp: NOW,
    user: { displayName: 'Sam' },
    issue: { id, fields: { labels: ['slo-inc-1'], status: { statusCategory: { key: 'done' } } } },
    changelog: {
      items: [
        { field: 'status', to: '10001' },
        { field: 'assignee', to: 'Sam' },
      ],
    },
  });
  expect(heard[1]!.body).toMatchObject({ issue: { id }, comment: { body: 'for support: we are on it' } });
});

it('shows its tickets with comments', async () => {
  const id = await created({ description: doc(paragraph(text('words'))) });
  await jira.comment(id, 'seen');
  expect(jira.tickets()).toEqual([
    expect.objectContaining({
      id,
      name: 'OPS-1',
      state: 'To Do',
      body: 'words',
      createdAt: '2026-11-14T20:32:00.000Z',
      comments: ['seen'],
    }),
  ]);
});
