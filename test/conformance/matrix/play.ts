import assert from 'node:assert/strict';
import type { Kind } from '../kinds';
import { assertEnd } from './end';
import { END, Evening, type Try } from './evening';
import type { Row } from './row';

const ordinary = new Map<string, Promise<readonly Try[]>>();

/** @throws AssertionError that says what is not as it must be */
export async function play(row: Row, kind: Kind): Promise<void> {
  const usual = await ordinaryEvening(kind);
  const allowed = usual.flatMap(({ calls }) => calls).length + row.extraCalls;
  const evening = await Evening.start(kind, { ...row, usual });
  try {
    await row.play(evening);
    assert.equal(evening.network.planned, 0, 'the fault did not happen');
    await assertEnd(evening, row);
    const { calls } = evening.network;
    assert(calls.length <= allowed, `got ${calls.length} calls, allowed are ${allowed}:\n${calls.join('\n')}`);
  } finally {
    await evening.stop();
  }
}

/** What an evening costs on which nothing fails. */
export function ordinaryEvening(kind: Kind): Promise<readonly Try[]> {
  const known = ordinary.get(kind.kind) ?? playOrdinary(kind);
  ordinary.set(kind.kind, known);
  return known;
}

async function playOrdinary(kind: Kind): Promise<readonly Try[]> {
  const evening = await Evening.start(kind);
  try {
    await evening.until(END);
    await evening.settle();
    return evening.tries;
  } finally {
    await evening.stop();
  }
}
