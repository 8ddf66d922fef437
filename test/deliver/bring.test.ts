import fc from 'fast-check';
import { bring, type Delivery, type Outcome } from '../../lambda/deliver/bring';
import { Deliveries } from '../../lambda/ledger/deliveries';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { rejected, retryLater, unknown } from '../../lib/model/contracts/target-result';
import { composeDocument } from '../../lib/model/wording';
import { FakeTarget } from '../support/fake-target';
import { alarm, incident, START, timer } from '../support/incidents';
import { MemoryTable } from '../support/memory-table';
import { generator, Killed, type Turn } from '../support/schedule';

const ID = 'inc-0123456789ab';
const LEASE_MS = 65_000;
const EVENING: IncidentEvent[] = [
  alarm(0, 'fast', 'ALARM', { reading: 300 }),
  alarm(3, 'fast', 'ALARM', { slo: 'preview', reading: 120 }),
  alarm(30, 'fast', 'OK'),
  alarm(31, 'fast', 'OK', { slo: 'preview' }),
  timer(95, 'mitigated'),
  timer(160, 'resolved'),
];

/** One target and one incident, with a clock that waits as the queue would. */
function setting(turn?: Turn) {
  let now = START;
  const table = new MemoryTable(turn);
  const target = new FakeTarget(() => now, turn);
  const deliveries = new Deliveries(table, () => now, LEASE_MS);
  const to = (revision: number, change: Partial<Delivery> = {}): Promise<Outcome> => {
    const state = incident(...EVENING.slice(0, revision));
    return bring({
      incident: ID,
      targetName: 'incidents',
      audience: 'engineers',
      target,
      state: Promise.resolve(state),
      unreachable: Promise.resolve([]),
      deliveries,
      admit: async () => undefined,
      now: () => now,
      ...change,
    });
  };
  const pass = (seconds: number): void => {
    now += seconds * 1000;
  };
  const untilDone = async (revision: number): Promise<number[]> => {
    const waits = [];
    for (let outcome = await to(revision); 'retryAfterSeconds' in outcome; outcome = await to(revision)) {
      waits.push(outcome.retryAfterSeconds);
      pass(outcome.retryAfterSeconds);
    }
    return waits;
  };
  return { table, target, deliveries, to, pass, untilDone };
}

function notes(target: FakeTarget): string[] {
  return target.objects.flatMap((object) => object.notes.map(({ marker }) => marker));
}

