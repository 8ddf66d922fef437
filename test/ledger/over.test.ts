import { Ledger, type Signal } from '../../lambda/ledger/ledger';
import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import { alarmSignalKey } from '../../lib/model/names';
import { entry } from '../support/entries';
import { MINUTE, START } from '../support/incidents';
import { MemoryTable } from '../support/memory-table';
import { Killed, type Turn } from '../support/schedule';

const GROUP = { account: '111122223333', region: 'eu-west-3', stage: 'prod', service: 'shop' };
const DAY = 24 * 60 * MINUTE;

function signal(alarm: string, value: AlarmValue, at: number): Signal {
  const key = alarmSignalKey(`arn:aws:cloudwatch:eu-west-3:111122223333:alarm:slo/prod/orders/${alarm}`, value, at);
  return { group: GROUP, entry: entry(), event: { version: 1, type: 'alarm', key, slo: 'orders', alarm, value, at } };
}

/** Dies after its first operation took effect. */
function shortLife(): Turn {
  let operations = 0;
  return async (operation) => {
    if (operations > 0) throw new Killed();
    operations += 1;
    return operation();
  };
}

describe('an incident that is over', () => {
  it('is not opened again by a breach whose first worker died: the breach opens the next incident when it is told again', async () => {
    const table = new MemoryTable();
    let now = START;
    const ledger = new Ledger(table, () => now);
    await ledger.record(signal('fast', 'ALARM', now));
    await ledger.record(signal('fast', 'OK', now + MINUTE));
    for (const type of ['mitigated', 'resolved'] as const)
      await ledger.advance(GROUP, async ({ revision, status }) =>
        status === type || revision > 3 ? undefined : { version: 1, type, at: now },
      );
    now += DAY + MINUTE;
    const breach = signal('fast', 'ALARM', now);
    await expect(new Ledger(table.seenBy(shortLife()), () => now).record(breach)).rejects.toThrow(Killed);
    const evidence = signal('evidence', 'ALARM', now);
    await ledger.record(evidence);
    const again = await ledger.record(evidence);
    expect(again).toMatchObject({ outcome: 'recorded', duplicate: true, incident: { state: { status: 'resolved' } } });
    const told = await ledger.record(breach);
    expect(told).toMatchObject({ outcome: 'recorded', incident: { state: { status: 'open', members: ['orders'] } } });
    expect((told as { incident: { id: string } }).incident.id).not.toBe(
      (again as { incident: { id: string } }).incident.id,
    );
  });
});
