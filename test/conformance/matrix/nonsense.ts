import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from '../../support/faulty-proxy';
import type { Ability } from '../kinds/kind';
import { BURNING } from './evening';
import { type Row, SHORT_MS } from './row';

/** Doubts about a creation, an edit and a note, and look-ups that are made again. */
const DOUBTS = 30;
/** More than an answer may be, and what is read of it. */
const MOST_MEMORY = 96 * 1024 * 1024;

/** Answers that mean nothing to anybody, to each kind of call once. */
function nonsense(id: string, words: string, fault: Fault, needs: readonly Ability[]): Row {
  return {
    id,
    fault: words,
    needs,
    extraCalls: DOUBTS,
    ...(fault.kind === 'status' ? {} : { timeoutMs: SHORT_MS }),
    async play(evening) {
      evening.spoil('create', fault);
      await evening.to(1);
      evening.spoil('look', fault);
      const before = process.memoryUsage().rss;
      await evening.until(1);
      evening.network.forget();
      for (const write of ['edit', 'note'] as const) evening.spoil(write, fault);
      await evening.until(2);
      evening.network.forget();
      assert(process.memoryUsage().rss - before < MOST_MEMORY, 'an answer was read without end');
    },
  };
}

const ok = (body: string): Fault => ({ kind: 'status', status: 200, body });

/** A vendor, or somebody in between, who does not talk as documented. */
export const answersWrong: readonly Row[] = [
  nonsense('html', '200 with a web page', ok('<html>maintenance</html>'), ['answer']),
  nonsense('empty', '200 with nothing', ok(''), ['answer']),
  nonsense('malformed', '200 with half a JSON', ok('{"ok":tru'), ['answer']),
  nonsense('other-json', '200 with another JSON', ok('{"hello":"world"}'), ['answer']),
  nonsense('huge', 'done, then an answer that never ends', { kind: 'commitThenEndless', pace: 'fast' }, []),
  nonsense('slow', 'done, then an answer that comes byte by byte', { kind: 'commitThenEndless', pace: 'slow' }, []),
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
  {
    id: 'indiscreet',
    fault: 'errors that repeat our token',
    needs: ['token'],
    extraCalls: DOUBTS,
    async play(evening) {
      const { token } = evening.secrets;
      const body = JSON.stringify({ ok: false, error: token, message: `${token} is bad`, errors: [token] });
      const headers = { 'x-said': token };
      const say = (write: 'create' | 'edit' | 'note', status: number) =>
        evening.spoil(write, { kind: 'status', status, headers, body });
      for (const status of [500, 400]) say('create', status);
      await evening.until(3);
      for (const write of ['edit', 'note'] as const) for (const status of [502, 400]) say(write, status);
      await evening.until(BURNING);
      evening.network.forget();
    },
  },
];
