import assert from 'node:assert/strict';
import type { Fields } from '../../../lambda/targets/target';
import { BURNING, END, type Evening } from './evening';
import type { Row } from './row';

const TITLE = { title: 'Scarves cannot be bought' };

async function change(evening: Evening, fields: Fields): Promise<void> {
  assert(evening.vendor.change !== undefined, 'its fake lets nobody change anything');
  await evening.vendor.change(evening.object().id, fields);
}

/** What people do at the other side is theirs. */
export const people: readonly Row[] = [
  {
    id: 'edited',
    fault: 'a person changes title, priority and assignee between our writes',
    needs: ['people'],
    extraCalls: 0,
    async play(evening) {
      const { byPeople = TITLE } = evening.kind;
      await evening.until(1);
      await change(evening, byPeople);
      await evening.until(END);
      const { fields = {} } = evening.object();
      assert.deepEqual({ ...fields, ...byPeople }, fields, 'what a person wrote was written over');
    },
  },
  {
    id: 'closed-by-hand',
    fault: 'a person closes it while the incident goes on',
    needs: ['people', 'close'],
    extraCalls: 3,
    async play(evening) {
      await evening.until(1);
      await change(evening, { state: 'closed' });
      for (const revision of [BURNING, END]) {
        await evening.until(revision);
        await evening.settle();
        const states = evening.vendor.objects().map(({ isClosed }) => isClosed);
        assert.deepEqual(states, [true], 'it was opened again, or another one was');
      }
    },
  },
  {
    id: 'opened-by-hand',
    fault: 'a person opens it again after the end',
    needs: ['people', 'close'],
    extraCalls: 6,
    end: 'open',
    async play(evening) {
      await evening.until(END);
      await change(evening, { state: 'open' });
      await evening.until(END + 1);
    },
  },
  {
    id: 'deleted',
    fault: 'a person deletes it',
    needs: ['find', 'edit'],
    extraCalls: 0,
    end: 'none',
    async play(evening) {
      await evening.until(1);
      evening.vendor.remove(evening.object().id);
    },
  },
  {
    id: 'closed-for-good',
    fault: 'it is closed for good while the incident goes on',
    only: { kinds: ['servicenow', 'zendesk'], otherwise: 'nothing there is closed for good' },
    extraCalls: 0,
    end: 'left',
    async play(evening) {
      await evening.until(1);
      evening.vendor.close!(evening.object().id);
      const before = evening.object();
      await evening.until(END);
      await evening.settle();
      const { object, notes } = await evening.rows();
      assert.equal(object?.reason, 'gone', 'the ledger does not show it');
      assert.deepEqual(
        notes.filter(({ phase }) => phase === 'done'),
        [],
        'notes are taken for told',
      );
      assert.deepEqual(evening.vendor.objects(), [before], 'it was written to, or another one was opened');
    },
  },
  {
    id: 'archived',
    fault: 'the place is closed to all writing',
    needs: ['archive'],
    extraCalls: 0,
    end: 'left',
    async play(evening) {
      await evening.until(1);
      evening.vendor.isArchived = true;
      await evening.until(END);
      await evening.settle();
      assert.equal((await evening.rows()).object?.reason, 'gone', 'the ledger does not show it');
      assert.equal(evening.vendor.objects().length, 1, 'another one was opened');
    },
  },
];
