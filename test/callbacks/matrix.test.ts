import { type Deed, KINDS, VENDORS } from './vendors';
import { CallbackWorld, SECRET } from './world';

const BEYOND_ASCII = 'Zoë 🧣 العربية';

/** Row 14 of the targets' fault matrix: a callback that is bad, old, future, replayed, doubled, non-ASCII, in base64, reordered. */
describe.each(KINDS)('callbacks of %s, from the door to the log of the incident', (kind) => {
  const vendor = VENDORS[kind];
  let world: CallbackWorld;
  let incident: string;
  let logged: jest.SpyInstance[];
  beforeEach(async () => {
    logged = (['info', 'warn', 'error'] as const).map((level) => jest.spyOn(console, level).mockReturnValue());
    world = new CallbackWorld();
    incident = await world.open();
    world.ledger.at(10);
  });
  afterEach(() => jest.restoreAllMocks());

  const HOUR = 3_600_000;
  const about = (change: object = {}) => ({ incident, at: world.now, ...change });
  const deed = (what: Deed, change: object = {}) => vendor.body(what, about(change));
  const isAcknowledged = async () => (await world.state(incident)).episode.acknowledged !== undefined;

  it('acknowledge, and say who did', async () => {
    expect(await world.tell(kind, deed('acknowledged'))).toBe(200);
    expect(await world.work()).toEqual([expect.objectContaining({ outcome: 'done' })]);
    const { by, at } = (await world.state(incident)).episode.acknowledged!;
    expect([by, at]).toEqual([{ name: vendor.by.acknowledged }, world.now]);
    expect(world.told).toEqual([incident]);
  });

  it('call an incident that burns mitigated when its object is closed', async () => {
    await world.tell(kind, deed('closed'));
    await world.work();
    expect(await world.state(incident)).toMatchObject({ status: 'mitigated', mitigatedBy: { name: vendor.by.closed } });
  });

  it.each<[string, () => Promise<number>]>([
    ['unsigned', () => world.tell(kind, deed('acknowledged'), { headers: unsigned() })],
    ['signed by somebody else', () => world.tell(kind, deed('acknowledged'), { secret: 'other' })],
    ['changed on the way', () => changed()],
    ['a day old', () => world.tell(kind, deed('acknowledged', { at: world.now - 24 * HOUR - 1 }))],
    ['from the future', () => world.tell(kind, deed('acknowledged', { at: world.now + 300_001 }))],
    ['of a time that is none', () => world.tell(kind, deed('acknowledged', { at: 8.64e15 }))],
  ])('do nothing when they are %s', async (_, send) => {
    expect(await send()).toBe(401);
    expect(world.queue).toEqual([]);
  });

  it('act once when they come twice, and once more when somebody plays them again', async () => {
    const body = deed('acknowledged');
    expect([await world.tell(kind, body), await world.tell(kind, body)]).toEqual([200, 200]);
    await world.work();
    const { revision } = await world.state(incident);
    await world.tell(kind, body, { headers: { 'X-GitHub-Delivery': '2', 'X-Atlassian-Webhook-Identifier': '2' } });
    expect(await world.work()).toEqual([{ outcome: 'done', answer: 'Recorded.' }]);
    expect((await world.state(incident)).revision).toBe(revision);
  });

  it('act although the body has characters beyond ASCII and comes in base64', async () => {
    await world.tell(kind, { ...deed('acknowledged'), title: BEYOND_ASCII }, { base64: true });
    await world.work();
    expect(await isAcknowledged()).toBe(true);
  });

  it('are refused when somebody took their bytes for Latin characters', async () => {
    const bytes = Buffer.from(JSON.stringify({ ...deed('acknowledged'), title: BEYOND_ASCII }));
    const headers = vendor.headers(bytes, SECRET, world.now);
    expect(await world.send({ path: kind, body: bytes.toString('latin1'), headers })).toBe(401);
  });

  it('do nothing when they are overtaken: what was said before it came back is not meant for now', async () => {
    const late = deed('acknowledged', { at: world.now });
    await world.tell(kind, deed('closed', { at: world.now }));
    await world.work();
    world.ledger.at(45);
    await world.ledger.pass('shop');
    expect((await world.state(incident)).status).toBe('open');
    await world.tell(kind, late);
    expect(await world.work()).toEqual([expect.objectContaining({ outcome: 'refused' })]);
    expect(await isAcknowledged()).toBe(false);
  });

  it('act on the object that the ledger knows, and on no other with its name', async () => {
    await world.tell(kind, deed('closed', { object: kind === 'pagerduty' ? `slo-${incident}-2` : '4711' }));
    expect(await world.work()).toEqual([{ ignored: 'it is another object' }]);
    expect((await world.state(incident)).status).toBe('open');
  });

  it('are no news when we closed it ourselves', async () => {
    await world.deliver(incident, kind, { ours: [{ state: 'closed' }] });
    await world.tell(kind, deed('closed'));
    expect(await world.work()).toEqual([{ ignored: 'we wrote it' }]);
  });

  it('wait while somebody writes there, and are decided after that', async () => {
    await world.deliver(incident, kind, { leaseUntil: world.now + 30_000 });
    const body = deed('closed');
    await world.tell(kind, body);
    expect(await world.work()).toEqual([{ waits: 'the target is being written' }]);
    world.ledger.at(11);
    await world.tell(kind, body);
    expect(await world.work()).toEqual([expect.objectContaining({ outcome: 'done' })]);
  });

  it('are taken with the secret before the newest while it is being rotated', async () => {
    world.secrets = { signingSecret: 'new', previousSigningSecret: SECRET };
    expect(await world.tell(kind, deed('acknowledged'))).toBe(200);
    expect(await world.tell(kind, deed('acknowledged'), { secret: 'new' })).toBe(200);
  });

  it.each([{}, { signingSecret: '' }, { signingSecret: 7 }, { previousSigningSecret: null }])(
    'are refused when nothing can sign: %j',
    async (secrets) => {
      world.secrets = secrets;
      expect(await world.tell(kind, deed('acknowledged'), { secret: '' })).toBe(401);
    },
  );

  it('come again when the secret store or the queue does not answer, and only then', async () => {
    world.isQueueDown = true;
    expect(await world.tell(kind, deed('acknowledged'))).toBe(503);
    world.isSecretGone = true;
    expect(await world.tell(kind, deed('acknowledged'))).toBe(503);
    expect(JSON.stringify(logged.map(({ mock }) => mock.calls))).toMatch(/door cannot check signatures/);
  });

  it('leave no names, words or secrets in the log', async () => {
    await world.tell(kind, deed('acknowledged', { name: 'Zoë Example' }));
    await world.tell(kind, deed('shared', { text: '/share very private words', name: 'Zoë Example' }));
    await world.tell(kind, deed('closed'), { secret: 'other' });
    await world.work();
    const lines = JSON.stringify(logged.map(({ mock }) => mock.calls));
    expect(lines).toContain('callback queued');
    expect(lines).not.toMatch(/Example|private|signing-secret|sha256=|v1=/);
  });

  function unsigned(): Record<string, undefined> {
    const names = Object.keys(vendor.headers(Buffer.alloc(0), SECRET, world.now));
    return Object.fromEntries(names.map((name) => [name, undefined]));
  }

  function changed(): Promise<number> {
    const body = Buffer.from(JSON.stringify(deed('acknowledged')));
    return world.send({ path: kind, body: `${body} `, headers: vendor.headers(body, SECRET, world.now) });
  }
});

describe.each(KINDS.filter((kind) => VENDORS[kind].tells.includes('shared')))(
  'a comment at %s that is shared',
  (kind) => {
    it.each(['/share Please wait', '/share \n été 🧣 العربية\nSecond line', '/share <!channel> & "so"'])(
      'is read by support as it was written: %j',
      async (text) => {
        jest.spyOn(console, 'info').mockReturnValue();
        const world = new CallbackWorld();
        const incident = await world.open();
        await world.tell(kind, VENDORS[kind].body('shared', { incident, at: world.now, text }));
        await world.work();
        expect((await world.state(incident)).milestones.at(-1)).toMatchObject({
          kind: 'noted',
          text: text.slice('/share'.length).trim(),
          support: true,
          by: { name: VENDORS[kind].by.shared },
        });
      },
    );
  },
);
