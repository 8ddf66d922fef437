import { request } from 'node:http';
import { connect } from 'node:net';
import { StoryPage } from '../../../lib/local/page';
import { echarpe } from '../../support/estate';
import { PageClient } from '../../support/page-client';
import { BEFORE_THE_FAULT, documentOf, HOSTILE, IN_THE_INCIDENT, PageStory } from '../../support/page-story';

const estate = echarpe();
let page: StoryPage;

beforeEach(async () => {
  page = await StoryPage.open(0, 'max');
});
afterEach(() => page.close());
afterAll(() => estate.remove());

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** As a browser asks that was led here under another name: `fetch` would not let us set these headers. */
function ask(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const { port } = new URL(page.url);
    const { method = 'GET', headers, body } = options;
    const sent = request({ host: '127.0.0.1', port, path, method, ...(headers ? { headers } : {}) }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: text }));
    });
    sent.on('error', reject).end(body);
  });
}

function command(body: string, headers: Record<string, string> = { origin: page.url }) {
  return ask('/commands', { method: 'POST', headers, body });
}

describe('who looks at the page', () => {
  it('gets the whole state at once, and then what changes', async () => {
    const story = new PageStory(estate.assembly, page);
    story.playTo(BEFORE_THE_FAULT);
    const client = await PageClient.connect(page.url);
    const before = client.state.samples.length;
    expect(client.state).toMatchObject({
      phase: 'evening',
      headline: { tone: 'good' },
      clock: { now: BEFORE_THE_FAULT },
    });
    story.playTo(IN_THE_INCIDENT);
    await client.until(({ clock }) => clock.now === IN_THE_INCIDENT);
    expect(client.events).toEqual(['snapshot', ...Array(30).fill('change')]);
    expect(client.state.samples).toHaveLength(before + 30);
    client.close();
  });

  it('misses nothing when it closes and comes back in the middle', async () => {
    const story = new PageStory(estate.assembly, page);
    const leaves = await PageClient.connect(page.url);
    const stays = await PageClient.connect(page.url);
    story.playTo(BEFORE_THE_FAULT);
    await leaves.until(({ clock }) => clock.now === BEFORE_THE_FAULT);
    leaves.close();
    story.playTo(IN_THE_INCIDENT);
    story.happens('the database is locked up');
    story.tell(documentOf('Two promises are not kept'), 'Opened.');
    await stays.until(({ incidents }) => incidents.length === 1);
    const back = await PageClient.connect(page.url);
    expect(back.state).toEqual(stays.state);
    expect(back.state.timeline.map(({ text }) => text)).toEqual(['the database is locked up']);
    const times = back.state.samples.map(({ at }) => at);
    expect(times).toEqual(times.map((_, index) => times[0]! + index * 60_000));
    for (const client of [stays, back]) client.close();
  });

  it('that does not read holds nobody up, and gets the whole state when it reads again', async () => {
    const story = new PageStory(estate.assembly, page);
    const { port } = new URL(page.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET /events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    await new Promise<void>((first) => socket.once('data', () => first()));
    socket.pause();
    const reader = await PageClient.connect(page.url);
    const long = 'x'.repeat(50_000);
    for (let entry = 0; entry < 60; entry += 1) story.happens(long);
    await reader.until(({ timeline }) => timeline.length === 60);
    let text = '';
    const caughtUp = new Promise<void>((done) =>
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('event: snapshot')) done();
      }),
    );
    socket.resume();
    await caughtUp;
    // Later than the changes that still stood in the buffers, and instead of those that did not fit.
    expect(text.split('event: change').length - 1).toBeLessThan(60);
    socket.destroy();
    reader.close();
  });

  it('sees the evening begin again', async () => {
    new PageStory(estate.assembly, page).playTo(IN_THE_INCIDENT);
    const client = await PageClient.connect(page.url);
    const again = new PageStory(estate.assembly, page);
    again.playTo(BEFORE_THE_FAULT);
    await client.until(({ clock }) => clock.now === BEFORE_THE_FAULT);
    const fresh = await PageClient.connect(page.url);
    expect(client.state).toEqual(fresh.state);
    for (const each of [client, fresh]) each.close();
  });

  it('gets hostile words as data: they end no frame and stand in no markup', async () => {
    const story = new PageStory(estate.assembly, page);
    const client = await PageClient.connect(page.url);
    story.playTo(BEFORE_THE_FAULT);
    story.happens(HOSTILE);
    story.tell(documentOf(HOSTILE), HOSTILE);
    await client.until(({ incidents }) => incidents.length === 1);
    expect(client.state.phase).toBe('evening');
    expect(client.events.filter((event) => event === 'snapshot')).toHaveLength(1);
    expect(client.state.timeline[0]?.text).toBe(HOSTILE);
    expect((await ask('/')).body).not.toContain('hurt');
    client.close();
  });

  it('reads of the incident what belongs to it, and nothing of other channels and tickets', async () => {
    const story = new PageStory(estate.assembly, page);
    const other = { ts: '1.000001', text: 'canary', blocks: [], replies: [], thread: [], edited: false };
    story.playTo(IN_THE_INCIDENT);
    story.tell(documentOf('Ours'), 'Opened.', { conversations: [{ ...other, channel: 'C2' }] });
    const client = await PageClient.connect(page.url);
    const [incident] = client.state.incidents;
    expect(incident?.conversations.map(({ target, text }) => [target, text])).toEqual([['incidents', 'Ours\nOurs']]);
    expect(incident?.tickets.map(({ target, title }) => [target, title])).toEqual([['tickets', 'Ours']]);
    client.close();
  });

  it('shows channels in the order in which they are declared, whichever heard first', async () => {
    const story = new PageStory(estate.assembly, page);
    const sooner = {
      ts: '1.000001',
      text: 'Support',
      blocks: [],
      replies: [],
      thread: [],
      edited: false,
      channel: 'C9',
    };
    story.playTo(IN_THE_INCIDENT);
    story.tell(documentOf('Ours'), 'Opened.', { conversations: [sooner] });
    const client = await PageClient.connect(page.url);
    expect(client.state.incidents[0]?.conversations.map(({ target }) => target)).toEqual(['incidents', 'support']);
    client.close();
  });
});

