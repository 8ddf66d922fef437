import { firingOf, type IncidentState, wouldPage } from '../../lib/model/incident';
import { groupOf } from '../support/ledger';
import { PagerEvening } from '../support/pager-evening';
import { generator } from '../support/schedule';

/** Six services break at once, and one pager is there for all. */
describe('a storm of six over one pager', () => {
  let evening: PagerEvening;
  let first: string;
  beforeAll(async () => {
    evening = await PagerEvening.start(['a', 'b', 'c', 'd', 'e', 'f']);
    await Promise.all(evening.services.map((service) => evening.alarm(service, 'ALARM')));
    first = evening.pagerduty.tickets()[0]!.id;
  });
  afterAll(() => evening.stop());

  const calls = () => evening.pagerduty.tickets().map(({ id, state, comments }) => [id, state, comments.length]);

  it('calls once, and writes the others down under that call', () => {
    expect(calls()).toEqual([[first, 'Triggered', 5]]);
  });

  it('is left alone while somebody is on it', async () => {
    await evening.until(3);
    await evening.pagerduty.acknowledge(first);
    expect(await evening.atPager(first, 'acknowledged')).toMatchObject({ outcome: 'done' });
    await evening.until(24);
    expect(calls()).toEqual([[first, 'Acknowledged', 5]]);
  });

  it('calls once for the other five a minute after somebody resolved it while they burn', async () => {
    await evening.pagerduty.change(first, { state: 'closed' });
    expect(await evening.atPager(first, 'closed')).toMatchObject({ outcome: 'done' });
    await evening.until(53);
    expect(calls()).toEqual([
      [first, 'Resolved', 5],
      [expect.stringMatching(/-2$/), 'Triggered', 4],
    ]);
  });

  it('calls once more, by a new key, for what was resolved and burns 30 minutes later', async () => {
    await evening.until(90);
    expect(calls().slice(2)).toEqual([[first.replace(/-1$/, '-2'), 'Triggered', 0]]);
  });

  it('does not take the end of the first call for that of the second, however late it is told', async () => {
    expect(await evening.atPager(first, 'closed')).toEqual({ ignored: 'it is another object' });
  });
});

/** Alarms that come and go, people at the pager and in Slack, in any order: what burns rings, and what rings belongs to something. */
it.each([
  [2, false],
  [14, false],
  [12, true],
  [14, true],
] as const)(
  'no call is lost and none is left behind (evening %s, the pager owns the lifecycle: %s)',
  async (seed, pagerOwnsLifecycle) => {
    const evening = await PagerEvening.start(['a', 'b', 'c', 'd'], { pagerOwnsLifecycle });
    const random = generator(seed);
    const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
    const rings = () => evening.pagerduty.tickets().flatMap(({ id, state }) => (state === 'Resolved' ? [] : [id]));
    const current = async () =>
      (await Promise.all(evening.services.map((service) => evening.world.ledger.current(groupOf(service))))).flatMap(
        (incident) => incident ?? [],
      );
    const fires = new Set<string>();
    const deeds = [
      async () => {
        const service = pick(evening.services)!;
        if (!fires.delete(service)) fires.add(service);
        await evening.alarm(service, fires.has(service) ? 'ALARM' : 'OK');
      },
      async () => {
        const call = pick(rings());
        if (call === undefined) return;
        await evening.pagerduty.acknowledge(call);
        await evening.atPager(call, 'acknowledged');
      },
      async () => {
        const call = pick(rings());
        if (call === undefined) return;
        await evening.pagerduty.change(call, { state: 'closed' });
        await evening.atPager(call, 'closed');
      },
      async () => {
        const incident = pick(await current());
        if (incident !== undefined) await evening.inSlack(incident.id, pick(['acknowledge', 'mitigated'] as const)!);
      },
    ];
    let minute = 0;
    for (let step = 0; step < 30; step += 1) {
      await pick([...deeds, deeds[0]!])!();
      minute += pick([1, 1, 1, 2, 31, 62])!;
      await evening.until(minute);
      const calls = (await current()).map(({ id, state }) => ({
        call: callOf(id, state),
        isLost: isUnanswered(state),
      }));
      expect([minute, calls.filter(({ call, isLost }) => isLost && !rings().includes(call))]).toEqual([minute, []]);
      expect([minute, rings().filter((ring) => !calls.some(({ call }) => call === ring))]).toEqual([minute, []]);
    }
    await evening.stop();
  },
);

/** Nothing where nobody is to be called in this episode. */
function callOf(id: string, { status, episode }: IncidentState): string {
  const { cycle, pageSharedWith, pageSharedCycle } = episode;
  if (status !== 'open' || cycle === undefined) return '';
  return pageSharedWith === undefined ? `slo-${id}-${cycle}` : `slo-${pageSharedWith}-${pageSharedCycle}`;
}

function isUnanswered(state: IncidentState): boolean {
  const { status, episode } = state;
  if (status !== 'open' || episode.cycle === undefined || episode.acknowledged !== undefined) return false;
  return firingOf(state).some((register) => wouldPage(state, register));
}
