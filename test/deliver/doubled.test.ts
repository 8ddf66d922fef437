import fc from 'fast-check';
import type { Outcome } from '../../lambda/deliver/bring';
import { Health } from '../../lambda/deliver/health';
import { observed } from '../../lambda/deliver/observed';
import { Breakers } from '../../lambda/ledger/breakers';
import { unknown } from '../../lib/model/contracts/target-result';
import { observationOf } from '../../lib/model/delivery/breaker';
import { composeDocument } from '../../lib/model/wording';
import { EVENING, ID, notes, setting } from '../support/delivery';
import type { FakeTarget } from '../support/fake-target';
import { incident, START } from '../support/incidents';
import { generator, Killed, type Turn } from '../support/schedule';

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
    pass(30);
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
        const health = new Health(breakers, 'prod', random);
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
      { numRuns: 500 },
    );
  });
});
