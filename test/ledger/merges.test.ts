import { Ledger } from '../../lambda/ledger/ledger';
import { type IncidentState, pageNow, pending } from '../../lib/model/incident';
import { entry } from '../support/entries';
import { groupOf, LedgerWorld, recorded } from '../support/ledger';
import { Killed, type Turn } from '../support/schedule';

const DAY = 24 * 60;

/** An incident of `shop`, and a minute later one of `storefront`. */
async function two() {
  const world = new LedgerWorld();
  const older = await world.alarm('shop', 'fast', 'ALARM');
  const younger = await world.at(1).alarm('storefront', 'fast', 'ALARM');
  return { world, older, younger };
}

async function merged() {
  const { world, older, younger } = await two();
  const done = await world.at(2).merge(younger.id, older.id);
  if ('refusal' in done) throw new Error(done.refusal);
  return { world, older, younger, done };
}

describe('a merger', () => {
  it('ends the younger incident, and the older one goes on with the SLOs of both', async () => {
    const { older, younger, done } = await merged();
    expect(done.merged).toMatchObject({
      id: younger.id,
      state: { sealed: true, end: { kind: 'merged', into: older.id, group: groupOf('shop') } },
    });
    expect(done.into).toMatchObject({
      id: older.id,
      state: { absorbed: [younger.id], members: ['shop', 'storefront'] },
    });
    expect(done.into.state.registers['storefront/fast']).toMatchObject({ firing: true });
  });

  it('is made once, however often it is said', async () => {
    const { world, older, younger, done } = await merged();
    const again = await world.at(3).merge(younger.id, older.id);
    expect(again).toMatchObject({ merged: { state: { revision: done.merged.state.revision } } });
    expect(again).toMatchObject({ into: { state: { revision: done.into.state.revision } } });
  });

  const reaching = (target: string) => ({ routes: [{ targets: [target], from: 'info' as const }] });

  it.each([
    ['wakes nobody again who was woken for the younger one', {}, {}, { pages: 0, tickets: 0 }],
    ['wakes people of the older one who were not', reaching('a'), reaching('b'), { pages: 1 }],
    ['wakes everybody where only some were', {}, reaching('b'), { pages: 1 }],
  ])('%s', async (_, ofOlder, ofYounger, told) => {
    const world = new LedgerWorld();
    const older = await world.alarm('shop', 'ticket', 'ALARM', ofOlder);
    const younger = await world.at(1).alarm('storefront', 'fast', 'ALARM', ofYounger);
    expect(younger.state.pages).toBe(1);
    const done = await world.at(30).merge(younger.id, older.id);
    if ('refusal' in done) throw new Error(done.refusal);
    expect(done.into.state).toMatchObject({ severity: 'sev2', episode: { paged: true }, ...told });
    expect(kindsDue(done.into.state, world.at(44))).toEqual([]);
    expect(kindsDue(done.into.state, world.at(45))).toEqual(['notifiedAgain']);
  });

  const kindsDue = (state: IncidentState, world: LedgerWorld) => {
    const people = { answer: true, awaitNews: false, workTickets: false, pager: false };
    return pending(state, world.now(), people).map(({ event }) => event.type);
  };

  /** A merger ends the younger one's call, and whoever makes it need not be on duty. */
  it.each([false, true])(
    'calls for the older one where nobody answers in time (answered before: %s)',
    async (answered) => {
      const world = new LedgerWorld();
      const older = await world.alarm('shop', 'ticket', 'ALARM');
      const younger = await world.at(1).alarm('storefront', 'fast', 'ALARM');
      const by = { key: 'k', by: { name: 'Sam' }, via: 'pager', at: world.now() };
      if (answered)
        await world.ledger.change(younger.id, ({ episode }) =>
          episode.acknowledged ? undefined : { version: 1, type: 'acknowledged', ...by },
        );
      const done = await world.at(30).merge(younger.id, older.id);
      if ('refusal' in done) throw new Error(done.refusal);
      if (answered) {
        expect(done.into.state.episode.acknowledged).toEqual({ at: by.at, by: by.by });
        expect(kindsDue(done.into.state, world.at(60))).toEqual([]);
        return;
      }
      const called = await world
        .at(45)
        .ledger.change(older.id, ({ episode }) =>
          episode.notifiedAgainAt ? undefined : { version: 1, type: 'notifiedAgain', at: world.now() },
        );
      expect(pageNow(called!.state)).toEqual({ cycle: 1, state: 'calling' });
      expect(called!.state.pages).toBe(1);
    },
  );

  it('calls, too, where the older one was written down under the call that the merger ended', async () => {
    const world = new LedgerWorld();
    const targets = [{ name: 'pager', audience: 'engineers' as const, pager: true }];
    const older = await world.alarm('shop', 'ticket', 'ALARM');
    const younger = await world.ledger.pageTogether(await world.at(1).alarm('storefront', 'fast', 'ALARM'), targets);
    const shared = await world.ledger.pageTogether(await world.at(2).alarm('shop', 'fast', 'ALARM'), targets);
    expect(shared.state.episode.pageSharedWith).toBe(younger.id);
    const done = await world.at(30).merge(younger.id, older.id);
    if ('refusal' in done) throw new Error(done.refusal);
    expect(kindsDue(done.into.state, world.at(44))).toEqual([]);
    expect(kindsDue(done.into.state, world.at(45))).toEqual(['notifiedAgain']);
    const called = await world.ledger.change(older.id, ({ episode }) =>
      episode.notifiedAgainAt ? undefined : { version: 1, type: 'notifiedAgain', at: world.now() },
    );
    expect(pageNow(called!.state)).toEqual({ cycle: 2, state: 'calling' });
  });

  it.each<[string, (ids: { older: string; younger: string }) => [string, string], RegExp]>([
    [
      'of the older into the younger',
      ({ older, younger }) => [older, younger],
      /is older: merge incident inc-\w+ into it/,
    ],
    ['with itself', ({ older }) => [older, older], /cannot be merged into itself/],
    [
      'into an incident that does not exist',
      ({ older }) => [older, 'inc-000000000000'],
      /inc-000000000000 is not in the ledger/,
    ],
    [
      'of an incident that does not exist',
      ({ older }) => ['inc-000000000000', older],
      /inc-000000000000 is not in the ledger/,
    ],
  ])('%s is refused, and nothing is written', async (_, pick, why) => {
    const { world, older, younger } = await two();
    const before = world.table.all();
    expect(await world.merge(...pick({ older: older.id, younger: younger.id }))).toEqual({
      refusal: expect.stringMatching(why),
    });
    expect(world.table.all()).toEqual(before);
  });

  it('into an incident that is over, or was merged itself, is refused', async () => {
    const { world, older, younger } = await merged();
    const third = await world.at(3).alarm('search', 'fast', 'ALARM');
    expect(await world.merge(third.id, younger.id)).toEqual({
      refusal: `incident ${younger.id} was merged into ${older.id}`,
    });
    await over(world);
    const next = await world.alarm('stock', 'fast', 'ALARM');
    expect(await world.merge(next.id, older.id)).toEqual({ refusal: `incident ${older.id} is over` });
  });

  it('with another stage, or of what nobody hears of, is refused', async () => {
    const { world, older } = await two();
    const signal = world.alarmSignal('storefront', 'slow', 'ALARM', { stage: 'staging' });
    const elsewhere = recorded(await world.ledger.record({ ...signal, group: { ...signal.group, stage: 'staging' } }));
    expect(await world.merge(elsewhere.id, older.id)).toEqual({
      refusal: expect.stringMatching(
        /is of 111122223333\/eu-west-3\/staging, .* only incidents of one account, region and stage/,
      ),
    });
    const shadow = await world.at(5).alarm('search', 'fast', 'ALARM', { shadow: true });
    expect(await world.merge(shadow.id, older.id)).toEqual({
      refusal: `incident ${shadow.id} is only recorded: nobody hears of it`,
    });
  });
});

