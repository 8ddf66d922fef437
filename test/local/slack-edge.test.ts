import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SIGNING_SECRET, SlackPeople } from '../../lib/local/slack-people';
import { Vendors } from '../../lib/local/vendors';

const START = Date.parse('2026-11-14T20:00:00Z');
const DANA = { id: 'U0DANA', name: 'Dana' };
const MODAL = {
  type: 'modal',
  callback_id: 'note',
  private_metadata: 'inc-1',
  title: { type: 'plain_text', text: 'Add a note' },
  submit: { type: 'plain_text', text: 'Save' },
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: 'For everybody' } },
    { type: 'input', block_id: 'text', element: { type: 'plain_text_input', action_id: 'answer' } },
    {
      type: 'input',
      block_id: 'tag',
      element: { type: 'static_select', action_id: 'answer', options: [option('data'), option('network')] },
    },
    { type: 'input', block_id: 'also', element: { type: 'checkboxes', action_id: 'answer', options: [option('yes')] } },
  ],
};
const BUTTONS = {
  type: 'actions',
  block_id: 'incident',
  elements: [
    {
      type: 'button',
      action_id: 'incident:acknowledge',
      text: { type: 'plain_text', text: "I'm on it" },
      value: 'inc-1',
    },
    { type: 'overflow', action_id: 'incident:menu', options: [{ ...option('note|inc-1') }, option('confirm|inc-1')] },
  ],
};

function option(value: string) {
  return { value, text: { type: 'plain_text', text: value } };
}

interface Knock {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  // biome-ignore lint/suspicious/noExplicitAny: as Slack sends it
  readonly payload: any;
}

let vendors: Vendors;
let people: SlackPeople;
let door: Server;
let now = START;
let doorUrl: string | undefined;
const knocks: Knock[] = [];

