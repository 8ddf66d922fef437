import { turnOf } from '../../lambda/ledger/receipts';
import type { Item } from '../../lambda/ledger/table';
import { groupOf, LedgerWorld } from '../support/ledger';
import type { MemoryTable } from '../support/memory-table';

/** Rows as the version before wrote them: an incident's first event without its group, a receipt with the generation alone. */
async function asWrittenBefore(table: MemoryTable): Promise<void> {
  for (const item of table.all()) {
    const { group, incident, turn, ...rest } = item;
    const receipt: Item = { ...rest, generation: Math.floor(Number(turn) / turnOf(1)) };
    const before = item.sk === 'RECEIPT' ? receipt : item.sk === 'EVENT#000001' ? rest : item;
    await table.put(before, { kind: 'equals', attribute: 'sk', value: item.sk });
  }
}

describe('what the version before wrote', () => {
  it('an incident that was open during the deployment can be told things by its id, once its minute has passed', async () => {
    const world = new LedgerWorld();
    const { id } = await world.alarm('shop', 'fast', 'ALARM');
    await asWrittenBefore(world.table);
    await world.at(1).pass('shop');
    const told = await world.ledger.change(id, ({ revision }) =>
      revision > 1 ? undefined : { version: 1, type: 'reminded', at: world.now() },
    );
    expect(told).toMatchObject({ id, group: groupOf('shop'), state: { revision: 2 } });
  });

  it('a signal of an incident that is over since opens no other', async () => {
    const world = new LedgerWorld();
    const signal = world.alarmSignal('shop', 'fast', 'ALARM');
    const first = await world.ledger.record(signal);
    await world.at(1).alarm('shop', 'fast', 'OK');
    for (const minute of [100, 200, 2000, 2001]) await world.at(minute).pass('shop');
    await asWrittenBefore(world.table);
    expect(first.outcome).toBe('recorded');
    expect(await world.ledger.record(signal)).toMatchObject({ outcome: 'past' });
  });

  it('a signal whose worker died after the receipt, in an incident that is over since, opens the next', async () => {
    const world = new LedgerWorld();
    await world.alarm('shop', 'fast', 'ALARM');
    await world.at(1).alarm('shop', 'fast', 'OK');
    for (const minute of [100, 200, 2000, 2001]) await world.at(minute).pass('shop');
    const signal = world.at(2002).alarmSignal('shop', 'fast', 'ALARM');
    const receipt = { pk: `SIG#${signal.event.key}`, sk: 'RECEIPT', incident: '', turn: turnOf(1) };
    await world.table.put(receipt, { kind: 'absent' });
    await asWrittenBefore(world.table);
    expect(await world.ledger.record(signal)).toMatchObject({
      outcome: 'recorded',
      incident: { state: { status: 'open' } },
    });
    // DynamoDB refuses a condition on a value that does not exist; what was written must be whole again.
    const { incident, turn } = (await world.table.get(receipt.pk, receipt.sk)) as Item & Record<string, unknown>;
    expect([typeof incident, turn]).toEqual(['string', turnOf(2)]);
  });
});
