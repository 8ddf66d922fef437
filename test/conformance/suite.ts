import type { NeutralDocument } from '../../lib/model/wording';
import { FaultyProxy } from '../support/faulty-proxy';
import { type Bench, document, hostileDocument, hostileText, incident, SECRET, value, write } from './bench';
import type { Kind } from './kinds';
import { rowsOf } from './rows';

/** Rows of the fault matrix that need nothing of the vendor but its API: what every target must do, whatever the network does. */
export function conformance(kind: Kind, start: () => Promise<Bench>): void {
  const { calls, login = calls.create } = kind;
  const { can, row, lost } = rowsOf(kind);
  let bench: Bench;
  beforeAll(async () => {
    bench = await start();
  });
  beforeEach(() => {
    bench.asked = [];
  });
  afterAll(() => bench.stop());

  const create = (id = incident(), target = bench.target) => target.create(document(), write(id, 1));
  /** Of a function that has just started: it remembers no token. */
  const createAnew = () => create(incident(), bench.anew());

  it.each(['find', 'edit', 'note', 'remove'] as const)('says whether it can %s', (ability) => {
    expect(bench.target.abilities[ability]).toBe(can(ability));
  });

  it('creates one object, edits it three times, tells twice and closes it', async () => {
    const { target } = bench;
    const id = incident();
    const ref = await bench.create(id);
    const edit = async (to: number, change: Partial<NeutralDocument>) =>
      can('edit') && value(await target.edit(ref, document(change), write(id, to)));
    for (const to of [2, 3]) await edit(to, { title: `revision ${to}` });
    for (const to of can('note') ? [2, 3] : [])
      value(await target.note(ref, { paragraphs: [`note ${to}`] }, write(id, to, to)));
    await edit(4, { status: 'resolved', title: 'Resolved: shop' });
    if (!can('find')) return;
    expect(await bench.find(id)).toMatchObject({
      ref: { id: ref.id },
      revision: can('edit') ? 4 : 1,
      notes: can('note') ? [{ marker: `${id}:r2-2` }, { marker: `${id}:r3-3` }] : [],
    });
  });

  row(['find'], 'finds nothing for an incident that it was never told of', async () => {
    expect(await bench.find(incident())).toBeUndefined();
  });

  row(['find'], 'believes no row that is of another incident, however the vendor came to show it', async () => {
    const [other, id] = [incident(), incident()];
    await bench.create(other);
    bench.network.next(calls.look, { kind: 'mistaken', said: id, heard: other });
    const found = await bench.target.find(id, { since: Date.now() - 60_000 });
    bench.network.forget();
    expect(found.outcome === 'ok' ? found.value : found).toEqual(
      found.outcome === 'ok' ? undefined : expect.objectContaining({ outcome: 'retryLater' }),
    );
  });

  row(['find'], 'asks for one incident, whatever the text that names it', async () => {
    const id = incident();
    await bench.create(id);
    for (const text of [
      `${id}&x=`,
      `${id}#`,
      `${id}" OR labels is not EMPTY OR "`,
      `${id}^ORsys_idISNOTEMPTY`,
      '*',
      '',
    ]) {
      // Some refuse to ask, and some vendors to answer.
      const found = await bench.target.find(text, { since: Date.now() - 60_000 }).catch(() => undefined);
      expect(found?.outcome === 'ok' ? found.value : undefined).toBeUndefined();
    }
  });

  it.each(['commitThenDrop', 'commitThenSilence'] as const)(
    'says that nobody knows whether there is an object after a creation ended in %s',
    async (kind) => {
      const id = incident();
      bench.network.next(calls.create, { kind });
      expect(await bench.target.create(document(), write(id, 3))).toMatchObject(lost('create'));
      if (can('find')) expect(await bench.find(id)).toMatchObject({ revision: 3 });
    },
  );

  row(['edit'], 'holds the edit whose answer was lost', async () => {
    const id = incident();
    const ref = await bench.create(id);
    bench.network.next(calls.edit, { kind: 'commitThenDrop' });
    const { outcome } = await bench.target.edit(ref, document(), write(id, 5));
    expect(['unknown', 'retryLater']).toContain(outcome);
    if (can('find')) expect(await bench.find(id, ref)).toMatchObject({ revision: 5 });
  });

  row(['note'], 'shows the marker of a note whose answer was lost', async () => {
    const id = incident();
    const ref = await bench.create(id);
    bench.network.next(calls.note, { kind: 'commitThenDrop' });
    const sent = await bench.target.note(ref, { paragraphs: ['It works again.'] }, write(id, 3, 2));
    expect(sent).toMatchObject(lost('note'));
    if (!can('find')) return;
    expect((await bench.find(id, ref))!.notes.map(({ marker }) => marker)).toEqual([`${id}:r2-3`]);
  });

  row(
    ['find', 'remove'],
    'takes a duplicate away so that it is found no more, and does so again without harm',
    async () => {
      const id = incident();
      const [kept, duplicate] = [await bench.create(id), await bench.create(id, document(), 2)];
      if (can('note'))
        value(await bench.target.note(duplicate, { paragraphs: ['told at the wrong place'] }, write(id, 2, 2)));
      expect((await bench.find(id))!.duplicates.map((ref) => ref.id)).toEqual([duplicate.id]);
      value(await bench.target.remove(duplicate, kept, id));
      value(await bench.target.remove(duplicate, kept, id));
      expect(await bench.find(id)).toMatchObject({ ref: { id: kept.id }, notes: [], duplicates: [] });
    },
  );

  row(['find', 'remove'], 'can go on where a removal was cut off', async () => {
    const id = incident();
    const [kept, duplicate] = [await bench.create(id), await bench.create(id, document(), 2)];
    if (can('note'))
      value(await bench.target.note(duplicate, { paragraphs: ['told at the wrong place'] }, write(id, 2, 2)));
    bench.network.next(calls.remove, { kind: 'commitThenDrop' });
    expect(['unknown', 'retryLater']).toContain((await bench.target.remove(duplicate, kept, id)).outcome);
    value(await bench.target.remove(duplicate, kept, id));
    expect((await bench.find(id))!.duplicates).toEqual([]);
  });

  it.each([
    [429, { 'retry-after': '90' }, { outcome: 'retryLater', afterSeconds: 90, reason: 'rateLimited' }],
    [429, { 'retry-after': 'soon' }, { outcome: 'retryLater', reason: 'rateLimited' }],
    [408, {}, { outcome: 'retryLater', reason: 'serverError' }],
    [500, {}, { outcome: 'retryLater', reason: 'serverError' }],
    [503, { 'retry-after': '7' }, { outcome: 'retryLater', afterSeconds: 7 }],
    [502, {}, { ...lost('create'), reason: 'serverError' }],
    [504, {}, { ...lost('create'), reason: 'serverError' }],
    [301, { location: '/elsewhere' }, { outcome: 'rejected', reason: 'clientError' }],
    [400, {}, { outcome: 'rejected', reason: 'clientError' }],
    // Of a creation some say so where the token may not see the place.
    [404, {}, { outcome: 'rejected', reason: expect.stringMatching(/^(gone|auth)$/) }],
    [422, {}, { outcome: 'rejected', reason: 'clientError' }],
  ])('takes status %i %j for what it means', async (status, headers, expected) => {
    bench.network.next(calls.create, { kind: 'status', status, headers, body: '{"message":"no"}' });
    const before = bench.network.calls.length;
    expect(await create()).toMatchObject(expected);
    expect(bench.network.calls.length - before).toBe(1);
  });

  it.each(kind.refusals)(
    'takes its vendor\'s "$what" for what it means',
    async ({ status, headers, body, expected }) => {
      bench.network.next(calls.create, { kind: 'status', status, ...(headers ? { headers } : {}), body });
      expect(await create()).toMatchObject(expected);
    },
  );

  const nonsense = [
    ['HTML', '<html>maintenance</html>'],
    ['nothing', ''],
    ['broken JSON', '{"ok":tru'],
    ['other JSON', '{"hello":"world"}'],
    ['a list', '[]'],
    ['null', 'null'],
  ] as const;
  (can('answer') ? it.each(nonsense) : () => {})('does not trust a 200 with %s', async (_what, body) => {
    bench.network.next(calls.create, { kind: 'status', status: 200, body });
    expect(await create()).toMatchObject({ ...lost('create'), reason: 'badAnswer' });
    if (body === '[]' || !can('find')) return;
    bench.network.next(calls.look, { kind: 'status', status: 200, body });
    expect(await bench.target.find(incident(), { since: Date.now() })).toMatchObject({
      outcome: 'retryLater',
      reason: 'badAnswer',
    });
  });

  row(['find'], 'looks again later when a look-up is cut off, unlike after a write', async () => {
    for (const fault of ['commitThenDrop', 'commitThenSilence'] as const) {
      bench.network.next(calls.look, { kind: fault });
      expect(await bench.target.find(incident(), { since: Date.now() })).toMatchObject({ outcome: 'retryLater' });
    }
  });

  row(['token'], 'asks once for a fresh secret when it is refused, and does not hammer', async () => {
    const before = bench.network.calls.length;
    bench.network.next(login, { kind: 'status', ...kind.unauthorised });
    expect(await createAnew()).toMatchObject({ outcome: 'rejected', reason: 'auth' });
    expect(bench.asked).toEqual([false, true]);
    expect(bench.network.calls.length - before).toBe(1);
  });

  row(['token'], 'works again after the secret was rotated', async () => {
    bench.secret = { kept: 'xoxb-old', fresh: SECRET };
    bench.network.next(login, { kind: 'status', ...kind.unauthorised });
    const before = bench.network.calls.length;
    expect(await createAnew()).toMatchObject({ outcome: 'ok' });
    expect(bench.network.calls.length - before).toBe(login === calls.create ? 2 : 3);
    bench.secret = { kept: SECRET, fresh: SECRET };
  });

  it('says at once when nobody is there, and that nothing was sent', async () => {
    const closed = await FaultyProxy.start('http://127.0.0.1');
    const nobody = closed.url;
    closed.stop();
    expect(await bench.targetAt(nobody).create(document(), write(incident(), 1))).toMatchObject({
      outcome: 'retryLater',
      reason: 'network',
    });
  });

  it('survives hostile and endless text, and finds its own marker under it', async () => {
    const id = incident();
    const ref = value(await bench.target.create(hostileDocument(id), write(id, 1)));
    if (can('edit')) value(await bench.target.edit(ref, hostileDocument(id), write(id, 2)));
    const note = { title: hostileText(id), paragraphs: [hostileText(id), 'x'.repeat(1_000_000)] };
    if (can('note')) value(await bench.target.note(ref, note, write(id, 2, 2)));
    if (!can('find')) return;
    const revision = can('edit') ? 2 : 1;
    expect(await bench.find(id, ref)).toMatchObject({
      revision,
      notes: can('note') ? [{ marker: `${id}:r2-2` }] : [],
    });
  });

  row(['token'], 'never says its secret, even when its vendor does', async () => {
    const outcomes: unknown[] = [];
    for (const status of [200, 301, 400, 401, 403, 404, 429, 500, 502]) {
      const [error, message] = [`bad_token_${SECRET}`, `the token ${'.'.repeat(280)}${SECRET} is bad`];
      const body = JSON.stringify({ ok: false, error, message });
      for (const call of new Set([login, calls.create])) {
        bench.network.next(call, { kind: 'status', status, body, headers: { 'x-said': SECRET } });
        outcomes.push(await createAnew());
      }
    }
    // Not a beginning of it either.
    expect(JSON.stringify(outcomes)).not.toContain(SECRET.slice(0, 6));
  });
}
