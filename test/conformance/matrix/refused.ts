import assert from 'node:assert/strict';
import { Deliveries } from '../../../lambda/ledger/deliveries';
import { REFUSAL_MESSAGE } from '../../../lib/model/delivery/refusal';
import { LEASE_MS } from '../../support/delivery';
import { FakeTarget } from '../../support/fake-target';
import { MemoryTable } from '../../support/memory-table';
import type { Evening } from './evening';
import type { Row } from './row';

const TOO_FAST = { kind: 'status', status: 429, headers: { 'retry-after': '120' }, body: '{}' } as const;
const FAILURES = 10;
const HOUR = 3600;
/** Three failures open the breaker; then one try per cool-down, of which the hour has ten. */
const MOST_PER_HOUR = 16;

function failing(status: number, headers: Record<string, string> = {}) {
  return { kind: 'status', status, headers, body: '{"message":"no"}' } as const;
}

/** Another target of the same stack, which knows the same breakers. */
async function reachesOthers(evening: Evening): Promise<void> {
  const target = new FakeTarget(() => evening.now());
  const deliveries = new Deliveries(new MemoryTable(), () => evening.now(), LEASE_MS);
  const outcome = await evening.to(1, { targetName: 'another', target, deliveries });
  assert.deepEqual(outcome, { ...outcome, writes: ['create'] }, 'another target suffers, too');
}

/** Something in between does not know whether the vendor did it: the worst is that it did. The vendor itself knows. */
const IN_BETWEEN = [502, 504];

function unclear(status: number): Row {
  const isDone = IN_BETWEEN.includes(status);
  return {
    id: `status-${status}`,
    fault: `${status} for each write${isDone ? ', which was done' : ''}`,
    extraCalls: 30,
    async play(evening) {
      for (const write of evening.writes) {
        const revision = await evening.before(write);
        evening.spoil(write, { ...failing(status, { 'retry-after': '7' }), isDone });
        await evening.suffer(revision);
      }
    },
  };
}

/** The vendor says no: not now, not you, not this. */
export const refused: readonly Row[] = [
  {
    id: 'too-fast',
    fault: '429 with Retry-After: 120',
    extraCalls: 12,
    async play(evening) {
      for (const write of evening.writes) {
        const revision = await evening.before(write);
        evening.pass(60);
        evening.spoil(write, TOO_FAST);
        const began = performance.now();
        const outcome = await evening.to(revision);
        assert(performance.now() - began < 5000, 'it slept');
        assert('retryAfterSeconds' in outcome && outcome.reason === 'failed', 'it was not asked to wait');
        assert(outcome.retryAfterSeconds >= 120 && outcome.retryAfterSeconds <= 150, `${outcome.retryAfterSeconds} s`);
        const { length } = evening.network.calls;
        await evening.to(revision);
        assert.equal(evening.network.calls.length, length, 'it was called before its time');
        await evening.tell(revision);
        assert.equal((await evening.breaker())?.failures ?? 0, 0, 'a limit was counted as a failure');
      }
    },
  },
  {
    id: 'failing',
    fault: `500, ${FAILURES} times`,
    extraCalls: FAILURES + 2,
    async play(evening) {
      for (let n = 0; n < FAILURES; n += 1) evening.network.next(/./, failing(500));
      while ((await evening.breaker())?.trips !== 1) {
        const outcome = await evening.to(1);
        assert('retryAfterSeconds' in outcome, 'it is told');
        evening.pass(outcome.retryAfterSeconds);
        assert(evening.network.calls.length < FAILURES, 'the breaker does not open');
      }
      await reachesOthers(evening);
      await evening.tell(1);
      assert.equal((await evening.breaker())?.trips, 0, 'the breaker stays open');
      assert.match(evening.said(), /serverError/);
    },
  },
  ...[503, 502, 504].map(unclear),
  {
    id: 'rotated',
    fault: 'token revoked in between, and another in the secret',
    needs: ['token', 'edit'],
    extraCalls: 3,
    async play(evening) {
      const revision = await evening.before('edit');
      const { reads } = evening.secrets;
      evening.vendor.tokens = new Set([evening.secrets.rotate()]);
      evening.pass(60);
      const outcome = await evening.to(revision);
      assert('writes' in outcome, `it waits: ${JSON.stringify(outcome)}`);
      assert.equal(evening.secrets.reads, reads + 1, 'the secret was read more than once');
    },
  },
  {
    id: 'revoked',
    fault: 'token revoked for an hour',
    needs: ['token', 'edit'],
    extraCalls: MOST_PER_HOUR,
    async play(evening) {
      const revision = await evening.before('edit');
      const { length } = evening.network.calls;
      evening.vendor.tokens = new Set(['another']);
      evening.pass(60);
      for (const until = evening.now() + HOUR * 1000; evening.now() < until; ) {
        const outcome = await evening.to(revision);
        assert('retryAfterSeconds' in outcome, 'it is told with a token that is not good');
        evening.pass(outcome.retryAfterSeconds);
      }
      const calls = evening.network.calls.length - length;
      assert(calls <= MOST_PER_HOUR, `got ${calls} calls in an hour, allowed are ${MOST_PER_HOUR}`);
      const said = evening.said();
      assert(said.includes(REFUSAL_MESSAGE) && said.includes('auth'), 'nobody hears of it');
      evening.vendor.tokens = new Set([evening.secrets.token]);
      await evening.tell(revision);
    },
  },
  {
    id: 'invalid-create',
    fault: '400 for the creation',
    extraCalls: 3,
    async play(evening) {
      evening.spoil('create', failing(400));
      const outcome = await evening.to(1);
      assert.deepEqual(outcome, { writes: [] }, 'it is tried again');
      const { object } = await evening.rows();
      assert.equal(object?.phase, 'rejected', 'the ledger does not show it');
      assert.equal(object?.reason, 'clientError');
      const { length } = evening.network.calls;
      await evening.to(1);
      assert.equal(evening.network.calls.length, length, 'the same was sent again');
    },
  },
  {
    id: 'invalid-edit',
    fault: '422 for an edit',
    needs: ['edit'],
    extraCalls: 3,
    async play(evening) {
      const revision = await evening.before('edit');
      evening.spoil('edit', failing(422));
      await evening.suffer(revision);
      const { object } = await evening.rows();
      assert.deepEqual([object?.phase, object?.reason], ['rejected', 'clientError'], 'the ledger does not show it');
    },
  },
  {
    id: 'invalid-note',
    fault: '422 for a note',
    needs: ['note'],
    extraCalls: 3,
    async play(evening) {
      const revision = await evening.before('note');
      evening.spoil('note', failing(422));
      await evening.suffer(revision);
      const { notes } = await evening.rows();
      assert.deepEqual(
        notes.map(({ phase }) => phase),
        ['rejected'],
        'the ledger does not show it',
      );
    },
  },
];