describe('the controls', () => {
  it('pause, go on, change the speed and start again', async () => {
    const story = new PageStory(estate.assembly, page);
    const client = await PageClient.connect(page.url);
    await client.send({ action: 'pause' });
    await client.until(({ clock }) => clock.paused);
    await client.send({ action: 'speed', speed: 100 });
    await client.until(({ clock }) => clock.speed === 100);
    await client.send({ action: 'play' });
    await client.until(({ clock }) => !clock.paused);
    expect(story.again.aborted).toBe(false);
    await client.send({ action: 'again' });
    expect(story.again.aborted).toBe(true);
    client.close();
  });

  it.each([
    ['', 'command: '],
    ['{"action":"stop"}', '"stop"'],
    ['{"action":"speed","speed":7}', '7'],
    [`{"action":"pause","x":"${'x'.repeat(2000)}"}`, 'command: '],
  ])('refuse %j', async (body, message) => {
    const answer = await command(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toContain(message);
  });

  it.each([
    ['from the page of a stranger', { origin: 'https://evil.example' }],
    ['from another port of this computer', { origin: 'http://127.0.0.1:1' }],
    ['from nowhere', {}],
  ])('do not obey %s', async (_, headers) => {
    const story = new PageStory(estate.assembly, page);
    const answer = await command('{"action":"again"}', headers as Record<string, string>);
    expect([answer.status, story.again.aborted]).toEqual([403, false]);
  });
});

describe('the server', () => {
  it('sends a page that runs nothing but its own files', async () => {
    const { status, headers, body } = await ask('/');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(body).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style=/);
    const files = [...body.matchAll(/(?:src|href)="(\/[^"#]*)"/g)].map((match) => match[1]!);
    const answers = await Promise.all(files.map((file) => ask(file)));
    expect(answers.map((answer) => answer.status)).toEqual(files.map(() => 200));
  });

  it.each(['/events', '/', '/page.mjs'])("does not answer under a stranger's name: %s", async (path) => {
    const { status, body } = await ask(path, { headers: { host: 'rebound.example:80' } });
    expect([status, body]).toEqual([
      421,
      expect.stringContaining('Host: got "rebound.example:80", allowed are 127.0.0.1:'),
    ]);
  });

  it.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '//evil.example/',
    '/state.ts',
    '/__proto__',
    '/%',
    '/pictures/F1',
  ])('has no file %s', async (path) => expect((await ask(path)).status).toBe(404));

  it('knows no other method', async () => {
    const { status, body } = await ask('/', { method: 'DELETE' });
    expect([status, body]).toEqual([405, expect.stringContaining('got DELETE /, allowed are GET')]);
  });

  it('listens on this computer alone, and refuses a port in use', async () => {
    const { hostname, port } = new URL(page.url);
    expect(hostname).toBe('127.0.0.1');
    await expect(StoryPage.open(Number(port), 'max')).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('ends its events when it is closed', async () => {
    const client = await PageClient.connect(page.url);
    await page.close();
    await expect(client.until(() => false)).rejects.toThrow('the events have ended');
    page = await StoryPage.open(0, 'max');
  });
});
