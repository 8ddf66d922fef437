import assert from 'node:assert/strict';
import { CALLBACK_KINDS } from '../../../lib/model/contracts/callback';
import { Ear, type Recording } from './ear';
import { END } from './evening';
import type { Row } from './row';

/** A little more than a day. */
const LATE_MS = 86_460_000;

/** One bit of it is another one. */
function spoiled({ headers, body }: Recording): Recording {
  const bytes = Buffer.from(body);
  bytes[bytes.length - 2]! ^= 1;
  return { headers, body: bytes };
}

/** What people do at the other side, as it is told to us; and what anybody could make of that. */
export const callbacks: readonly Row[] = [
  {
    id: 'callbacks',
    fault: 'callbacks that are bad, old, from the future, played again, in base64, beyond ASCII, or our own echo',
    only: { kinds: CALLBACK_KINDS, otherwise: 'tells us of nothing that people do there' },
    extraCalls: 3,
    promise: 'Zoë orders 🧣, and it goes through.',
    async play(evening) {
      const ear = await Ear.open(evening);
      try {
        await evening.until(1);
        await evening.vendor.told();
        assert.deepEqual(await ear.commands(), [], 'our own creation came back as a deed of a person');
        const before = ear.recordings.length;
        await evening.vendor.change!(evening.object().id, { state: 'closed' });
        await evening.vendor.told();
        const deeds = await ear.commands();
        // Some vendors give it to whoever closes it.
        const closed = deeds.filter(({ command }) => command.type !== 'acknowledge');
        assert.deepEqual(
          closed.map(({ command }) => command.type),
          ['mitigated'],
          'a person closed it once',
        );
        const genuine = ear.recordings.slice(before);
        const again: typeof deeds = [];
        for (const recording of genuine) {
          assert.equal(await ear.hear(spoiled(recording)), 401, 'a spoiled one was let in');
          assert.equal(await ear.hear({ ...recording, headers: { 'content-type': 'application/json' } }), 401);
          for (const ms of [LATE_MS, -LATE_MS]) {
            ear.laterMs = ms;
            await ear.hear(recording);
            assert.deepEqual(await ear.commands(), [], 'one of another day was let in');
          }
          ear.laterMs = 0;
          assert.equal(await ear.hear(recording), 200);
          assert.equal(await ear.hear(recording, true), 200, 'base64 was not understood');
          again.push(...(await ear.commands()));
        }
        const ids = (commands: typeof deeds) => [...new Set(commands.map(({ id }) => id))].sort();
        assert.deepEqual(ids(again), ids(deeds), 'what was played again is news');
        await evening.vendor.change!(evening.object().id, { state: 'open' });
        await evening.vendor.told();
        const opened = await ear.commands();
        assert(
          opened.every(({ command }) => command.type === 'acknowledge'),
          'a person opened it, and it was taken for an end',
        );
        await evening.until(END);
        await evening.settle();
        await evening.vendor.told();
        assert(ear.recordings.length > before + genuine.length, 'our own end was not told');
        assert.deepEqual(await ear.commands(), [], 'our own end came back as a deed of a person');
      } finally {
        ear.close();
      }
    },
  },
];
