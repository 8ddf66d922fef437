import type { FakeWebhook } from '../../lib/local/fakes/webhook';
import { schemaFaults } from '../support/documents';
import { Bench, document, hostileDocument, incident, SECRET, value, write } from './bench';
import { webhook as kind } from './kinds/webhook';

const PAGE = { cycle: 1, state: 'calling' } as const;
const ABOUT = { service: 'shop', slos: [{ name: 'place-order', url: 'https://slo.example' }] };

describe('webhook only', () => {
  let bench: Bench;
  let receiver: FakeWebhook;
  beforeEach(async () => {
    const started = await Bench.strict(kind);
    bench = started.bench;
    receiver = started.vendor as FakeWebhook;
  });
  afterEach(() => bench.stop());

  it('sends what the published schema says, and nothing of our buttons and pictures', async () => {
    const id = incident();
    const chart = { slo: 'place-order', title: 'Orders', from: 0, to: 1 };
    const actions = [{ command: 'acknowledge', label: 'I am on it' }] as const;
    const ref = await bench.create(id, document({ priority: 'P2', page: PAGE, about: ABOUT, chart, actions }));
    value(await bench.target.edit(ref, document({ status: 'resolved' }), write(id, 2)));
    value(await bench.target.note(ref, { title: 'shop', paragraphs: ['.'], urgent: true }, write(id, 2, 2)));
    expect(receiver.messages.map((message) => schemaFaults('webhook', message))).toEqual([[], [], []]);
    const [created, updated, noted] = receiver.messages;
    expect(created).toMatchObject({ event: 'created', marker: `${id}:r1-1`, document: { page: PAGE, about: ABOUT } });
    expect(JSON.stringify(created)).not.toMatch(/chart|actions/);
    expect(updated).toMatchObject({ event: 'updated', object: ref.id, revision: 2, document: { status: 'resolved' } });
    expect(noted).toMatchObject({ event: 'noted', object: ref.id, note: { paragraphs: ['.'], urgent: true } });
  });

  it('says what may have arrived before', async () => {
    const id = incident();
    value(await bench.target.create(document(), { ...write(id, 2), again: true }));
    expect(receiver.messages).toMatchObject([{ again: true, revision: 2 }]);
  });

  it('gives the same key to what is the same, and another one to what is not', async () => {
    const id = incident();
    const ref = await bench.create(id);
    const edit = async (title: string) => value(await bench.target.edit(ref, document({ title }), write(id, 1)));
    for (const title of ['a', 'a', 'b']) await edit(title);
    const events = receiver.messages.map((message) => message.event);
    expect(events).toEqual(['created', 'updated', 'updated']);
    expect(receiver.objects()).toMatchObject([{ text: expect.stringMatching(/^b\n/) }]);
  });

  it('signs with both secrets while they are rotated', async () => {
    const rotating = { signingSecret: 'the-new-one', previousSigningSecret: SECRET };
    const secret = jest.spyOn(kind, 'secret').mockReturnValue(rotating);
    for (const known of [SECRET, 'the-new-one']) {
      receiver.tokens = new Set([known]);
      await bench.create(incident());
    }
    secret.mockRestore();
    expect(receiver.objects()).toHaveLength(2);
  });

  it('keeps its texts short enough for any receiver', async () => {
    await bench.create(incident(), hostileDocument('inc-1'));
    expect(Buffer.byteLength(JSON.stringify(receiver.messages[0]))).toBeLessThan(256 * 1024);
  });

  it.each<[answer: unknown, expected: object]>([
    [
      { id: 4711, url: 'https://cases.example/4711' },
      { id: '4711', url: 'https://cases.example/4711' },
    ],
    [{ id: 'c-1' }, { id: 'c-1' }],
    [{ id: 'c-1', url: 'javascript:alert(1)' }, {}],
    [{ id: '' }, {}],
    ['thank you', {}],
    [[], {}],
  ])('takes %j for a receipt', async (answer, expected) => {
    const id = incident();
    receiver.answer = answer;
    expect(await bench.create(id)).toEqual({ id, ...expected });
  });

  it.each([
    [200, 'ok', 'text/plain'],
    [202, '', 'text/html'],
    [204, '', 'text/html'],
  ])('takes %i %j for a receipt', async (status, body, type) => {
    bench.network.next(/^POST/, { kind: 'status', status, body, headers: { 'content-type': type } });
    const id = incident();
    expect(await bench.create(id)).toEqual({ id });
  });

  it.each(['http://cases.example/hook', 'ftp://cases.example', 'nowhere'])(
    'goes nowhere but to https: %s',
    (apiUrl) => {
      expect(() => bench.targetWith({ apiUrl })).toThrow(`settings.apiUrl: got "${apiUrl}"`);
    },
  );
});