it('of an incident with more SLOs than one item of the ledger can hold is refused', async () => {
  const { world, older, younger } = await two();
  const promise = 'x'.repeat(3000);
  for (let index = 0; index < 100; index += 1) {
    const signal = world.alarmSignal(`slo-${index}`, 'fast', 'ALARM', { promise });
    await world.ledger.record({ ...signal, group: groupOf('storefront') });
  }
  expect(await world.merge(younger.id, older.id)).toEqual({
    refusal: expect.stringMatching(/is too large to be merged: got \d+ KB of SLOs and reports, allowed are 300/),
  });
});

/** Every alarm clears, and days go by. */
async function over(world: LedgerWorld): Promise<void> {
  for (const service of ['shop', 'storefront']) await world.at(5).alarm(service, 'fast', 'OK');
  for (const minute of [70, 140, 140 + DAY]) {
    world.at(minute);
    for (const service of ['shop', 'storefront']) await world.pass(service);
  }
}

describe('signals of a group whose incident was merged', () => {
  it.each([
    ['before anybody looks again', false],
    ['and after it left the index', true],
  ])('go to the older incident %s', async (_, passes) => {
    const { world, older, younger } = await merged();
    if (passes) await world.pass('storefront');
    expect(await world.ledger.active('prod')).toHaveLength(passes ? 1 : 2);
    const slow = await world.at(3).alarm('storefront', 'slow', 'ALARM');
    expect(slow).toMatchObject({ id: older.id, group: groupOf('shop') });
    expect(await world.ledger.state(younger.id)).toMatchObject({ revision: 2 });
  });

  it('hold the older one open until they are clear', async () => {
    const { world, older } = await merged();
    await world.alarm('shop', 'fast', 'OK');
    await world.at(300).pass('shop');
    expect(await world.ledger.state(older.id)).toMatchObject({ status: 'open' });
    await world.alarm('storefront', 'fast', 'OK');
    await world.at(400).pass('shop');
    expect(await world.ledger.state(older.id)).toMatchObject({ status: 'resolved' });
  });

  it('open an incident of their own once the older one is over', async () => {
    const { world, older, younger } = await merged();
    await over(world);
    expect(await world.ledger.state(older.id)).toMatchObject({ sealed: true });
    const next = await world.alarm('storefront', 'fast', 'ALARM');
    expect([older.id, younger.id]).not.toContain(next.id);
    expect(next).toMatchObject({ group: groupOf('storefront'), state: { status: 'open', members: ['storefront'] } });
  });

  it('open one of their own, too, when the older group has a new incident by then', async () => {
    const { world } = await merged();
    await over(world);
    const shop = await world.alarm('shop', 'fast', 'ALARM');
    const storefront = await world.alarm('storefront', 'fast', 'ALARM');
    expect(storefront.id).not.toBe(shop.id);
    expect(storefront.group).toEqual(groupOf('storefront'));
  });

  it('are told apart from those that are delivered again: who took them first keeps them', async () => {
    const { world, older, younger } = await two();
    const first = world.alarmSignal('storefront', 'fast', 'ALARM');
    await world.at(2).merge(younger.id, older.id);
    expect(await world.ledger.record(first)).toEqual({ outcome: 'past', incident: younger.id });
    const later = world.alarmSignal('storefront', 'slow', 'ALARM');
    await world.ledger.record(later);
    expect(await world.ledger.record(later)).toMatchObject({ outcome: 'recorded', duplicate: true });
    await world.at(4).alarm('storefront', 'slow', 'OK');
    await over(world);
    expect(await world.ledger.record(later)).toEqual({ outcome: 'past', incident: older.id });
  });

  it('follow from merger to merger, three at most', async () => {
    const world = new LedgerWorld();
    const services = ['a', 'b', 'c', 'd', 'e'];
    const ids: string[] = [];
    for (const [minute, service] of services.entries())
      ids.push((await world.at(minute).alarm(service, 'fast', 'ALARM')).id);
    // The youngest into the next older one, and so on: the longest way there can be.
    for (const at of [4, 3, 2, 1]) await world.at(10 - at).merge(ids[at]!, ids[at - 1]!);
    expect(await world.at(20).alarm('d', 'slow', 'ALARM')).toMatchObject({ id: ids[0] });
    expect(await world.at(20).alarm('e', 'slow', 'ALARM')).toMatchObject({ group: groupOf('e') });
  });
});

