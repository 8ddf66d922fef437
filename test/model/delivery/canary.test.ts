import { judgeCanary, type Shown, signalOf, withShown } from '../../../lib/model/delivery/canary';

const SENT = Date.parse('2026-11-14T20:15:00Z');
const SIGNAL = { at: SENT + 400, revision: 7 };
const after = (seconds: number) => SIGNAL.at + seconds * 1000;
const target = (name: string, ...shown: (readonly [revision: number, seconds: number])[]) => ({
  name,
  shown: shown.map(([revision, seconds]): Shown => ({ revision, at: after(seconds) })),
});

describe('S1.38: a canary', () => {
  it.each([
    ['is good when every target shows it within a minute', [target('chat', [7, 2]), target('tickets', [7, 60])], 60],
    ['is good when a later revision covers it', [target('chat', [6, -900], [8, 3])], 3],
    ['stays good when its message is written again later', [target('chat', [7, 2], [9, 600])], 2],
  ])('%s', (_what, targets, seconds) => {
    expect(judgeCanary(SIGNAL, targets)).toEqual({ good: true, seconds });
  });

  it.each([
    [
      'is late after more than a minute',
      [target('chat', [7, 2]), target('tickets', [7, 60.001])],
      'later than 60 s at tickets',
    ],
    [
      'is lost at a target that shows an older one',
      [target('chat', [7, 2]), target('tickets', [6, -900])],
      'not confirmed by tickets',
    ],
    [
      'is lost at a target that never showed anything',
      [target('chat'), target('tickets')],
      'not confirmed by chat, tickets',
    ],
  ])('%s', (_what, targets, why) => {
    expect(judgeCanary(SIGNAL, targets)).toEqual({ good: false, why });
  });

  it('is lost when the ledger never heard of it', () => {
    expect(judgeCanary(undefined, [target('chat', [7, 2])])).toEqual({
      good: false,
      why: 'the ledger never heard of it',
    });
  });

  it.each([
    ['its own, also when its clock is a little behind', [{ at: SENT - 5_000, revision: 3 }], 3],
    ['not the one before', [{ at: SENT - 900_000, revision: 2 }], undefined],
    ['the first of several', [{ at: SENT - 900_000, revision: 2 }, SIGNAL, { at: after(300), revision: 9 }], 7],
  ])('has as signal %s', (_what, signals, revision) => {
    expect(signalOf(SENT, signals)?.revision).toBe(revision);
  });

  it('is judged from the last three writes, which hold its own and what may follow', () => {
    const writes = [1, 2, 3, 4].map((revision): Shown => ({ revision, at: revision }));
    const kept = writes.reduce<readonly Shown[] | undefined>(withShown, undefined);
    expect(kept?.map(({ revision }) => revision)).toEqual([2, 3, 4]);
  });
});
