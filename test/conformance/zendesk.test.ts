import { createTarget } from '../../lambda/targets';
import type { Fields, Write } from '../../lambda/targets/target';
import { FakeZendesk } from '../../lib/local/fakes/zendesk';
import { Bench, document, incident, SECRET, value, write } from './bench';
import { zendesk as kind } from './kinds/zendesk';

/** What only Zendesk must do. Sources: Zendesk API reference, "Tickets", "Ticketing introduction" (idempotency) and "Webhooks". */
let bench: Bench;
let vendor: FakeZendesk;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-01-02T03:04:05Z');
  ({ bench, vendor } = (await Bench.strict({ ...kind, fake: () => FakeZendesk.start(() => now) })) as {
    bench: Bench;
    vendor: FakeZendesk;
  });
});
afterEach(() => bench.stop());

const resolved = document({ status: 'resolved', title: 'It is over' });
const open: Fields = { title: document().title, state: 'open' };
const after = (id: string, to: number, ...ours: Fields[]): Write => ({ ...write(id, to), ours });

function target(settings: Record<string, string> = {}) {
  return bench.targetWith({ subdomain: 'echarpe', apiUrl: bench.network.url, ...settings });
}

describe('a creation that is made again', () => {
  it.each([
    ['with the same words', document()],
    ['with other words', document({ title: 'Nobody can pay' })],
  ])('within two hours %s gives no second ticket: it is looked for', async (_what, again) => {
    const id = incident();
    await bench.create(id);
    expect(await bench.target.create(again, write(id, 1))).toMatchObject({ outcome: 'unknown' });
    expect(vendor.objects()).toHaveLength(1);
    expect(await bench.find(id)).toMatchObject({ ref: { id: vendor.objects()[0]!.id }, duplicates: [] });
  });

  it('is another ticket where a person deleted the first and it was asked for again', async () => {
    const id = incident();
    vendor.remove((await bench.create(id)).id);
    value(await bench.target.create(document(), write(id, 4)));
    expect(await bench.find(id)).toMatchObject({ revision: 4 });
  });

  it('costs three calls at most, once it has its token', async () => {
    const id = incident();
    vendor.remove((await bench.create(id)).id);
    const before = bench.network.calls.length;
    await bench.target.create(document(), write(id, 4));
    expect(bench.network.calls.length - before).toBe(3);
  });
});

describe('what people do', () => {
  it('stays when they do it between our look and our write: the ticket is read again', async () => {
    const id = incident();
    const ref = await bench.create(id);
    let isChanged = false;
    const secret = async () => {
      if (bench.network.calls.at(-1)?.startsWith('GET') && !isChanged) {
        isChanged = true;
        now += 1000;
        await vendor.change(ref.id, { title: 'Scarves', priority: 'low' });
      }
      return kind.secret(SECRET);
    };
    const settings = kind.settings(bench.network.url, '');
    const config = { name: 'zendesk', kind: 'zendesk', audience: 'engineers', secretArn: 'arn', settings } as const;
    const { edit } = createTarget({ config, secret, timeoutMs: 5000 });
    const again = document({ title: 'Nobody can pay' });
    expect(await edit(ref, again, after(id, 2, open))).toMatchObject({ outcome: 'retryLater' });
    value(await edit(ref, again, after(id, 2, open)));
    expect(vendor.objects()[0]!.fields).toMatchObject({ title: 'Scarves', priority: 'low' });
  });

  it('stays: their title, priority and tags', async () => {
    const id = incident();
    const ref = value(await bench.target.create(document({ priority: 'P2' }), write(id, 1)));
    await vendor.change(ref.id, { title: 'Scarves', priority: 'low' });
    vendor.retag(ref.id, [...vendor.ticket(ref.id).tags, 'vip']);
    const ours = { ...open, priority: 'high' };
    const next = document({ title: 'SEV1: shop', severity: 'sev1', priority: 'P1' });
    value(await bench.target.edit(ref, next, after(id, 2, ours)));
    expect(vendor.ticket(ref.id)).toMatchObject({ subject: 'Scarves', priority: 'low' });
    expect(vendor.ticket(ref.id).tags).toEqual(['slo', 'slo_sev1', 'slo_open', 'slo_r2', 'vip']);
  });

  it('is read again where they wrote between our look and our write', async () => {
    const id = incident();
    const ref = await bench.create(id);
    bench.network.next(/^PUT/, { kind: 'status', status: 409, body: '{"error":"UpdateConflict"}' });
    const edit = () => bench.target.edit(ref, document({ title: 'news' }), after(id, 2, open));
    expect(await edit()).toMatchObject({ outcome: 'retryLater', afterSeconds: 5 });
    expect(await edit()).toMatchObject({ outcome: 'ok' });
  });

  it.each(['pending', 'hold'])('leaves the ticket %s while it is open', async (status) => {
    vendor.hasHold = true;
    const id = incident();
    const ref = await bench.create(id);
    await vendor.change(ref.id, { state: status });
    value(await target({ onHold: 'on' }).edit(ref, document({ status: 'mitigated' }), after(id, 2, open)));
    expect(vendor.ticket(ref.id).status).toBe(status);
  });

  it('ends it: a ticket that they solved stays solved, and a note tells what goes on', async () => {
    const id = incident();
    const ref = await bench.create(id);
    await vendor.change(ref.id, { state: 'closed' });
    value(await bench.target.edit(ref, document({ title: 'news' }), after(id, 2, open)));
    value(await bench.target.note(ref, { paragraphs: ['It goes on.'] }, write(id, 2, 2)));
    expect(vendor.objects()).toMatchObject([{ isClosed: true }]);
  });

  it('takes the ticket: who is assigned when it is solved is not replaced, nobody is by our own agent', async () => {
    const [mine, theirs] = [incident(), incident()];
    const [ours, taken] = [await bench.create(mine), await bench.create(theirs)];
    await vendor.change(taken.id, { assignee: '902' });
    value(await bench.target.edit(ours, resolved, after(mine, 2, open)));
    value(await bench.target.edit(taken, resolved, after(theirs, 2, open)));
    expect([ours, taken].map(({ id }) => vendor.ticket(id))).toMatchObject([
      { status: 'solved', assignee_id: 901 },
      { status: 'solved', assignee_id: 902 },
    ]);
  });

  it('can be to close it for good: nothing is written any more', async () => {
    const id = incident();
    const ref = await bench.create(id);
    vendor.close(ref.id);
    const gone = { outcome: 'rejected', reason: 'gone' };
    expect(await bench.target.edit(ref, document(), after(id, 2, open))).toMatchObject(gone);
    expect(await bench.target.note(ref, { paragraphs: ['.'] }, write(id, 2, 2))).toMatchObject(gone);
  });
});

