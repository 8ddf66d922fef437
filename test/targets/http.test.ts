import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Call, judge, retryAfterSeconds, send } from '../../lambda/targets/http';

/** Of calls that are given up. */
const TIMEOUT_MS = 200;
/** A busy machine takes its time: with the eight megabytes that are read at most, and with a few bytes, too. */
const PATIENCE_MS = 20_000;
const ENDLESS = 50_000_000;

/** What a server does when it is called. */
type Behaviour = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

describe('one call over HTTP', () => {
  let server: Server;
  let behave: Behaviour;
  let seen: IncomingMessage[];
  beforeAll(async () => {
    server = createServer((incoming, outgoing) => {
      seen.push(incoming);
      incoming.resume().on('end', () => behave(incoming, outgoing));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    seen = [];
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const call = (change: Partial<Call> = {}) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    return send({ method: 'POST', url, headers: {}, body: { a: 1 }, reads: false, timeoutMs: PATIENCE_MS, ...change });
  };
  const slowly = (status: number) => (_: IncomingMessage, outgoing: ServerResponse) => {
    outgoing.writeHead(status, { 'content-type': 'application/json' }).write('{"begun":');
  };
  const endlessly = (status: number) => (_: IncomingMessage, outgoing: ServerResponse) => {
    outgoing.writeHead(status).end(`"${'x'.repeat(ENDLESS)}"`);
  };

  it('says who calls and what it sends', async () => {
    behave = (_, outgoing) => outgoing.end('{"fine":true}');
    expect(await call()).toMatchObject({ outcome: 'ok', value: { status: 200, body: { fine: true } } });
    expect(seen[0]!.headers).toMatchObject({
      'user-agent': 'cdk-slo',
      'content-type': 'application/json; charset=utf-8',
    });
  });

  it.each<[string, Behaviour, string, number?]>([
    ['is dropped without an answer', (_, outgoing) => outgoing.destroy(), 'network'],
    ['is never answered', () => undefined, 'timeout', TIMEOUT_MS],
    ['gets an answer that begins and never ends', slowly(200), 'timeout', TIMEOUT_MS],
    [
      'gets an answer that is cut off',
      (_, outgoing) => {
        outgoing.writeHead(200, { 'content-length': '100' }).write('{"begun":');
        setTimeout(() => outgoing.destroy(), 20);
      },
      'network',
    ],
    ['gets a web page', (_, outgoing) => outgoing.end('<html>'), 'badAnswer'],
    ['gets more than anybody wants to read', endlessly(200), 'badAnswer'],
  ])(
    'that %s is a doubt after a write, and asked again after a read',
    async (_what, behaviour, reason, timeoutMs = PATIENCE_MS) => {
      behave = behaviour;
      expect(await call({ timeoutMs })).toMatchObject({ outcome: 'unknown', reason });
      expect(await call({ timeoutMs, reads: true })).toMatchObject({ outcome: 'retryLater', reason });
    },
  );

  it.each<[string, Behaviour, number?]>([
    ['never ends', slowly(429), TIMEOUT_MS],
    ['is endless', endlessly(429)],
    ['is a web page', (_, outgoing) => outgoing.writeHead(429).end('<html>')],
    ['is empty', (_, outgoing) => outgoing.writeHead(429).end()],
  ])('knows a failure by its status even when its body %s', async (_what, behaviour, timeoutMs = PATIENCE_MS) => {
    behave = behaviour;
    expect(await call({ timeoutMs })).toMatchObject({ outcome: 'ok', value: { status: 429, body: undefined } });
  });

  it('follows no redirect: the secret would travel along', async () => {
    behave = (_, outgoing) => outgoing.writeHead(307, { location: '/elsewhere' }).end();
    expect(await call()).toMatchObject({ outcome: 'ok', value: { status: 307 } });
    expect(seen).toHaveLength(1);
  });

  it('knows that nothing left for a name that does not exist', async () => {
    const url = 'http://nobody.invalid/';
    expect(await call({ url })).toMatchObject({ outcome: 'retryLater', reason: 'network' });
  });

  it('knows that nothing left for a port where nobody listens', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(closed.address() as AddressInfo).port}/`;
    await new Promise((resolve) => closed.close(resolve));
    expect(await call({ url })).toMatchObject({ outcome: 'retryLater', reason: 'network' });
  });
});

describe('a status', () => {
  const outcome = (status: number, reads: boolean) =>
    judge({ status, headers: new Headers(), body: undefined }, reads)?.outcome ?? 'ok';

  /** Source: the HTTP and retry rules for every target: retry 408, 425, 429, 5xx; never other 4xx; 502 and 504 are doubts. */
  it.each(Array.from({ length: 400 }, (_, index) => 200 + index))('%i is judged', (status) => {
    const again = [408, 425, 429, 500, 503];
    const asWrite = () => {
      if (status < 300) return 'ok';
      if (again.includes(status)) return 'retryLater';
      return status >= 500 ? 'unknown' : 'rejected';
    };
    expect(outcome(status, false)).toBe(asWrite());
    expect(outcome(status, true)).toBe(asWrite() === 'unknown' ? 'retryLater' : asWrite());
  });
});

it.each([
  [301, 'HTTP 301: redirects are not followed'],
  [399, 'HTTP 399: redirects are not followed'],
  [400, 'HTTP 400'],
])('a refusal with %i says why', (status, why) => {
  expect(judge({ status, headers: new Headers(), body: undefined }, false)).toMatchObject({ outcome: 'rejected', why });
});

describe('Retry-After', () => {
  const now = Date.parse('Sun, 06 Nov 1994 08:49:37 GMT');

  it.each([
    ['120', 120],
    [' 7 ', 7],
    ['0', 1],
    ['0.4', 1],
    ['1.5', 2],
    ['86400', 3600],
    ['9'.repeat(400), 3600],
    ['Sun, 06 Nov 1994 08:50:37 GMT', 60],
    ['Sunday, 06-Nov-94 08:50:07 GMT', 30],
    ['Sun, 06 Nov 1994 08:00:00 GMT', 1],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 3600],
    ['soon', 30],
    ['-5', 30],
    ['1e3', 30],
    ['NaN', 30],
    ['2026', 2026],
    ['Xyz, 99 Foo 1994 GMT', 30],
    ['', 30],
  ])('"%s" is %i s', (text, seconds) => {
    expect(retryAfterSeconds(new Headers({ 'retry-after': text }), now)).toBe(seconds);
  });

  it('is half a minute when it is not there', () => {
    expect(retryAfterSeconds(new Headers(), now)).toBe(30);
  });
});
