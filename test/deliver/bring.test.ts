import fc from 'fast-check';
import { bring, type Delivery, type Outcome } from '../../lambda/deliver/bring';
import { Health } from '../../lambda/deliver/health';
import { observed } from '../../lambda/deliver/observed';
import { Breakers } from '../../lambda/ledger/breakers';
import { Deliveries } from '../../lambda/ledger/deliveries';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { rejected, retryLater, unknown } from '../../lib/model/contracts/target-result';
import { observationOf } from '../../lib/model/delivery/breaker';
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
  return { table, target, deliveries, to, pass, untilDone, now: () => now };
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

  it('says how long people waited for a revision, and not how long for its repetition', async () => {
    const { to, pass } = setting();
    pass(7);
    expect(await to(1)).toMatchObject({ seconds: 7 });
    expect(await to(1)).toEqual({ writes: [] });
  });

  it('tries again with a token that was refused, which is never final', async () => {
    const refused = jest.spyOn(console, 'error').mockImplementation();
    const { target, to, pass } = setting();
    target.plan.push(rejected('auth', 'token_revoked'));
    const outcome = await to(1);
    expect(outcome).toMatchObject({ retryAfterSeconds: 60, reason: 'refused' });
    expect(refused).toHaveBeenCalledWith(expect.objectContaining({ reason: 'auth' }));
    pass(60);
    expect(await to(1)).toMatchObject({ writes: ['create'] });
    refused.mockRestore();
  });

  it('tries again what was refused when a person asks', async () => {
    const refused = jest.spyOn(console, 'error').mockImplementation();
    const { target, to } = setting();
    target.plan.push(rejected('gone', 'channel_not_found'));
    await to(1);
    expect(await to(1)).toEqual({ writes: [] });
    expect(await to(1, { force: true })).toMatchObject({ writes: ['create'] });
    target.plan.push(undefined, rejected('clientError', 'msg_too_long'));
    await to(2);
    expect(notes(target)).toEqual([]);
    expect(await to(2, { force: true })).toMatchObject({ writes: ['note'] });
    refused.mockRestore();
  });

  it('respects that somebody deleted the object until a person asks for it', async () => {
    const refused = jest.spyOn(console, 'error').mockImplementation();
    const { target, to } = setting();
    await to(1);
    target.objects.length = 0;
    target.plan.push(rejected('gone', 'message_not_found'), rejected('gone', 'message_not_found'));
    await to(2);
    expect(target.objects).toEqual([]);
    target.plan.push(rejected('gone', 'message_not_found'));
    expect(await to(2, { force: true })).toMatchObject({ writes: ['create'] });
    expect(target.objects).toHaveLength(1);
    refused.mockRestore();
  });

  it('does not call a target that it may not call, and says until when', async () => {
    const { target, deliveries, to } = setting();
    const wait = { retryAfterSeconds: 40, reason: 'breakerOpen', why: 'it failed too often lately' } as const;
    expect(await to(1, { admit: async () => wait })).toEqual(wait);
    expect(target.calls).toEqual([]);
    const { object } = await deliveries.rows(ID, 'incidents');
    expect(object).toMatchObject({ leaseUntil: 0, waitsUntil: START + 40_000, retries: 0 });
    expect(await to(1)).toMatchObject({ writes: ['create'] });
  });

  it('does not ask whether it may call when there is nothing to say', async () => {
    const { to } = setting();
    await to(1);
    const admit = jest.fn();
    expect(await to(1, { admit })).toEqual({ writes: [] });
    expect(admit).not.toHaveBeenCalled();
  });

  it('tells of an unreachable place and takes the notice away again, at the same revision and without a note', async () => {
    const { target, deliveries, to } = setting();
    const slack = [{ label: 'Slack', since: START + 10 * 60_000 }];
    await to(1);
    expect(await to(1, { unreachable: Promise.resolve(slack) })).toEqual({ writes: ['edit'] });
    const shown = () => target.objects[0]!.document.paragraphs.join('\n');
    expect(shown()).toContain('Slack has been unreachable since 14 Nov, 21:10 (Europe/Paris)');
    expect((await deliveries.rows(ID, 'incidents')).object!.notice).toBe(`Slack@${slack[0]!.since}`);
    expect(await to(1)).toEqual({ writes: ['edit'] });
    expect(shown()).not.toContain('Slack');
    expect(notes(target)).toEqual([]);
  });

  it('reads a row that an older version wrote', async () => {
    const { table, target, deliveries, to } = setting();
    await to(1);
    const { object } = await deliveries.rows(ID, 'incidents');
    const { settledRevision: _, waitsUntil: _w, checks: _c, notice: _n, ...old } = object!;
    await table.put(old, { kind: 'equals', attribute: 'fence', value: object!.fence });
    expect(await to(2)).toMatchObject({ writes: ['edit', 'note'] });
    expect((await deliveries.rows(ID, 'incidents')).object).toMatchObject({
      settledRevision: 2,
      checks: [],
      notice: '',
    });
    expect(target.objects).toHaveLength(1);
  });
});

