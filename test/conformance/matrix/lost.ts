import assert from 'node:assert/strict';
import type { Fault } from '../../support/faulty-proxy';
import type { Ability } from '../kinds/kind';
import type { Write } from './evening';
import type { Row } from './row';

const NEEDS: Readonly<Record<Write, readonly Ability[]>> = { create: [], edit: ['edit'], note: ['note'] };
const WORDS: Readonly<Record<Write, string>> = { create: 'creation', edit: 'edit', note: 'note' };
/** Two or three look-ups, or the write once more. */
const LOOKING = 10;

function lost(what: string, words: string, fault: Fault): Row[] {
  return (['create', 'edit', 'note'] as const).map((write) => ({
    id: `${write}-${what}`,
    fault: `${WORDS[write]}: ${words}`,
    needs: NEEDS[write],
    extraCalls: LOOKING,
    async play(evening) {
      const revision = await evening.before(write);
      evening.spoil(write, fault);
      await evening.suffer(revision);
    },
  }));
}

/** The vendor did it, and we do not know. */
export const answersLost: readonly Row[] = [
  ...lost('drop', 'done, then the connection breaks', { kind: 'commitThenDrop' }),
  ...lost('late', 'done, and answered when nobody waits any more', { kind: 'commitThenSilence' }),
  {
    id: 'create-drop-stale',
    fault: 'creation: done, then the connection breaks, and look-ups show it after 60 s',
    needs: ['find'],
    extraCalls: LOOKING,
    async play(evening) {
      evening.vendor.isStale = true;
      evening.after(60, () => {
        evening.vendor.isStale = false;
      });
      evening.spoil('create', { kind: 'commitThenDrop' });
      await evening.suffer(1);
      assert.equal(evening.vendor.objects().length, 1, 'it was created again');
    },
  },
  {
    id: 'note-drop-stale',
    fault: 'note: done, then the connection breaks, and look-ups show it after 60 s',
    needs: ['find', 'note'],
    extraCalls: LOOKING,
    async play(evening) {
      const revision = await evening.before('note');
      evening.vendor.isStale = true;
      evening.spoil('note', { kind: 'commitThenDrop' });
      evening.pass(60);
      evening.after(60, () => {
        evening.vendor.isStale = false;
      });
      await evening.suffer(revision);
    },
  },
  {
    id: 'create-drop-hidden',
    fault: 'creation: done, then the connection breaks, and look-ups show it after 20 min',
    needs: ['find', 'remove'],
    extraCalls: 40,
    async play(evening) {
      evening.vendor.isStale = true;
      evening.after(20 * 60, () => {
        evening.vendor.isStale = false;
      });
      evening.spoil('create', { kind: 'commitThenDrop' });
      await evening.until(3);
    },
  },
  {
    id: 'remove-drop',
    fault: 'removal of a duplicate: done, then the connection breaks',
    needs: ['find', 'remove'],
    extraCalls: 45,
    async play(evening) {
      evening.vendor.isStale = true;
      evening.spoil('create', { kind: 'commitThenDrop' });
      await evening.until(1);
      evening.vendor.isStale = false;
      assert.equal(evening.vendor.objects().length, 2, 'there is no duplicate');
      evening.spoil('remove', { kind: 'commitThenDrop' });
      evening.pass(301);
      await evening.to(1);
      evening.assertStruck();
      await evening.tell(1);
    },
  },
  {
    id: 'look-drop',
    fault: 'look-up after a lost creation: the connection breaks, then nothing',
    needs: ['find'],
    extraCalls: LOOKING + 2,
    async play(evening) {
      evening.spoil('create', { kind: 'commitThenDrop' });
      await evening.to(1);
      evening.pass(15);
      for (const kind of ['commitThenDrop', 'commitThenSilence'] as const) {
        evening.spoil('look', { kind });
        evening.pass(30);
        await evening.to(1);
        evening.assertStruck();
      }
      await evening.tell(1);
    },
  },
];
