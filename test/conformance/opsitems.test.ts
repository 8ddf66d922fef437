import type { FakeOpsItems } from '../../lib/local/fakes/opsitems';
import type { NeutralDocument } from '../../lib/model/wording';
import { Bench, document, incident, value, write } from './bench';
import { opsItems } from './kinds/opsitems';

describe('OpsItems only', () => {
  let bench: Bench;
  let fake: FakeOpsItems;
  beforeEach(async () => {
    const started = await Bench.strict(opsItems);
    bench = started.bench;
    fake = started.vendor as FakeOpsItems;
  });
  afterEach(() => bench.stop());

  const operations = () => bench.network.calls.map((call) => /(\w+)$/.exec(call)![1]);

  it('makes one of two creations, and brings it up to date', async () => {
    const id = incident();
    const first = await bench.create(id);
    const second = await bench.create(id, document({ title: 'worse', severity: 'sev1' }), 2);
    expect(second).toEqual(first);
    expect(fake.objects()).toMatchObject([{ text: expect.stringContaining('worse'), fields: { priority: '1/1' } }]);
    expect(await bench.find(id)).toMatchObject({ revision: 2 });
    expect(operations().slice(1, 4)).toEqual(['CreateOpsItem', 'GetOpsItem', 'UpdateOpsItem']);
  });

  it('costs one call to create, two to edit, one to tell and two when it is over already', async () => {
    const id = incident();
    const ref = await bench.create(id);
    value(await bench.target.edit(ref, document(), write(id, 2)));
    value(await bench.target.note(ref, { paragraphs: ['.'] }, write(id, 2, 2)));
    await bench.create(incident(), document({ status: 'resolved' }));
    expect(operations()).toEqual([
      'CreateOpsItem',
      ...['GetOpsItem', 'UpdateOpsItem'],
      'UpdateOpsItem',
      ...['CreateOpsItem', 'UpdateOpsItem'],
    ]);
    expect(fake.objects().map(({ isClosed }) => isClosed)).toEqual([false, true]);
  });

  it.each<[Partial<NeutralDocument>, string]>([
    [{ severity: 'sev1' }, '1/1'],
    [{ severity: 'sev3', priority: 'P2' }, '3/2'],
    [{ severity: 'info' }, '4/4'],
  ])('gives %j severity and priority', async (change, expected) => {
    await bench.create(incident(), document(change));
    expect(fake.objects()[0]!.fields).toMatchObject({ priority: expected });
  });

  it('leaves it with whoever is on it while it is open, and resolves it at the end', async () => {
    const id = incident();
    const ref = await bench.create(id);
    const ours = [bench.target.fields!(document())];
    fake.begin(ref.id);
    value(await bench.target.edit(ref, document(), { ...write(id, 2), ours }));
    expect(fake.tickets()[0]!.state).toBe('InProgress');
    value(await bench.target.edit(ref, document({ status: 'resolved' }), { ...write(id, 3), ours }));
    expect(fake.tickets()[0]!.state).toBe('Resolved');
  });

  it('leaves alone the severity that a person gave, and goes on with the rest', async () => {
    const id = incident();
    const ref = await bench.create(id);
    const ours = [bench.target.fields!(document())];
    await fake.change(ref.id, { priority: '4/2' });
    value(await bench.target.edit(ref, document({ title: 'worse', severity: 'sev1' }), { ...write(id, 2), ours }));
    expect(fake.objects()[0]!.fields).toEqual({ title: 'worse', priority: '4/2', state: 'open' });
  });

  it('leaves alone what a person did before a creation came again whose answer was lost', async () => {
    const id = incident();
    for (const change of [{}, { status: 'resolved' }] as const) {
      bench.network.next(opsItems.calls.create, { kind: 'commitThenDrop' });
      await bench.target.create(document(change), write(id, 1));
      const { id: item } = fake.objects().at(-1)!;
      await fake.change(item, { title: 'What it really is', priority: '4/2' });
      value(await bench.target.create(document(change), write(id, 1)));
      const state = 'status' in change ? 'closed' : 'open';
      expect(fake.objects().at(-1)!.fields).toEqual({ title: 'What it really is', priority: '4/2', state });
      await fake.change(item, { state: 'closed' });
    }
    expect(fake.objects()).toHaveLength(2);
  });

  it('finds the one that is open, of several, and no other that says so without being it', async () => {
    const id = incident();
    const first = await bench.create(id);
    await fake.change(first.id, { state: 'closed' });
    const second = await bench.create(id, document(), 2);
    const lookalike = { Value: `{"id":"${id}"}`, Type: 'SearchableString' as const };
    fake.open({ Title: 'mine', Source: 'me', Description: id, OperationalData: { 'slo/incident': lookalike } });
    expect(second.id).not.toBe(first.id);
    expect(await bench.find(id)).toMatchObject({ ref: { id: second.id }, revision: 2 });
  });

  it('keeps the newest notes, and says that there were others', async () => {
    const id = incident();
    const ref = await bench.create(id);
    for (let n = 2; n < 62; n += 1) value(await bench.target.note(ref, { paragraphs: [`note ${n}`] }, write(id, n, n)));
    value(await bench.target.edit(ref, document(), write(id, 62)));
    const [object] = fake.objects();
    expect(object!.notes).toEqual(Array.from({ length: 40 }, (_, index) => `note ${index + 22}`));
    expect(fake.data(ref.id)['slo/note/older']).toBe('Only the newest 40 notes are kept.');
    expect((await bench.find(id, ref))!.notes).toHaveLength(40);
  });

  it('describes as Markdown in 2,048 characters, the most important first and the small print at the end', async () => {
    const facts = Array.from({ length: 40 }, (_, n) => ({ label: `fact ${n}`, value: 'x'.repeat(200) }));
    await bench.create(incident(), document({ paragraphs: ['It *burns*.', 'y'.repeat(5000)], facts }));
    const text = fake.objects()[0]!.text.split('\n').slice(1).join('\n');
    expect(text).toMatch(/^It \\\*burns\\\*\./);
    expect(text).toMatch(
      /\[Runbook\]\(https:\/\/runbooks\.example\/shop\)\n\n1\. Look at the last deployment\.\n\nfact 0: x/,
    );
    expect(text).toMatch(/small print$/);
    expect(text.length).toBeLessThanOrEqual(2048);
    expect(text.length).toBeGreaterThan(1700);
  });

  it('waits a moment for one that is just being deleted, and says that it is gone when it is', async () => {
    const id = incident();
    const ref = await bench.create(id);
    fake.deleting = new Set([ref.id]);
    const edit = () => bench.target.edit(ref, document(), write(id, 2));
    expect(await edit()).toMatchObject({ outcome: 'retryLater', afterSeconds: 5 });
    fake.remove(ref.id);
    expect(await edit()).toMatchObject({ outcome: 'rejected', reason: 'gone' });
  });

  it('tells a topic of it where one is set, and refuses what is none', async () => {
    const topicArn = 'arn:aws:sns:eu-west-3:123456789012:tickets';
    const target = bench.targetWith({ apiUrl: bench.network.url, topicArn });
    value(await target.create(document(), write(incident(), 1)));
    expect(fake.notified()).toEqual([topicArn]);
    expect(() => bench.targetWith({ topicArn: 'tickets' })).toThrow(
      'target "opsitems": settings.topicArn: got "tickets", allowed is the ARN of an SNS topic',
    );
  });
});