describe('tickets of customers that are linked', () => {
  it('are not solved without a word: an agent is asked to, once, and what they solved then stays', async () => {
    const id = incident();
    const ref = await bench.create(id);
    const customer = vendor.link(ref.id, 'I cannot pay');
    value(await bench.target.edit(ref, resolved, after(id, 2, open)));
    value(await bench.target.edit(ref, resolved, after(id, 3, open)));
    expect(vendor.ticket(ref.id)).toMatchObject({ status: 'open', subject: 'It is over' });
    expect(vendor.ticket(ref.id).tags).toContain('slo_resolved');
    expect(vendor.comments(ref.id).slice(1)).toMatchObject([
      { public: false, body: /Solve this with a public comment/ },
    ]);
    expect(vendor.ticket(customer).status).toBe('open');
  });

  it('are solved with it where the account wants that', async () => {
    const id = incident();
    const ref = await bench.create(id);
    const customer = vendor.link(ref.id, 'I cannot pay');
    value(await target({ solveLinked: 'on' }).edit(ref, resolved, after(id, 2, open)));
    expect([ref.id, customer].map((each) => vendor.ticket(each).status)).toEqual(['solved', 'solved']);
  });

  it('are not solved with a duplicate either', async () => {
    const id = incident();
    const kept = await bench.create(id);
    now += 3 * 60 * 60 * 1000;
    const duplicate = await bench.create(id);
    const customer = vendor.link(duplicate.id, 'I cannot pay');
    value(await bench.target.remove(duplicate, kept, id));
    expect(vendor.ticket(customer).status).toBe('open');
    expect(await bench.find(id)).toMatchObject({ ref: { id: kept.id }, duplicates: [] });
  });
});

describe('a ticket that was moved to another group', () => {
  const inGroup = () => target({ groupId: String(FakeZendesk.GROUP) });

  it('is not ours to solve while nobody has it: an agent is asked to, once', async () => {
    const id = incident();
    const ref = value(await inGroup().create(document(), write(id, 1)));
    vendor.move(ref.id);
    value(await inGroup().edit(ref, resolved, after(id, 2, open)));
    value(await inGroup().edit(ref, resolved, after(id, 3, open)));
    expect(vendor.ticket(ref.id)).toMatchObject({
      status: 'open',
      assignee_id: null,
      group_id: FakeZendesk.OTHER_GROUP,
    });
    expect(vendor.comments(ref.id).slice(1)).toMatchObject([{ public: false, body: /Solve this/ }]);
  });

  it('is solved where somebody took it', async () => {
    const id = incident();
    const ref = value(await inGroup().create(document(), write(id, 1)));
    vendor.move(ref.id);
    await vendor.change(ref.id, { assignee: '902' });
    value(await inGroup().edit(ref, resolved, after(id, 2, open)));
    expect(vendor.ticket(ref.id)).toMatchObject({ status: 'solved', assignee_id: 902 });
  });
});