/** A call as the functions make it. */
async function call(method: string, body: object, token = 'xoxb-local') {
  const headers = { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` };
  const response = await fetch(`${vendors.urls.slack}/api/${method}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: as Slack answers
  return (await response.json()) as any;
}

async function pressed(action: string): Promise<Knock> {
  const { ts } = (await vendors.conversations()).at(-1)!;
  await people.press({ ts, action, user: DANA });
  return knocks.at(-1)!;
}

beforeAll(async () => {
  const common = { audience: 'engineers', secretArn: 'arn' } as const;
  vendors = await Vendors.start(
    [{ ...common, name: 'incidents', kind: 'slack', settings: { channel: 'C0INCIDENTS' } }],
    () => now,
  );
  door = createServer(async (request, response) => {
    const body = await text(request);
    const payload = JSON.parse(new URLSearchParams(body).get('payload') ?? 'null');
    knocks.push({ headers: request.headers, body, payload });
    response.writeHead(200).end('');
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  doorUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}/`;
  people = new SlackPeople(
    vendors,
    () => doorUrl,
    () => now,
  );
  await vendors.setTime(now);
  const [target] = JSON.parse(
    vendors.localTargets(
      JSON.stringify([{ ...common, name: 'incidents', kind: 'slack', settings: { channel: 'C0INCIDENTS' } }]),
    ),
  );
  const { channel } = target.settings;
  await call('chat.postMessage', { channel, text: 'Orders fail', blocks: [BUTTONS] });
});
afterAll(async () => {
  await vendors.stop();
  door.closeAllConnections();
  door.close();
});

describe('a button', () => {
  it('says who pressed what under which message, signed as Slack signs', async () => {
    const { headers, body, payload } = await pressed('acknowledge');
    expect(payload).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0DANA', username: 'Dana' },
      container: { type: 'message' },
      actions: [{ type: 'button', block_id: 'incident', action_id: 'incident:acknowledge', value: 'inc-1' }],
    });
    const timestamp = headers['x-slack-request-timestamp'];
    expect(timestamp).toBe(String(now / 1000));
    const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
    expect(headers).toMatchObject({
      'x-slack-signature': `v0=${signature}`,
      'content-type': 'application/x-www-form-urlencoded',
    });
  });

  it('that stands in a menu says which entry was chosen', async () => {
    const { payload } = await pressed('note');
    expect(payload.actions).toMatchObject([
      { type: 'overflow', action_id: 'incident:menu', selected_option: { value: 'note|inc-1' } },
    ]);
  });

  it('pressed twice says two things; the same sent again says one', async () => {
    const [one, two] = [await pressed('acknowledge'), await pressed('acknowledge')];
    expect(one.payload.actions[0].action_ts).not.toBe(two.payload.actions[0].action_ts);
    await people.knock(two.payload, { 'x-slack-retry-num': '1' });
    expect(knocks.at(-1)!.body).toBe(two.body);
    expect(knocks.at(-1)!.headers['x-slack-retry-num']).toBe('1');
  });

  it('that is not there cannot be pressed, unless somebody still sees an old message', async () => {
    const { ts } = (await vendors.conversations()).at(-1)!;
    await expect(people.press({ ts, action: 'merge', user: DANA })).rejects.toThrow(
      'button: got "merge", allowed are acknowledge, note, confirm',
    );
    await people.press({ ts, action: 'incident:merge', value: 'inc-1', user: DANA });
    expect(knocks.at(-1)!.payload.actions).toMatchObject([{ action_id: 'incident:merge', value: 'inc-1' }]);
    await expect(people.press({ ts: '1.2', action: 'acknowledge', user: DANA })).rejects.toThrow('message 1.2');
  });

  it('is found under the message that has it', async () => {
    const { ts } = (await vendors.conversations()).at(-1)!;
    expect(await people.withButton(['1.2', ts], 'confirm')).toBe(ts);
    expect(await people.withButton(['1.2', ts], 'merge')).toBeUndefined();
  });

  it('is pressed in vain where nobody answers', async () => {
    const before = doorUrl;
    doorUrl = undefined;
    await expect(pressed('acknowledge')).rejects.toThrow('no function slack-actions with a URL');
    doorUrl = before;
  });
});

describe('a form', () => {
  it('opens once for whoever pressed, and is sent as filled in', async () => {
    const { trigger_id } = (await pressed('note')).payload;
    const opened = await call('views.open', { trigger_id, view: MODAL });
    expect(opened).toMatchObject({ ok: true, view: { callback_id: 'note', private_metadata: 'inc-1' } });
    expect(await call('views.open', { trigger_id, view: MODAL })).toEqual({ ok: false, error: 'exchanged_trigger_id' });
    const view = vendors.views().at(-1)!;
    expect([view.user, view.id]).toEqual(['U0DANA', opened.view.id]);
    await people.submit(view, { text: 'Łódź 🙂 <b>', tag: 'network', also: ['yes'] }, DANA);
    const { payload } = knocks.at(-1)!;
    expect(payload).toMatchObject({
      type: 'view_submission',
      user: { id: 'U0DANA' },
      view: { id: view.id, callback_id: 'note', private_metadata: 'inc-1', hash: view.view.hash },
    });
    expect(payload.view.state.values).toMatchObject({
      text: { answer: { type: 'plain_text_input', value: 'Łódź 🙂 <b>' } },
      tag: { answer: { selected_option: { value: 'network' } } },
      also: { answer: { selected_options: [{ value: 'yes' }] } },
    });
    await people.submit(view, {}, DANA);
    expect(knocks.at(-1)!.payload.view.state.values).toMatchObject({
      text: { answer: { value: null } },
      tag: { answer: { selected_option: null } },
      also: { answer: { selected_options: [] } },
    });
    await expect(async () => people.submit(view, { reason: 'x' }, DANA)).rejects.toThrow(
      'block: got "reason", allowed are text, tag, also',
    );
  });

  it('does not open 3 s after the press', async () => {
    const { trigger_id } = (await pressed('note')).payload;
    now += 3001;
    expect(await call('views.open', { trigger_id, view: MODAL })).toEqual({ ok: false, error: 'expired_trigger_id' });
    expect(await call('views.open', { trigger_id: '7', view: MODAL })).toMatchObject({ error: 'invalid_trigger_id' });
  });

  it.each([
    ['a title of 25 letters', { title: { type: 'plain_text', text: 'x'.repeat(25) } }, 'view.title'],
    ['a title that is no text', { title: {} }, 'view.title: is missing'],
    ['no title', { title: undefined }, 'view.title: is missing'],
    ['no button to send it', { submit: undefined }, 'view.submit: is missing'],
    ['101 blocks', { blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }, 'view.blocks'],
    ['too much to remember', { private_metadata: 'x'.repeat(3001) }, 'view.private_metadata'],
  ])('does not open with %s', async (_what, wrong, message) => {
    const { trigger_id } = (await pressed('note')).payload;
    const answer = await call('views.open', { trigger_id, view: { ...MODAL, ...wrong } });
    expect(answer).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(answer.response_metadata.messages[0]).toContain(message);
  });
});

describe('an answer to one person', () => {
  const answer = async (url: string, said: string) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text: said }),
    });
    return [response.status, ((await response.json()) as { error?: string }).error];
  };

  it('is kept five times, and not after half an hour', async () => {
    const { response_url: url } = (await pressed('acknowledge')).payload;
    const answers = [];
    for (let time = 1; time <= 6; time += 1) answers.push(await answer(url, `answer ${time}`));
    expect(answers).toEqual([...Array.from({ length: 5 }, () => [200, undefined]), [404, 'used_url']]);
    expect(vendors.ephemerals().slice(-2)).toMatchObject([
      { user: 'U0DANA', text: 'answer 4', at: now },
      { user: 'U0DANA', text: 'answer 5' },
    ]);
    const late = (await pressed('acknowledge')).payload.response_url;
    now += 30 * 60_000 + 1;
    expect(await answer(late, 'late')).toEqual([404, 'expired_url']);
  });
});

it('members of user groups are those who were put there', async () => {
  vendors.slack.members.add('U0DANA');
  expect(await call('usergroups.users.list', { usergroup: 'S0' })).toEqual({ ok: true, users: ['U0DANA'] });
  expect(await call('usergroups.users.list', {}, 'xoxb-other')).toEqual({ ok: false, error: 'invalid_auth' });
});

it('files are kept as they were uploaded', async () => {
  const png = Buffer.from('89504e470d0a1a0a00ff', 'hex');
  const { upload_url, file_id } = await call('files.getUploadURLExternal', {
    filename: 'chart.png',
    length: png.length,
  });
  expect((await fetch(upload_url, { method: 'POST', body: png })).status).toBe(200);
  expect(await call('files.completeUploadExternal', { files: [{ id: file_id, title: 'Bad requests' }] })).toMatchObject(
    {
      ok: true,
    },
  );
  expect(await vendors.files()).toMatchObject([{ id: file_id, name: 'chart.png', content: png }]);
});