describe('a merger that died half-way', () => {
  /** Nothing but the first half is written. */
  async function half() {
    const { world, older, younger } = await two();
    let merging = false;
    const dying: Turn = async (operation) => {
      const before = world.table.all().length;
      if (merging) throw new Killed();
      const result = operation();
      merging = world.table.all().length > before;
      return result;
    };
    const ledger = new Ledger(world.table.seenBy(dying), () => world.now());
    const by = { key: 'k', by: { name: 'Dana' }, via: 'incidents', at: world.now() };
    await expect(ledger.merge(younger.id, older.id, by)).rejects.toThrow(Killed);
    expect(await world.ledger.state(younger.id)).toMatchObject({ sealed: true });
    expect(await world.ledger.state(older.id)).toMatchObject({ absorbed: [] });
    return { world, older, younger };
  }

  it('is finished in the next minute', async () => {
    const { world, older, younger } = await half();
    await world.pass('storefront');
    expect(await world.ledger.state(older.id)).toMatchObject({
      absorbed: [younger.id],
      members: ['shop', 'storefront'],
    });
    expect(await world.ledger.active('prod')).toEqual([groupOf('shop')]);
  });

  it('leads signals to the older incident all the same', async () => {
    const { world, older } = await half();
    expect(await world.alarm('storefront', 'slow', 'ALARM')).toMatchObject({ id: older.id });
  });

  it('loses no alarm when the older one ended before anybody came by: what still fires opens the next incident', async () => {
    const { world, older } = await half();
    const fires = world.alarmSignal('storefront', 'fast', 'ALARM');
    await world.at(2).alarm('shop', 'fast', 'OK');
    for (const minute of [70, 140, 140 + DAY]) await world.at(minute).pass('shop');
    expect(await world.ledger.state(older.id)).toMatchObject({ sealed: true });
    await world.pass('storefront');
    expect(recorded(await world.ledger.record(fires))).toMatchObject({
      group: groupOf('storefront'),
      state: { status: 'open', sealed: false, members: ['storefront'] },
    });
  });
});

