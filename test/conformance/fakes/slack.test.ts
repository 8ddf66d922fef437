import { FakeSlack } from '../../../lib/local/fakes/slack';

/** The conformance suite proves something only if the fakes refuse what the vendors refuse. */
const TOKEN = 'token';

describe('the strict Slack', () => {
  let slack: FakeSlack;
  beforeAll(async () => {
    slack = await FakeSlack.start();
    slack.tokens = new Set([TOKEN]);
  });
  afterAll(() => slack.stop());

  const call = async (method: string, body: object, token = TOKEN, type = 'application/json; charset=utf-8') => {
    const response = await fetch(`${slack.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body: type.startsWith('application/json')
        ? JSON.stringify(body)
        : new URLSearchParams(body as Record<string, string>),
    });
    return (await response.json()) as { ok: boolean; error?: string; ts?: string };
  };
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
  const header = (text: string) => ({ type: 'header', text: { type: 'plain_text', text } });
  const plain = (text: string) => ({ type: 'plain_text', text });
  const button = (change: object = {}) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...change });
  const row = (count: number, change: object = {}) => ({
    type: 'actions',
    elements: Array.from({ length: count }, (_, place) => button({ action_id: `a${place}`, ...change })),
  });
  const options = (count: number) =>
    Array.from({ length: count }, (_, place) => ({ text: plain('x'), value: `${place}` }));
  const message = (blocks: object[], change: object = {}) => ({
    channel: FakeSlack.CHANNEL,
    text: 'words',
    blocks,
    metadata: { event_type: 'slo_incident', event_payload: {} },
    ...change,
  });

  it.each([
    ['3000 characters in a section', [section('x'.repeat(3000))], undefined],
    ['3001 characters in a section', [section('x'.repeat(3001))], 'invalid_blocks'],
    ['an empty section', [section('')], 'invalid_blocks'],
    ['50 blocks', Array.from({ length: 50 }, () => section('x')), undefined],
    ['51 blocks', Array.from({ length: 51 }, () => section('x')), 'invalid_blocks'],
    ['151 characters in a header', [header('x'.repeat(151))], 'invalid_blocks'],
    ['markup in a header', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], 'invalid_blocks'],
    ['11 fields', [{ type: 'section', fields: Array.from({ length: 11 }, () => section('x').text) }], 'invalid_blocks'],
    ['12,000 characters in all', Array.from({ length: 4 }, () => section('x'.repeat(3000))), 'invalid_blocks'],
    ['an unknown block', [{ type: 'poem' }], 'invalid_blocks'],
    ['25 buttons', [row(25)], undefined],
    ['26 buttons', [row(26)], 'invalid_blocks'],
    ['two buttons of one name', [{ type: 'actions', elements: [button(), button()] }], 'invalid_blocks'],
    ['76 characters on a button', [row(1, { text: plain('x'.repeat(76)) })], 'invalid_blocks'],
    ['2001 characters behind a button', [row(1, { value: 'x'.repeat(2001) })], 'invalid_blocks'],
    ['a question of 101 characters', [row(1, { confirm: { title: plain('x'.repeat(101)) } })], 'invalid_blocks'],
    ['6 options in a menu', [row(1, { type: 'overflow', text: undefined, options: options(6) })], 'invalid_blocks'],
  ])('answers to %s', async (_what, blocks, error) => {
    expect((await call('chat.postMessage', message(blocks))).error).toBe(error);
  });

  it.each([
    ['an unknown channel', 'chat.postMessage', message([section('x')], { channel: 'C0OTHER' }), 'channel_not_found'],
    ['no text', 'chat.postMessage', message([section('x')], { text: '' }), 'no_text'],
    ['an edit of nothing', 'chat.update', message([section('x')], { ts: '1.2' }), 'message_not_found'],
    ['a method that does not exist', 'chat.whisper', {}, 'unknown_method'],
    ['a read asked in JSON', 'conversations.history', { channel: FakeSlack.CHANNEL }, 'channel_not_found'],
  ])('refuses %s', async (_what, method, body, error) => {
    expect(await call(method, body)).toEqual({ ok: false, error });
  });

  it('says a reply to the whole channel where its thread does not exist, and tells of it in passing', async () => {
    const { ts } = await call('chat.postMessage', message([section('parent')]));
    const reply = (thread_ts: unknown) => call('chat.postMessage', message([section('x')], { thread_ts }));
    expect(await reply(ts)).toMatchObject({ ok: true, message: { thread_ts: ts } });
    const before = slack.objects().length;
    const orphan = await reply('1.2');
    expect(orphan).toMatchObject({ ok: true, message: expect.not.objectContaining({ thread_ts: expect.anything() }) });
    expect(slack.objects()).toHaveLength(before + 1);
  });

  it('refuses tokens that are not valid', async () => {
    expect(await call('chat.postMessage', message([section('x')]), 'other')).toEqual({
      ok: false,
      error: 'invalid_auth',
    });
  });

  it('numbers messages upwards and shows metadata only to those who ask', async () => {
    const [first, second] = [
      await call('chat.postMessage', message([section('a')])),
      await call('chat.postMessage', message([section('b')])),
    ];
    expect(Number(second.ts)).toBeGreaterThan(Number(first.ts));
    const history = await call(
      'conversations.history',
      { channel: FakeSlack.CHANNEL },
      TOKEN,
      'application/x-www-form-urlencoded',
    );
    expect(JSON.stringify(history)).not.toContain('slo_incident');
  });
});
