import type { FakeVendor } from '../../lib/local/fakes/server';
import { type Bench, document, hostileDocument, hostileText, incident, SECRET, value, write } from './bench';
import type { Kind } from './kinds';
import { rowsOf } from './rows';

/** Rows of the fault matrix that need a vendor that keeps its rules and can be changed behind the target's back. */
export function vendorRules(kind: Kind, start: () => Promise<{ bench: Bench; vendor: FakeVendor }>): void {
  const { can, row, lost } = rowsOf(kind);
  let bench: Bench;
  let vendor: FakeVendor;
  beforeEach(async () => {
    ({ bench, vendor } = await start());
  });
  afterEach(() => bench.stop());

  row(['edit', 'text'], 'ends with one closed object whose last text won', async () => {
    const id = incident();
    const ref = await bench.create(id);
    for (const to of [2, 3, 4]) value(await bench.target.edit(ref, document({ title: `words ${to}` }), write(id, to)));
    if (can('note')) value(await bench.target.note(ref, { paragraphs: ['It works again.'] }, write(id, 5, 2)));
    value(await bench.target.edit(ref, document({ title: 'It is over', status: 'resolved' }), write(id, 5)));
    const [object, ...others] = vendor.objects();
    expect(others).toEqual([]);
    expect(object).toMatchObject({ id: ref.id, isClosed: can('close') });
    expect(object!.text).toContain('It is over');
    expect(object!.text).not.toContain('words 4');
    expect(object!.notes).toHaveLength(can('note') ? 1 : 0);
  });

  row(['people', 'edit'], 'brings up to date what stands as it left it', async () => {
    const id = incident();
    const [first, later] = [document({ priority: 'P3' }), document({ title: 'Other words', priority: 'P1' })];
    const ref = await bench.create(id, first);
    const ours = [bench.target.fields!(first)];
    value(await bench.target.edit(ref, later, { ...write(id, 2), ours }));
    expect(vendor.objects()[0]!.fields).toMatchObject(bench.target.fields!(later));
  });

  row(['edit', 'close'], 'opens again what comes back', async () => {
    const id = incident();
    const ref = await bench.create(id);
    value(await bench.target.edit(ref, document({ status: 'resolved' }), write(id, 2)));
    const again = document({ page: { cycle: 2, state: 'calling' } });
    value(await bench.target.edit(ref, again, write(id, 3)));
    expect(vendor.objects().filter(({ isClosed }) => !isClosed)).toHaveLength(1);
  });

  row([], 'takes a title of many emoji, which some vendors count twice', async () => {
    await bench.create(incident(), document({ title: '\u{1F9E3}'.repeat(1200) }));
    const [object] = vendor.objects();
    expect(object!.text).toContain('\u{1F9E3}'.repeat(40));
    expect(object!.text).not.toMatch(/\p{Cs}/u);
  });

  row(['find'], 'finds what it created as soon as a lagging look-up shows it', async () => {
    const id = incident();
    vendor.isStale = true;
    bench.network.next(kind.calls.create, { kind: 'commitThenDrop' });
    expect(await bench.target.create(document(), write(id, 1))).toMatchObject(lost('create'));
    expect(await bench.find(id)).toBeUndefined();
    vendor.isStale = false;
    expect(await bench.find(id)).toMatchObject({ revision: 1 });
  });

  row(['find', 'remove'], 'adopts the oldest when there are several', async () => {
    const id = incident();
    const first = await bench.create(id);
    await bench.create(id, document(), 2);
    expect(await bench.find(id)).toMatchObject({ ref: { id: first.id } });
  });

  row(['find', 'remove'], 'names all the others, oldest first, and takes them away one by one', async () => {
    const id = incident();
    const [kept, ...others] = [
      await bench.create(id),
      await bench.create(id, document(), 2),
      await bench.create(id, document(), 3),
    ];
    expect((await bench.find(id))!.duplicates.map((ref) => ref.id)).toEqual(others.map((ref) => ref.id));
    for (const other of others) value(await bench.target.remove(other, kept!, id));
    expect(vendor.objects().filter(({ isClosed }) => !isClosed)).toMatchObject([{ id: kept!.id }]);
    expect(await bench.find(id)).toMatchObject({ ref: { id: kept!.id }, duplicates: [] });
  });

  row(['remove', 'token'], 'says that it may not take away where nothing may be written', async () => {
    const id = incident();
    const [kept, duplicate] = [await bench.create(id), await bench.create(id, document(), 2)];
    vendor.tokens = new Set(['other']);
    const refused = await bench.target.remove(duplicate, kept, id);
    expect(refused).toMatchObject({ outcome: 'rejected', reason: 'auth' });
  });

  row(['find'], 'finds its own among many others', async () => {
    const id = incident();
    const ref = await bench.create(id);
    await Promise.all(Array.from({ length: 120 }, () => bench.create(incident())));
    expect(await bench.find(id)).toMatchObject({ ref: { id: ref.id } });
  });

  row(['find', 'note'], 'finds each of many notes', async () => {
    const id = incident();
    const ref = await bench.create(id);
    const noted = (n: number) => bench.target.note(ref, { paragraphs: ['.'] }, write(id, n, n));
    for (const result of await Promise.all(Array.from({ length: 128 }, (_, n) => noted(n + 2)))) value(result);
    expect((await bench.find(id, ref))!.notes).toHaveLength(128);
  });

  row(['edit', 'token'], 'goes on with a fresh secret when the old one is revoked in between', async () => {
    const id = incident();
    const ref = await bench.create(id);
    vendor.tokens = new Set(['xoxb-new']);
    expect(await bench.target.edit(ref, document(), write(id, 2))).toMatchObject({
      outcome: 'rejected',
      reason: 'auth',
    });
    bench.secret = { kept: SECRET, fresh: 'xoxb-new' };
    bench.asked = [];
    value(await bench.target.edit(ref, document(), write(id, 2)));
    // Once, whatever number of calls an edit takes.
    expect(bench.asked.filter((fresh) => fresh)).toEqual([true]);
  });

  row(['find', 'edit'], 'respects that somebody deleted the object', async () => {
    const id = incident();
    const ref = await bench.create(id);
    vendor.remove(ref.id);
    const gone = { outcome: 'rejected', reason: 'gone' };
    expect(await bench.target.edit(ref, document(), write(id, 2))).toMatchObject(gone);
    if (can('note')) expect(await bench.target.note(ref, { paragraphs: ['.'] }, write(id, 2, 2))).toMatchObject(gone);
    expect(await bench.find(id, ref)).toBeUndefined();
    expect(await bench.find(id)).toBeUndefined();
    expect(vendor.objects()).toEqual([]);
  });

  row(['archive'], 'gives up at once where nothing may be written any more', async () => {
    const id = incident();
    const ref = await bench.create(id);
    vendor.isArchived = true;
    const gone = { outcome: 'rejected', reason: 'gone' };
    expect(await bench.target.create(document(), write(incident(), 1))).toMatchObject(gone);
    if (can('edit')) expect(await bench.target.edit(ref, document(), write(id, 2))).toMatchObject(gone);
    expect(bench.asked).not.toContain(true);
    if (can('find')) expect(await bench.find(id, ref)).toMatchObject({ revision: 1 });
  });

  it('lets no text from outside act, and hides its markers from readers of text', async () => {
    const id = incident();
    const ref = value(await bench.target.create(hostileDocument(id), write(id, 1)));
    if (can('note')) value(await bench.target.note(ref, { paragraphs: [hostileText(id)] }, write(id, 2, 2)));
    const [{ text, notes }] = vendor.objects() as [ReturnType<FakeVendor['objects']>[number]];
    for (const shown of [text, ...notes]) {
      expect(shown).not.toMatch(/\[MENTION|\[LINK https:\/\/evil/);
      // A browser and a terminal obey these.
      expect(shown).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u);
      expect(Buffer.from(shown, 'utf8').toString('utf8')).toBe(shown);
    }
  });

  it.each(['', 'x'])('cuts a title that is too long between two characters, begun with "%s"', async (begun) => {
    const long = `${begun}${'\u{1F9E3}'.repeat(1000)}`;
    const id = incident();
    const ref = await bench.create(id, document({ title: long }));
    if (can('edit')) value(await bench.target.edit(ref, document({ title: `${long}!` }), write(id, 2)));
    const { text } = vendor.objects()[0]!;
    expect(text).toContain('\u{1F9E3}');
    expect(text).not.toMatch(/\p{Cs}/u);
  });

  it('takes an empty document', async () => {
    const empty = document({ title: '', paragraphs: [], facts: [], steps: [], links: [], footer: '' });
    const id = incident();
    const ref = await bench.create(id, empty);
    if (can('note')) value(await bench.target.note(ref, { paragraphs: ['', ' '] }, write(id, 2, 2)));
    if (can('find')) expect(await bench.find(id)).toMatchObject({ ref: { id: ref.id } });
  });
}