describe('on hold', () => {
  it('is the status while it is mitigated, and open again when it comes back', async () => {
    vendor.hasHold = true;
    const held = target({ onHold: 'on' });
    const id = incident();
    const ref = await bench.create(id);
    value(await held.edit(ref, document({ status: 'mitigated' }), after(id, 2, open)));
    expect(vendor.ticket(ref.id).status).toBe('hold');
    value(await held.edit(ref, document(), after(id, 3, open)));
    expect(vendor.ticket(ref.id).status).toBe('open');
  });
});

describe('markers', () => {
  it('count in our own internal notes alone, at their very end and of this incident', async () => {
    const [id, other] = [incident(), incident()];
    const ref = await bench.create(id);
    await vendor.comment(ref.id, `Seen.\n\n[slo:${id}:r2-2]`);
    value(await bench.target.note(ref, { paragraphs: [`[slo:${id}:r3-3]`] }, write(other, 9, 9)));
    value(await bench.target.note(ref, { paragraphs: [`[slo:${id}:r5-5]`] }, write(id, 4, 4)));
    expect((await bench.find(id, ref))!.notes.map(({ marker }) => marker)).toEqual([`${id}:r4-4`]);
  });

  it('in tags: the lowest counts, because words of a text can become tags', async () => {
    const id = incident();
    const ref = await bench.create(id);
    vendor.retag(ref.id, ['slo_r3', 'slo_r99']);
    expect(await bench.find(id)).toMatchObject({ revision: 3 });
  });
});

it('fills in no placeholder of Zendesk that comes from outside', async () => {
  const id = incident();
  const evil = 'Hi {{ticket.requester.email}} {%if 1%}{{{ x }}}';
  const ref = await bench.create(id, document({ title: evil, paragraphs: [evil], footer: evil }));
  value(await bench.target.note(ref, { paragraphs: [evil] }, write(id, 2, 2)));
  const [{ text, notes }] = vendor.objects() as [ReturnType<FakeZendesk['objects']>[number]];
  for (const shown of [text, ...notes]) expect(shown).not.toMatch(/\{[{%]/);
});

it('says nothing to customers: every comment is internal', async () => {
  const id = incident();
  const ref = await bench.create(id);
  value(await bench.target.note(ref, { paragraphs: ['.'] }, write(id, 2, 2)));
  value(await bench.target.edit(ref, resolved, after(id, 3, open)));
  expect(vendor.comments(ref.id).map((said) => said.public)).toEqual([false, false]);
});

it('goes to the group and with the fields that the account asks for', async () => {
  vendor.fields = [{ id: 77, title: 'Cause', type: 'text', active: true, required: true }];
  const own = target({ groupId: String(FakeZendesk.GROUP), customFields: '{"77":"monitoring"}' });
  const id = incident();
  const ref = value(await own.create(resolved, write(id, 1)));
  expect(vendor.ticket(ref.id)).toMatchObject({
    type: 'problem',
    group_id: FakeZendesk.GROUP,
    custom_fields: [{ id: 77, value: 'monitoring' }],
    status: 'solved',
  });
});

it('says which field solving asks for, where one is empty', async () => {
  vendor.fields = [{ id: 77, title: 'Cause', type: 'text', active: true, required: true }];
  const id = incident();
  const ref = await bench.create(id);
  expect(await bench.target.edit(ref, resolved, after(id, 2, open))).toMatchObject({
    outcome: 'rejected',
    reason: 'clientError',
    why: 'Zendesk: HTTP 422: Cause: is required when solving a ticket',
  });
});

it.each([
  [{ subdomain: 'a.b' }, 'settings.subdomain: got "a.b", allowed is the name before ".zendesk.com"'],
  [{ groupId: 'support' }, 'settings.groupId: got "support", allowed is a number'],
  [{ customFields: '{"Cause":"x"}' }, 'allowed is a number'],
  [{ customFields: 'Cause' }, 'settings.customFields: got "Cause", allowed is JSON'],
  [{ solve: 'on' }, 'allowed is no other than subdomain'],
])('refuses wrong settings: %j', (settings, message) => {
  expect(() => target(settings)).toThrow(message);
});

it('an edit is two calls, a note one', async () => {
  const id = incident();
  const ref = await bench.create(id);
  const { length } = bench.network.calls;
  value(await bench.target.edit(ref, resolved, after(id, 2, open)));
  value(await bench.target.note(ref, { paragraphs: ['.'] }, write(id, 2, 2)));
  expect(bench.network.calls.slice(length).map((call) => call.split(' ')[0])).toEqual(['GET', 'PUT', 'PUT']);
});