describe('what an incident knew', () => {
  it('is known to the one that takes it over: support had reports, and an alarm that lacks data still fires', async () => {
    const { world, older, younger } = await two();
    await world.ledger.record(world.at(2).reportSignal('storefront', 'ZD-1', 4));
    await world.at(3).alarm('storefront', 'fast', 'INSUFFICIENT_DATA');
    const done = await world.at(4).merge(younger.id, older.id);
    expect(done).toMatchObject({
      into: {
        state: {
          reports: { 'ZD-1': { count: 4, slo: 'storefront' } },
          registers: { 'storefront/fast': { firing: true, value: 'INSUFFICIENT_DATA' } },
        },
      },
    });
    const more = recorded(await world.at(5).ledger.record(world.reportSignal('storefront', 'ZD-1', 7)));
    expect(more).toMatchObject({ id: older.id, state: { reports: { 'ZD-1': { count: 7 } } } });
  });

  it('is still only recorded where its SLO is in shadow', async () => {
    const { world, older, younger } = await two();
    const preview = world.alarmSignal('preview', 'fast', 'ALARM', { shadow: true });
    await world.ledger.record({ ...preview, group: groupOf('storefront') });
    expect(await world.merge(younger.id, older.id)).toMatchObject({
      into: {
        state: {
          members: ['shop', 'storefront', 'preview'],
          announced: ['shop', 'storefront'],
          registers: { 'preview/fast': { firing: true } },
        },
      },
    });
  });

  it('opens an older incident again that was at its end, when it goes on in the younger one', async () => {
    const world = new LedgerWorld();
    const older = await world.alarm('shop', 'fast', 'ALARM');
    await world.at(1).alarm('shop', 'fast', 'OK');
    await world.at(70).pass('shop');
    const younger = await world.alarm('storefront', 'fast', 'ALARM');
    expect(await world.ledger.state(older.id)).toMatchObject({ status: 'resolved' });
    expect(await world.merge(younger.id, older.id)).toMatchObject({
      into: { state: { status: 'open', announced: ['shop', 'storefront'] } },
    });
  });
});

test('the catalogue entry of an SLO that was merged in comes with its signals only when it is news', async () => {
  const { world } = await merged();
  const slow = await world.at(3).alarm('storefront', 'slow', 'ALARM');
  expect(slow.log.at(-1)!.event).not.toHaveProperty('entry');
  const renamed = entry().tiers.map((tier) => (tier.alarm === 'slow' ? { ...tier, alarm: 'gentle' } : tier));
  const gentle = await world.at(4).alarm('storefront', 'gentle', 'ALARM', { tiers: renamed });
  expect(gentle.log.at(-1)!.event).toHaveProperty('entry');
});
