import { Ledger } from '../../lambda/ledger/ledger';
import type { Route } from '../../lib/model/contracts/catalogue';
import type { IncidentState } from '../../lib/model/incident';
import { LedgerWorld } from '../support/ledger';
import { Killed, Schedule, type Turn } from '../support/schedule';

const TARGETS = ['archive', 'chat', 'other-pager', 'pager', 'support', 'tickets'].map((name) => ({
  name,
  audience: name === 'support' ? ('support' as const) : ('engineers' as const),
}));

const PAGER: Route[] = [
  { targets: ['pager', 'chat'], from: 'sev2' },
  { targets: ['tickets'], from: 'sev3' },
];

/** A page of that service, and what became of it. */
async function paged(world: LedgerWorld, service: string, routes: Route[] = PAGER) {
  return world.ledger.pageTogether(await world.alarm(service, 'fast', 'ALARM', { routes }), TARGETS);
}

describe('a storm', () => {
  it('wakes a route once: later pages name the incident for which somebody was woken', async () => {
    const world = new LedgerWorld();
    const first = await paged(world, 'database');
    expect(first.state).toMatchObject({ pages: 1, episode: { paged: true } });
    for (const [minute, service] of ['shop', 'storefront', 'search', 'stock'].entries()) {
      const next = await paged(world.at(minute), service);
      expect(next.state).toMatchObject({ pages: 0, episode: { pageSharedWith: first.id } });
    }
  });

  it('wakes again five minutes after the last time, and counts from there', async () => {
    const world = new LedgerWorld();
    await paged(world, 'a');
    expect((await paged(world.at(4), 'b')).state.pages).toBe(0);
    const again = await paged(world.at(5), 'c');
    expect(again.state.pages).toBe(1);
    expect((await paged(world.at(9), 'd')).state.episode.pageSharedWith).toBe(again.id);
  });

  it('wakes again when what it was woken for is over by then: a call that has ended takes nothing more', async () => {
    const world = new LedgerWorld();
    const first = await paged(world, 'a');
    const mitigated = { type: 'mitigated', version: 1, key: 'k', by: { name: 'Dana' }, via: 'pager' } as const;
    await world.at(2).ledger.change(first.id, () => ({ ...mitigated, at: world.now() }));
    const again = await paged(world.at(3), 'b');
    expect(again.state).toMatchObject({ pages: 1, episode: { paged: true } });
    expect(again.state.episode).not.toHaveProperty('pageSharedWith');
    expect((await paged(world, 'b')).state.revision).toBe(again.state.revision);
    expect((await paged(world.at(4), 'c')).state.episode.pageSharedWith).toBe(again.id);
  });

  it.each<[string, Route[], boolean]>([
    [
      'whatever order it is written in',
      [
        { targets: ['tickets'], from: 'info' },
        { targets: ['chat', 'pager'], from: 'sev2' },
      ],
      true,
    ],
    ['a channel of support beside it', [...PAGER, { targets: ['support'], from: 'sev2' }], true],
    ['whoever hears of SEV1 alone', [...PAGER, { targets: ['archive'], from: 'sev1' }], true],
    ['not another pager', [{ targets: ['other-pager'], from: 'sev2' }], false],
    ['not everybody', [{ targets: [], from: 'sev3' }], false],
  ])('is one for a route: %s', async (_, routes, isShared) => {
    const world = new LedgerWorld();
    await paged(world, 'a');
    expect((await paged(world.at(1), 'b', routes)).state.episode.pageSharedWith !== undefined).toBe(isShared);
  });

  it('is as long as the response stack says; none where that is zero', async () => {
    const world = new LedgerWorld({ pageTogetherMs: 0 });
    await paged(world, 'a');
    expect((await paged(world, 'b')).state.pages).toBe(1);
  });

  it('leaves tickets alone, which wake nobody', async () => {
    const world = new LedgerWorld();
    await world.ledger.pageTogether(await world.alarm('a', 'ticket', 'ALARM'), TARGETS);
    expect(world.table.all().filter(({ pk }) => pk.startsWith('PAGE#'))).toEqual([]);
    expect((await paged(world, 'b')).state.pages).toBe(1);
  });

  it('is one, too, when what people called mitigated burns on after half an hour', async () => {
    const world = new LedgerWorld();
    const [a, b] = [await paged(world, 'a'), await paged(world.at(20), 'b')];
    for (const { id } of [a, b])
      await world.at(21).ledger.change(id, () => ({
        version: 1,
        type: 'mitigated',
        at: world.now(),
        key: id,
        by: { name: 'Dana' },
        via: 'chat',
      }));
    const again = async ({ id }: { readonly id: string }) => {
      const open = await world
        .at(51)
        .ledger.change(id, ({ status }) =>
          status === 'open' ? undefined : { version: 1, type: 'reopened', at: world.now() },
        );
      return (await world.ledger.pageTogether(open!, TARGETS)).state;
    };
    expect(await again(a)).toMatchObject({ pages: 2, episode: { cycle: 2 } });
    expect(await again(b)).toMatchObject({ pages: 1, episode: { pageSharedWith: a.id, pageSharedCycle: 2 } });
  });

  it('is not begun by an incident that wakes nobody, because somebody was woken for it within the hour', async () => {
    const world = new LedgerWorld({ quietMs: 60_000, resolveQuietMs: 60_000 });
    await paged(world, 'a');
    await world.at(10).alarm('a', 'fast', 'OK');
    await world.at(20).pass('a');
    expect((await paged(world.at(30), 'a')).state).toMatchObject({ status: 'open', pages: 1 });
    expect((await paged(world.at(31), 'b')).state).toMatchObject({ pages: 1 });
  });
});

