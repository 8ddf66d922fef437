import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { SigningSecrets } from '../../lambda/doors/signing-secrets';
import { slackSignature } from '../../lambda/doors/slack-signature';
import { door } from '../../lambda/slack-actions/door';
import { parseCallback } from '../../lib/model/contracts/callback';
import { parseCommandRequest } from '../../lib/model/contracts/command';
import { ok } from '../../lib/model/contracts/target-result';
import { queueJson } from '../../lib/model/queue-json';
import { doorEvent } from '../support/door-event';
import { type Deed, KINDS, VENDORS } from './vendors';
import { CallbackWorld, SECRET } from './world';

/** What anybody on the internet can send, 10,000 times for each door; the same every time that the tests run. */
const RUNS = { numRuns: 10_000, seed: 20_261_130 };
const ANSWERS = new Set([200, 400, 401]);
const INCIDENT = 'inc-0123456789ab';

/** One door with what lies behind it. */
interface Endpoint {
  /** A body as the other side would send it. */
  genuine(deed: Deed): object;
  sign(body: Buffer, secret: string): Record<string, string>;
  send(body: Buffer, headers: Record<string, string>, isBase64: boolean): Promise<number>;
  /** Takes what was queued, each message checked as its reader checks it. @returns ids */
  taken(): string[];
  /** How its JSON is wrapped. */
  wrapped(json: string): string;
}

const poison = JSON.parse(
  '{"__proto__":{"polluted":1,"type":"User"},"constructor":{"prototype":{"polluted":1}}}',
) as object;
const values = fc.oneof(
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      null,
      -1,
      0,
      1e308,
      '',
      '\u0000',
      '\ud800',
      '__proto__',
      poison,
      [],
      [[]],
      true,
      8.64e15,
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('slo-inc-0', `slo-${INCIDENT}`, `slo-${INCIDENT}-1`, 'slo-inc-\n', '/share', '/share x'),
  },
);

const attack = fc.oneof(
  /** Nonsense, with signatures that look right. */
  fc.record({ kind: fc.constant('nonsense' as const), body: fc.uint8Array({ maxLength: 300 }), hex: digits(64) }),
  /** A genuine body: signed by somebody else, or changed or cut off after it was signed. */
  fc.record({ kind: fc.constant('forged' as const), cut: fc.nat(600), flip: fc.nat(), secret: fc.boolean() }),
  /** Signed by the vendor, and hostile inside. */
  fc.record({ kind: fc.constant('hostile' as const), at: fc.nat(), value: values, key: fc.string({ maxLength: 9 }) }),
  fc.record({ kind: fc.constant('replayed' as const) }),
  /** A genuine body whose headers are missing, cut off, doubled or replaced. */
  fc.record({
    kind: fc.constant('unsigned' as const),
    header: fc.oneof(fc.constantFrom('none', 'cut', 'doubled'), text()),
  }),
);
const deeds = fc.constantFrom<Deed>('acknowledged', 'closed', 'shared');

/** What HTTP lets through. */
function text() {
  return fc.string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
    maxLength: 99,
  });
}

function digits(length: number) {
  const digit = fc.constantFrom(...'0123456789abcdef');
  return fc.array(digit, { minLength: length, maxLength: length }).map((all) => all.join(''));
}

/** The same with one of its parts replaced, and another part added beside it. */
function mutated(json: object, at: number, value: unknown, key: string): unknown {
  const copy = JSON.parse(JSON.stringify(json)) as Record<string, unknown>;
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, inner] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, name]);
      walk(inner);
    }
  };
  walk(copy);
  const [parent, name] = places[at % places.length]!;
  parent[name] = value;
  if (!Array.isArray(parent)) Object.defineProperty(parent, key, { value, enumerable: true });
  return copy;
}

async function endure(
  endpoint: Endpoint,
): Promise<{ readonly replayed: ReadonlySet<string>; readonly queued: number }> {
  const replayed = new Set<string>();
  let queued = 0;
  const property = fc.asyncProperty(attack, deeds, fc.boolean(), async (how, deed, isBase64) => {
    const original = Buffer.from(endpoint.wrapped(JSON.stringify(endpoint.genuine(deed))));
    if (how.kind === 'unsigned') {
      const status = await endpoint.send(original, spoiled(endpoint.sign(original, SECRET), how.header), isBase64);
      return status === 401 && endpoint.taken().length === 0;
    }
    if (how.kind === 'nonsense' || how.kind === 'forged') {
      const sent = how.kind === 'nonsense' ? Buffer.from(how.body) : forged(original, how);
      const headers = endpoint.sign(
        how.kind === 'nonsense' ? Buffer.from(how.hex) : original,
        how.kind === 'forged' && how.secret ? SECRET : 'other',
      );
      // Text that is not UTF-8 does not arrive as it was sent, which can only make it worse.
      const status = await endpoint.send(sent, headers, isBase64);
      return status === 401 && endpoint.taken().length === 0;
    }
    const sent =
      how.kind === 'replayed'
        ? original
        : Buffer.from(endpoint.wrapped(JSON.stringify(mutated(endpoint.genuine(deed), how.at, how.value, how.key))));
    const status = await endpoint.send(sent, endpoint.sign(sent, SECRET), isBase64);
    const ids = endpoint.taken();
    queued += ids.length;
    if (how.kind === 'replayed') for (const id of ids) replayed.add(id);
    return ANSWERS.has(status) && ids.length <= (status === 200 ? 1 : 0);
  });
  await fc.assert(property, RUNS);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  return { replayed, queued };
}

