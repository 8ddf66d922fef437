import assert from 'node:assert/strict';
import { LEASE_MS } from '../../support/delivery';
import { BURNING, END } from './evening';
import type { Row } from './row';

const AT_ONCE = 5;

/** Requests that come as they should, at once, too late, too early or again. */
export const order: readonly Row[] = [
  {
    id: 'ordinary',
    fault: 'none: opened, told three times more, resolved',
    extraCalls: 0,
    async play() {},
  },
  {
    id: 'parallel',
    fault: 'each request five times at once',
    extraCalls: 0,
    async play(evening) {
      for (let revision = 1; revision <= BURNING; revision += 1) {
        await Promise.all(Array.from({ length: AT_ONCE }, () => evening.to(revision)));
        evening.pass(LEASE_MS / 1000);
        await evening.tell(revision);
      }
    },
  },
  {
    id: 'end-first',
    fault: 'the end comes before the beginning',
    extraCalls: 0,
    end: 'shut',
    async play(evening) {
      for (const revision of [END, 1, 2, 3, 4, 5]) await evening.tell(revision);
    },
  },
  {
    id: 'reordered',
    fault: 'requests out of order, and all of them again in the end',
    // An end that is owed once more is told with whatever request comes next.
    extraCalls: 2,
    async play(evening) {
      for (const revision of [2, 1, 4, 3, 6, 5]) await evening.tell(revision);
      await evening.settle();
      const { length } = evening.network.calls;
      for (const revision of [1, 2, 3, 4, 5, 6]) await evening.tell(revision);
      assert.equal(evening.network.calls.length, length, 'what was told is told again');
    },
  },
];
