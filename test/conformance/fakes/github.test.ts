import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeGithub } from '../../../lib/local/fakes/github';
import { signature } from '../../../lib/local/fakes/github-webhook';

/** The conformance suite proves something only if the fakes refuse what the vendors refuse. */
const TOKEN = 'token';

describe('the strict GitHub', () => {
  let github: FakeGithub;
  beforeAll(async () => {
    github = await FakeGithub.start();
    github.tokens = new Set([TOKEN]);
  });
  afterAll(() => github.stop());

  const call = async (method: string, path: string, body?: object, token = TOKEN) => {
    const response = await fetch(`${github.url}/repos/echarpe/ops${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.status;
  };

  it.each([
    ['256 characters in a title', { title: '\u{1F9E3}'.repeat(256) }, 201],
    ['257 characters in a title', { title: 'x'.repeat(257) }, 422],
    ['no title', { title: ' ' }, 422],
    ['65,536 characters in a body', { title: 'x', body: 'x'.repeat(65_536) }, 201],
    ['65,537 characters in a body', { title: 'x', body: 'x'.repeat(65_537) }, 422],
    ['51 characters in a label', { title: 'x', labels: ['x'.repeat(51)] }, 422],
  ])('answers to %s', async (_what, body, status) => {
    expect(await call('POST', '/issues', body)).toBe(status);
  });

  it('refuses tokens that are not valid, and knows no other repository', async () => {
    expect(await call('GET', '/issues', undefined, 'other')).toBe(401);
    expect(await call('GET', '/pulls')).toBe(404);
    expect(await call('GET', '/issues/999')).toBe(410);
  });

  it('drops labels in silence without push access', async () => {
    github.mayPush = false;
    await call('POST', '/issues', { title: 'unlabelled', labels: ['mine'] });
    expect(github.labels(github.objects().at(-1)!.id)).toEqual([]);
    github.mayPush = true;
  });

  it('does not show in look-ups what is new while its index lags, but under its number', async () => {
    github.isStale = true;
    github.open('new');
    const { id } = github.objects().at(-1)!;
    expect(await (await get('/issues?state=all')).text()).not.toContain('"new"');
    expect((await get(`/issues/${id}`)).status).toBe(200);
    github.isStale = false;
  });

  it('is read only where it is archived', async () => {
    github.open('kept');
    const { id } = github.objects().at(-1)!;
    github.isArchived = true;
    expect([await call('PATCH', `/issues/${id}`, { title: 'x' }), await call('GET', `/issues/${id}`)]).toEqual([
      403, 200,
    ]);
    github.isArchived = false;
  });

  const get = (path: string) =>
    fetch(`${github.url}/repos/echarpe/ops${path}`, { headers: { authorization: `Bearer ${TOKEN}` } });
});

describe("GitHub's webhook", () => {
  // Vector: GitHub, "Validating webhook deliveries", "Testing the webhook payload validation".
  it('is signed as documented', () => {
    expect(signature('Hello, World!', "It's a Secret to Everybody")).toBe(
      'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    );
  });

  it('tells what people and we ourselves do, each thing once', async () => {
    const heard: { event: unknown; delivery: unknown; isSigned: boolean; body: Record<string, never> }[] = [];
    const door = createServer(async (incoming, outgoing) => {
      let text = '';
      for await (const chunk of incoming) text += chunk;
      const {
        'x-github-event': event,
        'x-github-delivery': delivery,
        'x-hub-signature-256': signed,
      } = incoming.headers;
      heard.push({ event, delivery, isSigned: signed === signature(text, 'sesame'), body: JSON.parse(text) });
      outgoing.end();
    });
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    const github = await FakeGithub.start(() => Date.parse('2026-11-14T20:00:00.400Z'));
    github.tokens = new Set([TOKEN]);
    github.callbacks = { url: `http://127.0.0.1:${(door.address() as AddressInfo).port}/`, signingSecret: 'sesame' };
    try {
      await fetch(`${github.url}/repos/echarpe/ops/issues`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: '{"title":"ours"}',
      });
      const { id } = github.objects()[0]!;
      await github.change(id, { state: 'closed' });
      await github.change(id, { assignee: 'dana' });
      await github.comment(id, 'for everybody');
      expect(
        heard.map(({ event, body }) => [event, body.action, (body.sender as unknown as { type: string }).type]),
      ).toEqual([
        ['issues', 'opened', 'Bot'],
        ['issues', 'closed', 'User'],
        ['issues', 'assigned', 'User'],
        ['issue_comment', 'created', 'User'],
      ]);
      expect(heard.every(({ isSigned }) => isSigned)).toBe(true);
      expect(new Set(heard.map(({ delivery }) => delivery)).size).toBe(4);
      expect(heard[1]!.body).toMatchObject({
        issue: { number: Number(id), state: 'closed', updated_at: '2026-11-14T20:00:00Z' },
        repository: { full_name: 'echarpe/ops' },
      });
      expect(heard[3]!.body).toMatchObject({ comment: { body: 'for everybody', author_association: 'MEMBER' } });
    } finally {
      await github.stop();
      door.closeAllConnections();
      door.close();
    }
  });
});