describe('bringing a target to a revision', () => {
  it('creates once, edits, and tells each change of state in one note', async () => {
    const { target, to } = setting();
    const written = [];
    for (const revision of [1, 2, 3, 4, 5, 6]) written.push(await to(revision));
    expect(written[0]).toEqual({ writes: ['create'], seconds: 0 });
    expect(written[1]).toMatchObject({ writes: ['edit', 'note'] });
    expect(target.objects).toHaveLength(1);
    expect(target.objects[0]!.document).toEqual(composeDocument(ID, incident(...EVENING), 'engineers'));
    expect(notes(target)).toEqual([`${ID}:r2-2`, `${ID}:r3-5`, `${ID}:r6-6`]);
  });

  it('covers everything unseen in one edit and one note when messages were late', async () => {
    const { target, to } = setting();
    await to(1);
    await to(6);
    expect(target.calls).toEqual(['create', 'edit', 'note']);
    expect(notes(target)).toEqual([`${ID}:r2-6`]);
  });

  it('does nothing for a stale or repeated message', async () => {
    const { target, to } = setting();
    await to(6);
    const calls = target.calls.length;
    expect(await to(6)).toEqual({ writes: [] });
    expect(await to(2)).toEqual({ writes: [] });
    expect(target.calls).toHaveLength(calls);
  });

  it('waits for the lease that another worker holds', async () => {
    const { deliveries, to, target } = setting();
    await deliveries.lease(ID, 'incidents');
    expect(await to(1)).toMatchObject({ retryAfterSeconds: LEASE_MS / 1000, reason: 'leased' });
    expect(target.calls).toEqual([]);
  });

  it('takes over from a worker that died, after its lease has ended', async () => {
    const { deliveries, to, target, pass } = setting();
    await deliveries.lease(ID, 'incidents');
    pass(LEASE_MS / 1000 + 1);
    expect(await to(1)).toMatchObject({ writes: ['create'] });
    expect(target.objects).toHaveLength(1);
  });

  it('adopts what was created when the answer got lost', async () => {
    const { target, untilDone } = setting();
    target.plan.push('commitThenSilence');
    expect(await untilDone(1)).toEqual([15]);
    expect(target.objects).toHaveLength(1);
    expect(target.calls).toEqual(['create', 'find', 'edit']);
  });

  it('looks twice and waits for the deadline before it creates anyway', async () => {
    const { target, untilDone } = setting();
    target.plan.push(unknown('network', 'connection reset'));
    const waits = await untilDone(1);
    expect(waits).toEqual([15, 45, 240]);
    expect(target.calls).toEqual(['create', 'find', 'find', 'find', 'create']);
    expect(target.objects).toHaveLength(1);
  });

  it('creates in the end although it may not look', async () => {
    const { target, untilDone } = setting();
    const forbidden = rejected('auth', 'missing_scope');
    target.plan.push(unknown('network', 'connection reset'), forbidden, forbidden, forbidden);
    expect(await untilDone(1)).toEqual([15, 45, 240]);
    expect(target.objects).toHaveLength(1);
  });

  it('finds with patience what the other side shows late', async () => {
    const { target, untilDone } = setting();
    target.plan.push('commitThenSilence');
    target.visibleFrom = START + 50_000;
    expect(await untilDone(1)).toEqual([15, 45]);
    expect(target.objects).toHaveLength(1);
  });

  it('adopts a note whose answer got lost instead of repeating it', async () => {
    const { target, to, untilDone } = setting();
    await to(1);
    target.plan.push(undefined, 'commitThenSilence');
    expect(await untilDone(2)).toEqual([15]);
    expect(notes(target)).toEqual([`${ID}:r2-2`]);
  });

  it('waits as long as the target asks, without looking for what was certainly not created', async () => {
    const { target, untilDone } = setting();
    target.plan.push(retryLater(120, 'rateLimited', '429'));
    expect(await untilDone(1)).toEqual([120]);
    expect(target.calls).toEqual(['create', 'create']);
  });

  it('sends a note again that was certainly not sent', async () => {
    const { target, to, untilDone } = setting();
    await to(1);
    target.plan.push(undefined, retryLater(30, 'rateLimited', '429'));
    expect(await untilDone(2)).toEqual([30]);
    expect(notes(target)).toEqual([`${ID}:r2-2`]);
  });

  it('makes a refusal visible in the ledger and does not repeat it', async () => {
    const refused = jest.spyOn(console, 'error').mockImplementation();
    const { target, deliveries, to } = setting();
    target.plan.push(rejected('clientError', 'invalid_blocks'));
    expect(await to(1)).toEqual({ writes: [] });
    expect(await to(1)).toEqual({ writes: [] });
    expect(target.calls).toEqual(['create']);
    expect((await deliveries.rows(ID, 'incidents')).object).toMatchObject({ phase: 'rejected', why: 'invalid_blocks' });
    expect(refused).toHaveBeenCalledTimes(1);
    refused.mockRestore();
  });

  it('leaves one object, each note once and the last word, wherever it is killed (2000 random runs)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1 }), fc.constantFrom(0.02, 0.1, 0.25), async (seed, rate) => {
        const random = generator(seed);
        let deaths = 12;
        const mayDie = () => {
          if (deaths > 0 && random() < rate) {
            deaths -= 1;
            throw new Killed();
          }
        };
        const turn: Turn = async (operation) => {
          mayDie();
          const result = operation();
          mayDie();
          return result;
        };
        const { target, to, pass } = setting(turn);
        for (const revision of [1, 2, 2, 5, 3, 6]) {
          if (random() < 0.3) target.plan.push('commitThenSilence');
          for (;;) {
            const outcome = await to(revision).catch((error: unknown): Outcome => {
              if (!(error instanceof Killed)) throw error;
              return { retryAfterSeconds: 30, reason: 'failed', why: 'killed' };
            });
            if (!('retryAfterSeconds' in outcome)) break;
            pass(outcome.retryAfterSeconds);
          }
        }
        expect(target.objects).toHaveLength(1);
        expect(target.objects[0]!.document).toEqual(composeDocument(ID, incident(...EVENING), 'engineers'));
        const told = notes(target);
        expect(new Set(told).size).toBe(told.length);
        const spans = told.map((marker) => /r(\d+)-(\d+)$/.exec(marker)!.slice(1).map(Number) as [number, number]);
        for (const [index, [from]] of spans.entries())
          expect(from).toBeGreaterThan(index === 0 ? 1 : spans[index - 1]![1]);
        expect(spans.length === 0 || spans.at(-1)![1] === 6).toBe(true);
      }),
      { numRuns: 2000 },
    );
  }, 60_000);
});
