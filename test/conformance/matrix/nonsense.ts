import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from '../../support/faulty-proxy';
import type { Ability } from '../kinds/kind';
import { rowsOf } from '../rows';
import type { Row } from './row';

/** Doubts about a creation, an edit and a note, and look-ups that are made again. */
const DOUBTS = 30;
/** Of four answers, with what the network holds: the most that we read of one is 8 MB. */
const MOST_BYTES = 64 * 1024 * 1024;

interface Nonsense {
  readonly needs?: readonly Ability[];
  /** A write whose answer says nothing cannot tell. */
  readonly isMute?: boolean;
}

/** Answers that mean nothing to anybody, to each kind of call once. */
function nonsense(id: string, words: string, fault: Fault, { needs = [], isMute = false }: Nonsense = {}): Row {
  return {
    id,
    fault: words,
    needs,
    extraCalls: DOUBTS,
    async play(evening) {
      const { mute = [], repeats = [] } = evening.kind;
      evening.spoil('create', fault);
      await evening.to(1);
      evening.assertStruck();
      // Who can simply create again does not look.
      if (rowsOf(evening.kind).can('find') && !repeats.includes('create')) evening.spoil('look', fault);
      await evening.tell(1);
      evening.assertStruck();
      for (const write of evening.writes.slice(1).filter((each) => !isMute || !mute.includes(each))) {
        const revision = await evening.before(write);
        evening.spoil(write, fault);
        await evening.suffer(revision);
      }
      const { poured } = evening.network;
      assert(poured <= MOST_BYTES, `got ${poured} bytes, allowed are ${MOST_BYTES}`);
    },
  };
}

const ok = (body: string): Fault => ({ kind: 'status', status: 200, body });

/** A vendor, or somebody in between, who does not talk as documented. */
export const answersWrong: readonly Row[] = [
  nonsense('html', '200 with a web page', ok('<html>maintenance</html>'), { needs: ['answer'] }),
  nonsense('empty', '200 with nothing', ok(''), { needs: ['answer'], isMute: true }),
  nonsense('malformed', '200 with half a JSON', ok('{"ok":tru'), { needs: ['answer'] }),
  nonsense('other-json', '200 with another JSON', ok('{"hello":"world"}'), { needs: ['answer'], isMute: true }),
  nonsense('huge', 'done, then an answer that never ends', { kind: 'commitThenEndless', pace: 'fast' }),
  nonsense('slow', 'done, then an answer that comes byte by byte', { kind: 'commitThenEndless', pace: 'slow' }),
  {
    id: 'redirect',
    fault: '307 to somewhere else',
    extraCalls: 6,
    async play(evening) {
      let visits = 0;
      const elsewhere = createServer((_, answer) => {
        visits += 1;
        answer.end('{}');
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
      try {
        const headers = { location: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/` };
        evening.spoil('create', { kind: 'status', status: 307, headers, body: '' });
        await evening.until(1);
        assert.equal(visits, 0, 'it was followed, and the secret with it');
      } finally {
        elsewhere.closeAllConnections();
        elsewhere.close();
      }
    },
  },
  indiscreet('indiscreet', 'failures that repeat our token', 502),
  indiscreet('indiscreet-refusal', 'refusals that repeat our token', 400),
];

/** Whoever answers says what we sent, in every part of the answer, to each kind of write. */
function indiscreet(id: string, words: string, status: number): Row {
  return {
    id,
    fault: words,
    needs: ['token'],
    extraCalls: DOUBTS,
    async play(evening) {
      const { token } = evening.secrets;
      const body = JSON.stringify({ ok: false, error: token, message: `${token} is bad`, errors: [token] });
      const fault = { kind: 'status', status, headers: { 'x-said': token }, body } as const;
      for (const write of evening.writes) {
        const revision = await evening.before(write);
        evening.spoil(write, fault);
        await evening.suffer(revision);
        // What was refused is created with what comes next.
        if (write === 'create') await evening.until(revision + 1);
      }
    },
  };
}