function spoiled(headers: Record<string, string>, how: string): Record<string, string> {
  if (how === 'none') return {};
  const other = (value: string) => (how === 'cut' ? value.slice(0, -1) : how === 'doubled' ? value + value : how);
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, other(value)]));
}

function forged(body: Buffer, { cut, flip, secret }: { cut: number; flip: number; secret: boolean }): Buffer {
  const bytes = Buffer.from(cut > 0 && cut < body.length ? body.subarray(0, cut) : body);
  if (secret && bytes.length === body.length) bytes[flip % bytes.length]! ^= 1;
  return bytes;
}

beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(console, level).mockReturnValue();
});
afterEach(() => jest.restoreAllMocks());

describe.each(KINDS)('the door of callbacks, as %s', (kind) => {
  const vendor = VENDORS[kind];

  it('survives 10,000 bodies: nothing unsigned is queued, nothing crashes, and what is sent again is known again', async () => {
    const world = new CallbackWorld();
    const { replayed, queued } = await endure({
      genuine: (deed) => vendor.body(deed, { incident: INCIDENT, at: world.now }),
      sign: (body, secret) => vendor.headers(body, secret, world.now),
      send: (body, headers, base64) => world.send({ path: kind, body, headers, base64 }),
      taken: () => world.queue.splice(0).map((message) => parseCallback(message).id),
      wrapped: (json) => json,
    });
    expect(replayed.size).toBe(vendor.tells.length);
    // The attack went in deep: some of what was hostile was a callback all the same.
    expect(queued).toBeGreaterThan(1500);
  });

  it('acts once on what is played 200 times', async () => {
    const world = new CallbackWorld();
    const incident = await world.open();
    for (let time = 0; time < 200; time += 1)
      await world.tell(kind, vendor.body('acknowledged', { incident, at: world.now }));
    expect(world.queue).toHaveLength(200);
    await world.work();
    expect((await world.state(incident)).revision).toBe(2);
  });

  it.each<[string, string, number]>([
    ['nothing', '', 400],
    ['no JSON', '{"issue":', 400],
    ['a text', '"closed"', 200],
    ['null', 'null', 200],
    ['100,000 brackets', '['.repeat(50_000) + ']'.repeat(50_000), 200],
    ['100,000 braces', '{"a":'.repeat(50_000) + 1 + '}'.repeat(50_000), 200],
    ['bytes that are no text', '\ufffd\ufffd', 400],
    ['a megabyte and more', `"${'x'.repeat(1024 * 1024)}"`, 413],
  ])('answers %s, signed, with its status and no failure of its own', async (_, body, status) => {
    const world = new CallbackWorld();
    expect(await world.tell(kind, body)).toBe(status);
    expect(world.queue).toEqual([]);
  });

  it.each([
    ['GET', { method: 'GET' }, 405],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['no type', { headers: { 'content-type': undefined } }, 415],
    ['no target', { path: '' }, 404],
    ['a target that is not there', { path: 'other' }, 404],
    ['a way around', { path: `../${kind}` }, 404],
    ['a key of every object', { path: '__proto__' }, 404],
  ])('turns away %s', async (_, change, status) => {
    const world = new CallbackWorld();
    const body = vendor.body('closed', { incident: INCIDENT, at: world.now });
    expect(await world.tell(kind, body, change)).toBe(status);
    expect(world.queue).toEqual([]);
  });
});

describe('the door of Slack', () => {
  const NOW = Date.parse('2026-11-14T20:05:00Z');
  const queue: string[] = [];
  const secrets = new SigningSecrets(
    async () => ({ signingSecret: SECRET }),
    () => NOW,
  );
  const handler = door({
    isGenuine: (request) => secrets.haveSigned(slackSignature(request, NOW)),
    record: async (request) => void queue.push(queueJson(request)),
    openForm: async () => ok(undefined),
    say: async () => undefined,
    jargon: () => [],
    via: () => 'incidents',
    now: () => NOW,
  });
  const type = 'application/x-www-form-urlencoded';
  const timestamp = String(NOW / 1000);
  const user = { id: 'U7', name: 'dana', team_id: 'T1' };

  function genuine(deed: Deed): object {
    if (deed !== 'shared') {
      const action_id = `incident:${deed === 'closed' ? 'mitigated' : 'acknowledge'}`;
      const actions = [{ type: 'button', action_id, value: INCIDENT, action_ts: deed }];
      return { type: 'block_actions', team: { id: 'T1' }, user, trigger_id: '1.2', container: {}, actions };
    }
    const values_ = { text: { answer: { value: 'Looking' } }, support: { answer: { selected_options: [] } } };
    const private_metadata = JSON.stringify({ incident: INCIDENT });
    const view = { id: 'V1', hash: 'h', callback_id: 'incident:note', private_metadata, state: { values: values_ } };
    return { type: 'view_submission', team: { id: 'T1' }, user, view };
  }

  it('survives 10,000 bodies: nothing unsigned is queued, nothing crashes, and what is sent again is known again', async () => {
    const { replayed, queued } = await endure({
      genuine,
      sign(body, secret) {
        const digest = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
        return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
      },
      async send(body, headers, base64) {
        const event = doorEvent({ headers: { 'content-type': type, ...headers }, body, base64 });
        return (await handler(event)).statusCode!;
      },
      taken: () => queue.splice(0).map((message) => parseCommandRequest(message).id),
      wrapped: (json) => new URLSearchParams({ payload: json }).toString(),
    });
    expect(replayed.size).toBe(3);
    expect(queued).toBeGreaterThan(1500);
  });
});