describe('a page that was shared', () => {
  const group = (service: string) => ({ ...signalGroup, service });
  /** What a pass of `reconcile` does about it. */
  const pass = async (world: LedgerWorld, service: string) => {
    const next = (state: IncidentState, id: string) => world.ledger.pageApart(id, state);
    return world.ledger.pageTogether((await world.ledger.advance(group(service), next))!, TARGETS);
  };

  async function storm(...services: string[]) {
    const world = new LedgerWorld({ quietMs: 60_000 });
    const [first] = await Promise.all([paged(world, 'database')]);
    for (const service of services) await paged(world.at(1), service);
    return { world, first: first! };
  }

  it('says which call of the other one it belongs to', async () => {
    const { world, first } = await storm('shop');
    const { episode } = (await world.ledger.current(group('shop')))!.state;
    expect(episode).toMatchObject({ pageSharedWith: first.id, pageSharedCycle: 1 });
  });

  it('stays so while the other one goes on', async () => {
    const { world } = await storm('shop');
    expect((await pass(world.at(30), 'shop')).state).toMatchObject({ pages: 0 });
  });

  it('is made by itself once the other one is over, and only one of several is', async () => {
    const { world } = await storm('shop', 'search');
    await world.at(10).alarm('database', 'fast', 'OK');
    await world.at(20).pass('database');
    const shop = await pass(world.at(21), 'shop');
    expect(shop.state).toMatchObject({ pages: 1, cycles: 2, episode: { cycle: 2 } });
    const search = await pass(world.at(21), 'search');
    expect(search.state).toMatchObject({ pages: 0, episode: { pageSharedWith: shop.id, pageSharedCycle: 2 } });
    const before = search.state.revision;
    expect((await pass(world.at(22), 'search')).state.revision).toBe(before);
  });

  it("is nobody's call when the other one was merged into this one: whoever merged them knows", async () => {
    const world = new LedgerWorld();
    const older = await world.alarm('database', 'ticket', 'ALARM', { routes: PAGER });
    const younger = await paged(world.at(1), 'shop');
    await world.ledger.merge(younger.id, older.id, {
      key: 'k',
      by: { name: 'Dana' },
      via: 'incidents',
      at: world.now(),
    });
    expect((await world.ledger.current(group('database')))!.state.episode.pageSharedWith).toBe(younger.id);
    const { revision } = (await world.ledger.current(group('database')))!.state;
    expect((await pass(world.at(2), 'database')).state.revision).toBe(revision);
  });
});

describe('a page whose worker dies', () => {
  it.each([1, 2, 3])('before its operation %d is asked about again, and is the one that wakes', async (operations) => {
    const world = new LedgerWorld();
    const incident = await world.alarm('a', 'fast', 'ALARM', { routes: PAGER });
    let left = operations;
    const dying: Turn = async (operation) => {
      left -= 1;
      if (left < 0) throw new Killed();
      return operation();
    };
    await new Ledger(world.table.seenBy(dying), () => world.now())
      .pageTogether(incident, TARGETS)
      .catch(() => undefined);
    await paged(world.at(1), 'b');
    expect((await world.ledger.pageTogether(incident, TARGETS)).state).toMatchObject({ pages: 1 });
  });

  it('is not taken from it by a page of much later', async () => {
    const world = new LedgerWorld();
    const first = await paged(world, 'a');
    await paged(world.at(6), 'b');
    expect((await world.ledger.pageTogether(first, TARGETS)).state.pages).toBe(1);
  });
});

test('of pages at the same moment, one wakes, whatever dies (100 random schedules)', async () => {
  const services = ['a', 'b', 'c', 'd'];
  for (let seed = 1; seed <= 100; seed += 1) {
    const world = new LedgerWorld();
    const schedule = new Schedule(seed, 0.1);
    for (const service of services) {
      const signal = world.alarmSignal(service, 'fast', 'ALARM', { routes: PAGER });
      schedule.spawn(async (turn) => {
        const ledger = new Ledger(world.table.seenBy(turn), () => world.now());
        const recorded = await ledger.record(signal);
        if (recorded.outcome === 'recorded') await ledger.pageTogether(recorded.incident, TARGETS);
      });
    }
    await schedule.run();
    const incidents = await Promise.all(services.map((service) => world.ledger.current({ ...signalGroup, service })));
    const woken = incidents.filter((incident) => incident!.state.episode.pageSharedWith === undefined);
    expect(woken).toHaveLength(1);
    const others = incidents.flatMap((incident) => incident!.state.episode.pageSharedWith ?? []);
    expect(others).toEqual(Array.from({ length: 3 }, () => woken[0]!.id));
  }
});

const signalGroup = { account: '111122223333', region: 'eu-west-3', stage: 'prod' };