describe('an incident that may have two objects', () => {
  /** The first creation is lost from sight until `visibleAfter` seconds, and a second object is created in spite of it. */
  async function doubled(visibleAfter: number) {
    const made = setting();
    made.target.plan.push('commitThenSilence');
    made.target.hiddenUntil.set('1', START + visibleAfter * 1000);
    await made.untilDone(1);
    expect(made.target.objects.map(({ ref }) => ref.id)).toEqual(['1', '2']);
    return made;
  }

  it('keeps the older one, tells there what was told elsewhere, and takes the younger one away', async () => {
    const { target, to, pass } = await doubled(400);
    await to(2);
    await to(3);
    expect(target.objects.map((object) => object.notes.length)).toEqual([0, 1]);
    pass(301);
    expect(await to(3)).toMatchObject({ writes: ['edit', 'note', 'remove'] });
    expect(target.objects.map(({ ref }) => ref.id)).toEqual(['1']);
    expect(target.objects[0]!.document).toEqual(composeDocument(ID, incident(...EVENING.slice(0, 3)), 'engineers'));
    expect(notes(target)).toEqual([`${ID}:r2-2`]);
    expect(await to(4)).toMatchObject({ writes: ['edit'] });
    expect(target.objects).toHaveLength(1);
  });

  it('is looked at again after an hour, and then no more', async () => {
    const { target, to, pass, deliveries } = await doubled(3000);
    pass(301);
    await to(1);
    expect(target.objects).toHaveLength(2);
    pass(3600);
    expect(await to(1)).toMatchObject({ writes: ['edit', 'remove'] });
    expect(target.objects.map(({ ref }) => ref.id)).toEqual(['1']);
    expect((await deliveries.rows(ID, 'incidents')).object!.checks).toEqual([]);
    const calls = target.calls.length;
    pass(7200);
    expect(await to(1)).toEqual({ writes: [] });
    expect(target.calls).toHaveLength(calls);
  });

  it('is tidied at once when a look-up finds several', async () => {
    const { target, untilDone } = setting();
    const write = { incident: ID, marker: `${ID}:r1-1`, revision: 1 };
    for (const _ of ['first', 'second'])
      await target.create(composeDocument(ID, incident(...EVENING), 'engineers'), write);
    target.plan.push(unknown('timeout', 'no answer'));
    await untilDone(1);
    expect(target.objects.map(({ ref }) => ref.id)).toEqual(['1']);
  });

  it('fills under the older one the gap that the younger one was created over', async () => {
    const { target, to, untilDone, pass } = setting();
    target.plan.push('commitThenSilence');
    target.hiddenUntil.set('1', START + 400_000);
    await to(1);
    pass(15);
    await untilDone(2);
    await to(5);
    pass(301);
    await to(5);
    expect(target.objects.map(({ ref }) => ref.id)).toEqual(['1']);
    expect(notes(target).sort()).toEqual([`${ID}:r2-2`, `${ID}:r3-5`]);
  });
});

describe('whatever happens on the way', () => {
  it('one object survives with each note once and the last word (1000 random runs of kills, lost answers, late look-ups, outages)', async () => {
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
        const { table, target, to, pass, now } = setting(turn);
        const breakers = new Breakers(table, 'prod', now);
        const outages: [from: number, until: number][] = [];
        target.isDown = () => outages.some(([from, until]) => now() >= from && now() < until);
        const guarded = observed(target, (_call, result) => breakers.observe('incidents', observationOf(result)));
        const health = new Health(breakers, 'prod');
        const brought = async (revision: number): Promise<void> => {
          for (;;) {
            const outcome = await to(revision, {
              target: guarded,
              admit: (placeAt) => health.admit('incidents', placeAt),
            }).catch((error: unknown): Outcome => {
              if (!(error instanceof Killed)) throw error;
              return { retryAfterSeconds: 30, reason: 'failed', why: 'killed' };
            });
            if (!('retryAfterSeconds' in outcome)) return;
            pass(outcome.retryAfterSeconds);
          }
        };
        for (const revision of [1, 2, 2, 5, 3, 6]) {
          if (random() < 0.3) target.plan.push('commitThenSilence');
          if (random() < 0.2) target.hiddenUntil.set(String(target.created + 1), now() + random() * 3_600_000);
          if (random() < 0.2) outages.push([now() + random() * 60_000, now() + random() * 7_200_000]);
          await brought(revision);
        }
        // What the sweeper asks for once the janitor's checks are due, after every object can be seen.
        for (const minutes of [61, 61]) {
          pass(minutes * 60);
          await brought(6);
        }
        expect(target.objects).toHaveLength(1);
        expect(target.objects[0]!.document).toEqual(composeDocument(ID, incident(...EVENING), 'engineers'));
        const told = notes(target);
        expect(new Set(told).size).toBe(told.length);
        const spans = told
          .map((marker) => /r(\d+)-(\d+)$/.exec(marker)!.slice(1).map(Number) as [number, number])
          .sort(([a], [b]) => a - b);
        for (const [index, [from]] of spans.entries())
          expect(from).toBeGreaterThan(index === 0 ? 1 : spans[index - 1]![1]);
        const [{ createdRevision }] = target.objects as [FakeTarget['objects'][number]];
        for (const { n } of incident(...EVENING).milestones)
          expect(n <= createdRevision || spans.some(([from, to]) => from <= n && n <= to)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});
