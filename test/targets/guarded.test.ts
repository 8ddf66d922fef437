import { guarded } from '../../lambda/targets/guarded';
import type { Target } from '../../lambda/targets/target';
import { tools } from '../../lambda/targets/tools';
import { composeDocument } from '../../lib/model/wording';
import { alarm, incident } from '../support/incidents';

const WRITE = { incident: 'inc-1', marker: 'slo:inc-1:r1-1', revision: 1, ours: [{ title: 'a' }] };
const REF = { id: '17', url: 'https://tracker.example/17' };
const DOCUMENT = composeDocument('inc-1', incident(alarm(0, 'fast', 'ALARM')), 'engineers');
const never = () => new Promise<never>(() => undefined);

function made(change: object): Target {
  const abilities = { find: true, edit: true, note: true, remove: true, chart: false };
  const written = async () => tools.ok(REF);
  const target = { abilities, find: async () => tools.ok(undefined), create: written, edit: written, note: written };
  return guarded({ ...target, remove: async () => tools.ok(undefined), ...change } as Target, 10);
}

describe('a target whose code is not ours', () => {
  const note = { title: 'News', paragraphs: ['Words'] } as never;
  const calls: readonly (readonly [string, (target: Target) => Promise<object>, object])[] = [
    ['find', (target) => target.find('inc-1', { since: 0 }), { outcome: 'retryLater', afterSeconds: 60 }],
    ['create', (target) => target.create(DOCUMENT, WRITE), { outcome: 'unknown' }],
    ['edit', (target) => target.edit(REF, DOCUMENT, WRITE), { outcome: 'unknown' }],
    ['note', (target) => target.note(REF, note, WRITE), { outcome: 'unknown' }],
    ['remove', (target) => target.remove(REF, REF, 'inc-1'), { outcome: 'unknown' }],
  ];

  it.each(calls)('does not keep others waiting when "%s" hangs', async (name, call, outcome) => {
    const why = `${name}: no answer within 0.02 s`;
    expect(await call(made({ [name]: never }))).toEqual({ ...outcome, reason: 'timeout', why });
  });

  it.each(calls)('is asked again when "%s" throws, at once or later', async (name, call, outcome) => {
    const thrown = () => {
      throw new TypeError('oops');
    };
    for (const fails of [thrown, async () => thrown(), () => Promise.reject('oops')])
      expect(await call(made({ [name]: fails }))).toEqual({ ...outcome, reason: 'badAnswer', why: `${name}: oops` });
  });

  it.each(calls)('is refused when "%s" answers rubbish', async (name, call) => {
    for (const answer of [undefined, null, 42, 'ok', {}, { outcome: 'done' }, { outcome: 'rejected' }]) {
      const why = `${name}: got no outcome of a target`;
      expect(await call(made({ [name]: async () => answer }))).toEqual({
        outcome: 'rejected',
        reason: 'badAnswer',
        why,
      });
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, '60'])(
    'may not say that it wants to be asked in %p seconds',
    async (afterSeconds) => {
      const create = async () => ({ outcome: 'retryLater', afterSeconds, reason: 'rateLimited', why: 'later' });
      expect(await made({ create }).create(DOCUMENT, WRITE)).toMatchObject({ outcome: 'rejected' });
    },
  );

  it.each([undefined, {}, { id: 17 }, { id: '' }])('has made nothing without an id: %j', async (value) => {
    expect(await made({ create: async () => tools.ok(value) }).create(DOCUMENT, WRITE)).toMatchObject({
      outcome: 'rejected',
    });
  });

  it('is handed copies: what it changes in them stays with it', async () => {
    const before = structuredClone(DOCUMENT);
    const create = async (document: { title: string; facts: unknown[] }, write: { ours: unknown[] }) => {
      document.title = 'changed';
      document.facts.length = 0;
      write.ours.push('changed');
      return tools.ok(REF);
    };
    await made({ create }).create(DOCUMENT, WRITE);
    expect([DOCUMENT, WRITE.ours]).toEqual([before, [{ title: 'a' }]]);
  });

  it('is heard as it speaks where it speaks rightly', async () => {
    const found = { ref: REF, revision: 3, notes: [{ marker: 'm', ref: REF }], duplicates: [REF] };
    const target = made({ find: async () => tools.ok(found), edit: async () => tools.rejected('gone', 'deleted') });
    const refused = made({ create: async () => tools.rejected('auth', 'token is over') });
    expect(await target.find('inc-1', { since: 0 })).toEqual(tools.ok(found));
    expect(await target.create(DOCUMENT, WRITE)).toEqual(tools.ok(REF));
    expect(await refused.create(DOCUMENT, WRITE)).toEqual(tools.rejected('auth', 'token is over'));
    expect(await target.edit(REF, DOCUMENT, WRITE)).toEqual(tools.rejected('gone', 'deleted'));
    expect(await target.remove(REF, REF, 'inc-1')).toEqual(tools.ok(undefined));
  });
});
