import type { FindHint, RemoteRef, Target, Write } from '../../lambda/targets/target';
import { ok, retryLater } from '../../lib/model/contracts/target-result';
import type { NeutralDocument } from '../../lib/model/wording';
import { ID, setting } from '../support/delivery';
import { START } from '../support/incidents';

/** The target of the house, with something on top: what each write was told. */
function watched(change: (target: Target) => Partial<Target> = () => ({})) {
  const made = setting();
  const { target } = made;
  const writes: Write[] = [];
  const on: Target = {
    abilities: target.abilities,
    fields: ({ title, status }: NeutralDocument) => ({ title, state: status === 'resolved' ? 'closed' : 'open' }),
    find: (id: string, hint: FindHint) => target.find(id, hint),
    create: (document: NeutralDocument, write: Write) => {
      writes.push(write);
      return target.create(document, write);
    },
    edit: (ref: RemoteRef, document: NeutralDocument, write: Write) => {
      writes.push(write);
      return target.edit(ref, document, write);
    },
    note: (ref, note, write) => {
      writes.push(write);
      return target.note(ref, note, write);
    },
    remove: (ref) => target.remove(ref),
    ...change(target),
  };
  const to = (revision: number) => made.to(revision, { target: on });
  return { ...made, on, writes, to, row: async () => (await made.deliveries.rows(ID, 'incidents')).object! };
}

const titleOf = (target: { objects: { document: NeutralDocument }[] }) => target.objects[0]!.document.title;

describe('what a write is told of what we left at the other side', () => {
  it('is what was confirmed last, and then what this write may change', async () => {
    const { to, writes, target, row } = watched();
    await to(1);
    const first = titleOf(target);
    expect((await row()).ours).toEqual([{ title: first, state: 'open' }]);
    await to(3);
    const second = titleOf(target);
    expect(second).not.toBe(first);
    expect(writes.find(({ revision, ours }) => revision === 3 && ours !== undefined)!.ours).toEqual([
      { title: first, state: 'open' },
      { title: second, state: 'open' },
    ]);
    expect((await row()).ours).toEqual([{ title: second, state: 'open' }]);
  });

  it('names every try whose answer was lost, so that none is taken for a person', async () => {
    const { to, target, row, pass } = watched();
    await to(1);
    const first = titleOf(target);
    target.plan.push('commitThenSilence');
    await to(2);
    const second = titleOf(target);
    pass(60);
    target.plan.push('commitThenSilence');
    await to(6);
    const third = titleOf(target);
    expect((await row()).ours!.map(({ title }) => title)).toEqual([...new Set([first, second, third])]);
  });

  it('is not known of an object of somebody else that was adopted', async () => {
    const { to, target, row, pass } = watched();
    target.plan.push('commitThenSilence');
    target.hiddenUntil.set('1', START + 400_000);
    for (let outcome = await to(1); 'retryAfterSeconds' in outcome; outcome = await to(1))
      pass(outcome.retryAfterSeconds);
    expect((await row()).ref).toEqual({ id: '2' });
    pass(301);
    await to(1);
    expect([(await row()).ref, (await row()).ours]).toEqual([
      { id: '1' },
      [expect.objectContaining({ state: 'open' })],
    ]);
  });

  it('costs nothing where nobody edits beside us', async () => {
    const { to, writes, row } = watched(() => ({ fields: undefined as never }));
    await to(3);
    await to(6);
    expect([(await row()).ours, writes.map(({ ours }) => ours)]).toEqual([
      undefined,
      [undefined, undefined, undefined],
    ]);
  });
});

describe('a target where nobody can look', () => {
  const blind = (edit: boolean) =>
    watched((target) => ({ abilities: { ...target.abilities, find: false, remove: false, edit } }));

  it('is told that an object may stand there twice, and only then', async () => {
    const { to, target, writes, pass } = blind(true);
    target.plan.push('commitThenSilence');
    await to(1);
    pass(15);
    await to(1);
    expect(target.calls).toEqual(['create', 'create']);
    expect(writes.map(({ again }) => again)).toEqual([undefined, true]);
  });

  it('is told the same of a note, and not of one that certainly did not arrive', async () => {
    const { to, target, writes, pass } = blind(true);
    await to(1);
    target.plan.push(undefined, 'commitThenSilence');
    await to(3);
    pass(60);
    await to(3);
    target.plan.push(undefined, retryLater(5, 'rateLimited', '429'));
    pass(60);
    await to(6);
    pass(60);
    await to(6);
    const noted = writes.filter(({ marker }) => !marker.includes(':r1-'));
    expect(noted.map(({ again = false }) => again)).toEqual([false, true, false, false]);
  });

  it('is never edited where it takes no edits, and its notes say of what they are', async () => {
    const said: (string | undefined)[] = [];
    const made = watched((target) => ({
      abilities: { ...target.abilities, find: false, remove: false, edit: false },
      note: async (_ref, { title }) => {
        said.push(title);
        return ok({ id: 'n' });
      },
    }));
    for (const revision of [1, 2, 3, 6]) expect(await made.to(revision)).toHaveProperty('writes');
    expect(made.target.calls).toEqual(['create']);
    expect(said.at(-1)).toMatch(/^Resolved/);
    const row = await made.row();
    expect([row.phase, row.settledRevision]).toEqual(['done', 6]);
  });
});

describe('an end that what was sent before may overtake', () => {
  it('is told again a minute later, once', async () => {
    const { to, target, pass, row } = watched((plain) => ({
      abilities: { ...plain.abilities, note: false, endAgainAfterSeconds: 60 },
    }));
    await to(1);
    expect(await to(6)).toMatchObject({ writes: ['edit'], againAfterSeconds: 60 });
    pass(30);
    expect(await to(6)).toMatchObject({ reason: 'paced', retryAfterSeconds: 30 });
    pass(30);
    expect(await to(6)).toMatchObject({ writes: ['edit'] });
    expect(await to(6)).toEqual({ writes: [] });
    expect([target.calls, (await row()).endAgainAt]).toEqual([['create', 'edit', 'edit'], 0]);
  });
});
