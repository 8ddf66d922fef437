import type { FakeGithub } from '../../lib/local/fakes/github';
import { Bench, document, incident, value, write } from './bench';
import { KINDS } from './kinds';

const githubKind = KINDS.find(({ kind }) => kind === 'github')!;

describe('GitHub only', () => {
  let bench: Bench;
  let github: FakeGithub;
  beforeEach(async () => {
    const started = await Bench.strict(githubKind);
    bench = started.bench;
    github = started.vendor as FakeGithub;
  });
  afterEach(() => bench.stop());

  it('labels the issue with its incident and severity', async () => {
    const id = incident();
    const { id: number, url } = await bench.create(id);
    expect(github.labels(number)).toEqual([`slo-${id}`, 'sev2']);
    expect(url).toBe(`https://github.com/echarpe/ops/issues/${number}`);
  });

  it('keeps the label of the priority up to date, and leaves those of people', async () => {
    const id = incident();
    const ref = await bench.create(id, document({ priority: 'P3' }));
    expect(github.labels(ref.id)).toEqual([`slo-${id}`, 'sev2', 'priority: P3']);
    github.relabel(ref.id, [...github.labels(ref.id), 'triaged', 'priority: mine']);
    value(await bench.target.edit(ref, document({ priority: 'P2' }), write(id, 2)));
    expect(github.labels(ref.id)).toEqual([`slo-${id}`, 'sev2', 'triaged', 'priority: mine', 'priority: P2']);
    value(await bench.target.edit(ref, document({ title: 'without' }), write(id, 3)));
    expect(github.labels(ref.id)).toContain('priority: P2');
  });

  it('finds its issue by marker where labels are dropped', async () => {
    github.mayPush = false;
    const id = incident();
    const ref = await bench.create(id);
    expect(github.labels(ref.id)).toEqual([]);
    for (let other = 0; other < 120; other += 1) github.open(`other ${other}`);
    expect(await bench.find(id)).toMatchObject({ ref: { id: ref.id }, revision: 1 });
  });

  it('finds its issue by label where somebody wrote over the marker', async () => {
    const id = incident();
    github.open('rewritten by a person', { labels: [{ name: `slo-${id}` }] });
    expect(await bench.find(id)).toMatchObject({ revision: 0 });
  });

  it('respects that somebody moved its issue to another repository', async () => {
    const id = incident();
    const ref = await bench.create(id);
    github.transfer(ref.id);
    const gone = { outcome: 'rejected', reason: 'gone' };
    expect(await bench.target.edit(ref, document(), write(id, 2))).toMatchObject(gone);
    expect(await bench.target.note(ref, { paragraphs: ['It goes on.'] }, write(id, 2))).toMatchObject(gone);
    expect(await bench.find(id)).toBeUndefined();
  });

  it('leaves alone pull requests and older issues that bear its label', async () => {
    const id = incident();
    const labels = [{ name: `slo-${id}` }];
    github.open('a pull request', { labels, pull_request: {} });
    github.open('an older issue', { labels, created_at: '2020-01-01T00:00:00Z' });
    expect(await bench.find(id)).toBeUndefined();
  });

  it('leaves title, priority and state as a person left them, and still brings its text', async () => {
    const id = incident();
    const first = document({ priority: 'P3' });
    const ours = [bench.target.fields!(first)];
    const ref = await bench.create(id, first);
    await github.change(ref.id, { title: 'Scarves', priority: 'P1', state: 'closed' });
    const calls = bench.network.calls.length;
    const later = document({ priority: 'P2', title: 'Other', paragraphs: ['Later words.'] });
    value(await bench.target.edit(ref, later, { ...write(id, 2), ours }));
    expect(bench.network.calls.length - calls).toBe(2);
    const [object] = github.objects();
    expect(object!.fields).toEqual({ title: 'Scarves', priority: 'P1', state: 'closed' });
    expect(object!.text).toContain('Later words.');
  });

  it('leaves open what a person opened again after the end', async () => {
    const id = incident();
    const over = document({ status: 'resolved' });
    const ref = await bench.create(id, over);
    expect(github.objects()[0]!.isClosed).toBe(true);
    await github.change(ref.id, { state: 'open' });
    value(await bench.target.edit(ref, over, { ...write(id, 2), ours: [bench.target.fields!(over)] }));
    expect(github.objects()[0]!.isClosed).toBe(false);
  });

  it.each([
    ['in the middle of a body', 'MEMBER', (marker: string) => `${marker} and more`],
    ['from somebody outside', 'NONE', (marker: string) => marker],
    ['from somebody whose pull request was merged once', 'CONTRIBUTOR', (marker: string) => marker],
  ])('takes no marker for its own that stands alone %s', async (_where, author_association, body) => {
    const id = incident();
    github.open('forged', { body: body(`<!-- slo:${id}:r1-9 -->`), author_association });
    expect(await bench.find(id)).toBeUndefined();
    // Nor is the real one a younger one of the forged.
    github.mayPush = false;
    const { id: ours } = await bench.create(id);
    expect(await bench.find(id)).toMatchObject({ ref: { id: ours }, duplicates: [] });
  });

  it('takes no comment of a visitor for its note', async () => {
    const id = incident();
    const ref = await bench.create(id);
    await github.comment(ref.id, `told you so <!-- slo:${id}:r2-2 -->`, 'NONE');
    expect(await bench.find(id, ref)).toMatchObject({ notes: [] });
    value(await bench.target.note(ref, { paragraphs: ['It works again.'] }, write(id, 3, 3)));
    expect((await bench.find(id, ref))!.notes.map(({ marker }) => marker)).toEqual([`${id}:r3-3`]);
  });

  it('takes no issue of a person for a duplicate because it bears our label', async () => {
    const id = incident();
    github.open('what I saw', { labels: [{ name: `slo-${id}` }] });
    const { id: ours } = await bench.create(id);
    expect(await bench.find(id)).toMatchObject({ ref: { id: ours }, duplicates: [] });
  });

  it('closes a duplicate with a word about the kept one, and leaves labels of people', async () => {
    const id = incident();
    const [kept, duplicate] = [await bench.create(id), await bench.create(id)];
    github.relabel(duplicate.id, [...github.labels(duplicate.id), 'triaged']);
    value(await bench.target.remove(duplicate, kept, id));
    const [, closed] = github.objects();
    expect(closed).toMatchObject({ id: duplicate.id, isClosed: true });
    expect(closed!.text).toContain(`Duplicate of #${kept.id}`);
    expect(closed!.text).not.toContain('<!--');
    expect(github.labels(duplicate.id)).toEqual(['sev2', 'triaged']);
  });

  it('mentions nobody, refers to nothing and hides nothing but its marker', async () => {
    const id = incident();
    const hostile = '@echarpe/ops #1 GH-2 <!-- hidden --> <b>bold</b>';
    const nasty = document({ paragraphs: [hostile], facts: [{ label: hostile, value: hostile }], footer: hostile });
    value(await bench.target.create(nasty, write(id, 1)));
    const { text } = github.objects()[0]!;
    expect(text).not.toMatch(/@[\w-]|#\d|GH-\d|<b>/);
    expect(text.match(/<!--/g)).toHaveLength(1);
  });
});
