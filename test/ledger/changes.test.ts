import { Ledger } from '../../lambda/ledger/ledger';
import { equals } from '../../lambda/ledger/table';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import type { IncidentState } from '../../lib/model/incident';
import { START } from '../support/incidents';
import { groupOf, LedgerWorld } from '../support/ledger';
import { Schedule } from '../support/schedule';

const BY = { by: { name: 'Dana' }, via: 'incidents' };
const DAY = 24 * 60;

function note(key: string, at: number, text = 'we are on it'): IncidentEvent {
  return { version: 1, type: 'noted', key, at, ...BY, text, support: false };
}

/** Appends it unless it is there. */
function once(event: IncidentEvent & { key: string }) {
  return ({ signals }: IncidentState) => (signals.has(event.key) ? undefined : event);
}

describe('a change of an incident by its id', () => {
  it('is appended after its newest event, and says what comes of it', async () => {
    const world = new LedgerWorld();
    const { id } = await world.alarm('shop', 'fast', 'ALARM');
    const changed = await world.ledger.change(id, () => note('k', world.now()));
    expect(changed).toMatchObject({ id, group: groupOf('shop'), state: { revision: 2 } });
    expect(await world.ledger.state(id)).toMatchObject({ revision: 2 });
  });

  it('is nothing when nothing follows, or there is no such incident', async () => {
    const world = new LedgerWorld();
    const { id } = await world.alarm('shop', 'fast', 'ALARM');
    expect(await world.ledger.change(id, () => undefined)).toMatchObject({ id, state: { revision: 1 } });
    expect(await world.ledger.change('inc-000000000000', () => note('k', 0))).toBeUndefined();
  });

  it('is made on the newest state, whoever is faster, and once (100 random schedules)', async () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const world = new LedgerWorld();
      const { id } = await world.alarm('shop', 'fast', 'ALARM');
      const schedule = new Schedule(seed, 0.05);
      const keys = ['one', 'one', 'two', 'three'];
      for (const key of keys) {
        schedule.spawn(async (turn) => {
          const ledger = new Ledger(world.table.seenBy(turn), () => world.now());
          await ledger.change(id, once({ ...note(key, world.now()), key } as IncidentEvent & { key: string }));
        });
      }
      await schedule.run();
      const state = (await world.ledger.state(id))!;
      expect(state.revision).toBe(4);
      expect(keys.every((key) => state.signals.has(key))).toBe(true);
    }
  });

  it('comes after the end only where it says what was learned', async () => {
    const world = new LedgerWorld();
    const { id } = await world.alarm('shop', 'fast', 'ALARM');
    await world.ledger.change(id, () => ({ version: 1, type: 'sealed', at: world.now() }));
    const found: IncidentEvent = { version: 1, type: 'enriched', at: world.now(), findings: {} };
    for (const event of [note('k', world.now()), found])
      expect(await world.ledger.change(id, () => event)).toMatchObject({ state: { revision: 2 } });
    const reviewed: IncidentEvent = { version: 1, type: 'reviewed', key: 'r', at: world.now(), ...BY };
    expect(await world.ledger.change(id, once(reviewed as typeof reviewed & { key: string }))).toMatchObject({
      state: { revision: 3, sealed: true, reviewed: { by: BY.by } },
    });
  });
});

describe('an incident that begins with what this code cannot read', () => {
  it('is none, also when something was found out about it: the next breach opens one', async () => {
    const world = new LedgerWorld();
    const { id } = await world.alarm('shop', 'fast', 'ALARM');
    await world.ledger.change(id, () => ({ version: 1, type: 'enriched', at: world.now(), findings: {} }));
    for (const row of world.table.all()) {
      const unknown = { version: 2, type: 'alarm', at: START };
      if (row.sk === 'EVENT#000001') await world.table.put({ ...row, event: unknown }, equals('sk', row.sk));
      if (row.sk === 'HEAD') await world.table.put({ ...row, first: unknown }, equals('sk', row.sk));
    }
    expect(await world.ledger.change(id, () => note('k', world.now()))).toBeUndefined();
    const next = await world.at(1).alarm('shop', 'slow', 'ALARM');
    expect(next.id).not.toBe(id);
    expect(next.state).toMatchObject({ members: ['shop'], revision: 1 });
  });
});

describe('an incident that opens', () => {
  it('lives by the rules that the response stack sets then', async () => {
    const world = new LedgerWorld({ quietMs: 5 * 60_000 });
    const { id } = await world.alarm('shop', 'fast', 'ALARM');
    const later = new Ledger(world.table, () => world.now(), { quietMs: 1 });
    expect((await later.record(world.at(1).alarmSignal('shop', 'slow', 'ALARM'))).outcome).toBe('recorded');
    expect(await later.state(id)).toMatchObject({ rules: { quietMs: 5 * 60_000 } });
  });
});

describe('incidents that came before', () => {
  /** One incident of `shop` after the other, each sealed a day and a half after it began. */
  async function history(count: number) {
    const world = new LedgerWorld();
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const start = index * 3 * DAY;
      ids.push((await world.at(start).alarm('shop', 'fast', 'ALARM')).id);
      await world.at(start + 5).alarm('shop', 'fast', 'OK');
      for (const minute of [90, 200, 200 + DAY]) await world.at(start + minute).pass('shop');
    }
    return { world, ids };
  }

  it('are found newest first, back to a moment', async () => {
    const { world, ids } = await history(4);
    const all = await world.ledger.earlierIncidents(groupOf('shop'), ids[3]!, 0);
    expect(all.map(({ id }) => id)).toEqual([ids[2], ids[1], ids[0]]);
    const since = all[1]!.state.openedAt;
    const some = await world.ledger.earlierIncidents(groupOf('shop'), ids[3]!, since);
    expect(some.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    expect(await world.ledger.earlierIncidents(groupOf('shop'), ids[1]!, 0)).toMatchObject([{ id: ids[0] }]);
    expect(await world.ledger.earlierIncidents(groupOf('shop'), ids[0]!, 0)).toEqual([]);
  });

  it('are ten at most', async () => {
    const { world, ids } = await history(13);
    const found = await world.ledger.earlierIncidents(groupOf('shop'), ids[12]!, 0);
    expect(found.map(({ id }) => id)).toEqual(ids.slice(2, 12).reverse());
  });

  it('are not those of other groups', async () => {
    const { world } = await history(1);
    const other = await world.alarm('storefront', 'fast', 'ALARM');
    expect(await world.ledger.earlierIncidents(other.group, other.id, 0)).toEqual([]);
  });
});

test('neighbours are the incidents of a stage that people follow and that go on', async () => {
  const world = new LedgerWorld();
  const open = await world.alarm('shop', 'fast', 'ALARM');
  await world.alarm('search', 'fast', 'ALARM', { shadow: true });
  await world.alarm('stock', 'fast', 'ALARM');
  await world.at(1).alarm('stock', 'fast', 'OK');
  await world.at(200).pass('stock');
  const merged = await world.alarm('storefront', 'fast', 'ALARM');
  await world.merge(merged.id, open.id);
  expect((await world.ledger.neighbours('prod')).map(({ id }) => id)).toEqual([open.id]);
  expect(await world.ledger.neighbours('staging')).toEqual([]);
});
