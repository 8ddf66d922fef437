import fc from 'fast-check';
import type { Outcome } from '../../lambda/deliver/bring';
import { awaited, postpone } from '../../lambda/deliver/later';
import type { Severity } from '../../lib/model/contracts/catalogue';
import type { DeliveryRequest } from '../../lib/model/contracts/target-config';
import { retryLater } from '../../lib/model/contracts/target-result';
import { headlineOf } from '../../lib/model/delivery/pace';
import { behind } from '../../lib/model/delivery/sweep';
import type { IncidentState } from '../../lib/model/incident';
import { composeDocument } from '../../lib/model/wording';
import { EVENING, ID, notes, setting } from '../support/delivery';
import { incident, START } from '../support/incidents';
import { generator } from '../support/schedule';

const OPEN = incident(...EVENING.slice(0, 2));
const since = (minutes: number) => [{ label: 'Slack', since: START + minutes * 60_000 }];

/** The incident at some revision, with other small print and perhaps another headline. */
function saying(words: number, change: Partial<IncidentState> = {}) {
  return { state: Promise.resolve({ ...OPEN, ...change }), unreachable: Promise.resolve(since(words)) };
}

describe('the pace of edits', () => {
  async function edited() {
    const made = setting();
    await made.to(1);
    await made.to(2);
    return made;
  }

  it('lets small print wait for the rest of half a minute, without a call, a retry or a word of lagging', async () => {
    const { target, deliveries, to, pass, now } = await edited();
    pass(12);
    const admit = jest.fn();
    const calls = target.calls.length;
    expect(await to(2, { ...saying(1), admit })).toMatchObject({ retryAfterSeconds: 18, reason: 'paced' });
    expect([admit.mock.calls.length, target.calls.length]).toEqual([0, calls]);
    const { object } = await deliveries.rows(ID, 'incidents');
    expect(object).toMatchObject({ leaseUntil: 0, retries: 0, waitsUntil: now() + 18_000 });
    const long = { ...OPEN, revision: 3, revisedAt: START - 3_600_000 };
    expect(behind(long, object, object!.notice, now() + 18_000)).toBeUndefined();
    pass(18);
    expect(await to(2, saying(1))).toMatchObject({ writes: ['edit'] });
    expect(target.objects[0]!.document.paragraphs.join()).toContain('21:01');
  });

  it('lets a change of the headline pass, and counts from it again', async () => {
    const { to, pass } = await edited();
    pass(5);
    expect(await to(2, saying(1, { severity: 'sev1' }))).toMatchObject({ writes: ['edit'] });
    pass(26);
    expect(await to(2, saying(2, { severity: 'sev1' }))).toMatchObject({ retryAfterSeconds: 4 });
  });

  it('lets the first findings pass, once', async () => {
    const { to, pass } = await edited();
    pass(5);
    expect(await to(2, saying(1, { findings: { at: START } }))).toMatchObject({ writes: ['edit'] });
    pass(5);
    expect(await to(2, saying(2, { findings: { at: START } }))).toMatchObject({ reason: 'paced' });
  });

  it('sends notes while the edit waits', async () => {
    const { target, to, pass } = await edited();
    pass(5);
    const title = target.objects[0]!.document.title;
    const milestones = [...OPEN.milestones, { ...OPEN.milestones[0]!, n: 3, kind: 'noted' as const }];
    const noted = { revision: 3, milestones };
    expect(await to(2, saying(1, noted))).toMatchObject({ reason: 'paced', retryAfterSeconds: 25 });
    expect(notes(target)).toEqual([`${ID}:r2-2`, `${ID}:r3-3`]);
    expect(target.objects[0]!.document.title).toBe(title);
    expect(target.objects[0]!.document.paragraphs.join()).not.toContain('21:01');
    pass(25);
    expect(await to(2, saying(1, noted))).toMatchObject({ writes: ['edit'] });
    expect(notes(target)).toHaveLength(2);
  });

  it('makes an edit in doubt again when its time has come', async () => {
    const { target, to, pass } = await edited();
    pass(30);
    target.plan.push('commitThenSilence');
    expect(await to(2, saying(1))).toMatchObject({ reason: 'inDoubt' });
    pass(15);
    expect(await to(2, saying(1))).toMatchObject({ writes: ['edit'] });
  });

  it('does not hold back what a refused edit left undone', async () => {
    jest.spyOn(console, 'error').mockImplementation();
    const { target, to, pass } = await edited();
    pass(30);
    target.plan.push(retryLater(3, 'rateLimited', '429'));
    expect(await to(2, saying(1))).toMatchObject({ retryAfterSeconds: 3, reason: 'failed' });
    pass(3);
    expect(await to(2, saying(1))).toMatchObject({ writes: ['edit'] });
    jest.restoreAllMocks();
  });

  it('at most 120 edits an hour beside those of the headline and the first findings, and the last one is the newest (100 random hours)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1 }), fc.constantFrom(0.5, 5, 40), async (seed, gapSeconds) => {
        const random = generator(seed);
        const { target, to, pass, now } = setting();
        const edits: number[] = [];
        let headlines = 0;
        let shown = '';
        let due = Number.POSITIVE_INFINITY;
        let current = saying(0);
        const bring = async () => {
          const outcome: Outcome = await to(2, current);
          due = 'retryAfterSeconds' in outcome ? now() + outcome.retryAfterSeconds * 1000 : Number.POSITIVE_INFINITY;
          if (!('writes' in outcome) || !outcome.writes.includes('edit')) return;
          edits.push(now());
          const headline = headlineOf(target.objects[0]!.document);
          if (headline !== shown) headlines += 1;
          shown = headline;
        };
        let change: Partial<IncidentState> = {};
        const severities: Severity[] = ['sev1', 'sev2', 'sev3'];
        await bring();
        for (let events = 0; events < 400 && now() < START + 3_600_000; events += 1) {
          const next = now() + random() * 2000 * gapSeconds;
          while (due <= next) {
            pass((due - now()) / 1000);
            await bring();
          }
          pass((next - now()) / 1000);
          if (random() < 0.02) change = { ...change, severity: severities[Math.floor(random() * 3)]! };
          if (random() < 0.01) change = { ...change, findings: { at: now() } };
          current = saying(Math.floor(random() * 60), change);
          await bring();
        }
        while (due < Number.POSITIVE_INFINITY) {
          pass((due - now()) / 1000);
          await bring();
        }
        const [state, unreachable] = await Promise.all([current.state, current.unreachable]);
        expect(target.objects[0]!.document).toEqual(composeDocument(ID, state, 'engineers', unreachable));
        for (const from of edits) {
          const inHour = edits.filter((at) => at >= from && at < from + 3_600_000).length;
          expect(inHour).toBeLessThanOrEqual(120 + headlines + 1);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a delivery that can wait', () => {
  const request: DeliveryRequest = { version: 1, incident: ID, target: 'incidents', revision: 4 };
  const wait = 12.5;

  it('leaves the line to what comes behind it, and comes back at its time', async () => {
    const asked: { id: string; request: DeliveryRequest }[] = [];
    let now = START;
    const later = { ask: async (asks: readonly (typeof asked)[number][]) => void asked.push(...asks), now: () => now };
    expect(await postpone({ ...request, force: true }, wait, later)).toEqual({ writes: [] });
    await postpone({ ...request, revision: 5 }, wait, later);
    // SQS keeps one of two with one id.
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    const [sent] = asked.splice(0);
    expect(sent!.request).toEqual({ ...request, notBefore: START + 12_500 });
    now += 12_000;
    expect(await awaited(sent!.request, later)).toMatchObject({ retryAfterSeconds: 0.5, reason: 'paced' });
    expect(asked).toEqual([]);
    now += 500;
    expect(await awaited(sent!.request, later)).toEqual({ writes: [] });
    expect(asked.map((ask) => ask.request)).toEqual([request]);
  });
});
