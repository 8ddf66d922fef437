import { Deliveries } from '../../lambda/ledger/deliveries';
import { RETENTION_DAYS } from '../../lambda/ledger/items';
import { Ledger, type Recorded, type Signal } from '../../lambda/ledger/ledger';
import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import { alarmSignalKey, incidentId } from '../../lib/model/names';
import { entry } from '../support/entries';
import { MINUTE, START, timer } from '../support/incidents';
import { MemoryTable } from '../support/memory-table';

const DAY = 24 * 60 * MINUTE;
const GROUP = { account: '111122223333', region: 'eu-west-3', stage: 'prod', service: 'shop' };
const [FIRST, SECOND] = [incidentId(GROUP, 1), incidentId(GROUP, 2)];

/** A ledger over a table that forgets as DynamoDB does. */
function setting() {
  let now = START;
  const table = new MemoryTable();
  const ledger = new Ledger(table, () => now);
  const deliveries = new Deliveries(table, () => now, 65_000);
  const pass = (ms: number) => {
    now += ms;
    table.expire(now);
  };
  const hear = (alarm: string, value: AlarmValue): Promise<Recorded> => {
    const key = alarmSignalKey(`arn:aws:cloudwatch:eu-west-3:111122223333:alarm:slo/prod/orders/${alarm}`, value, now);
    const event: Signal['event'] = { version: 1, type: 'alarm', key, slo: 'orders', alarm, value, at: now };
    return ledger.record({ group: GROUP, entry: entry(), event });
  };
  /** Mitigated, resolved, sealed; and the pointer learns of it. */
  const finish = async () => {
    for (const type of ['mitigated', 'resolved', 'sealed'] as const) {
      let asked = false;
      const incident = await ledger.advance(GROUP, async () => {
        if (asked) return undefined;
        asked = true;
        return timer(0, type);
      });
      await ledger.retire(incident!);
    }
  };
  const rows = (prefix: string) => table.all().filter(({ sk }) => sk.startsWith(prefix));
  return { table, ledger, deliveries, pass, hear, finish, rows };
}

describe('the ledger', () => {
  it('keeps what happened and what was told for 400 days after it was written, and pointers for ever', async () => {
    const { ledger, deliveries, pass, hear, rows } = setting();
    await hear('fast', 'ALARM');
    pass(MINUTE);
    await hear('slow', 'ALARM');
    const lease = await deliveries.lease(FIRST, 'incidents');
    if (typeof lease === 'number') throw new Error('the lease is held');
    const note = { fence: 1, marker: 'm', from: 1, to: 2, intentAt: 0, lookUps: 0 };
    await deliveries.saveNote(FIRST, 'incidents', { ...note, phase: 'done' });
    pass(2 * MINUTE);
    await deliveries.save(deliveries.release({ ...lease.object, phase: 'done' }));

    const days = ({ expiresAt }: Record<string, unknown>, minute: number) =>
      ((expiresAt as number) * 1000 - START - minute * MINUTE) / DAY;
    expect(rows('EVENT#').map((row, minute) => days(row, minute))).toEqual([RETENTION_DAYS, RETENTION_DAYS]);
    expect(rows('DELIV#incidents#object').map((row) => days(row, 3))).toEqual([RETENTION_DAYS]);
    expect(rows('DELIV#incidents#note').map((row) => days(row, 1))).toEqual([RETENTION_DAYS]);
    expect(rows('HEAD').map(({ expiresAt }) => expiresAt)).toEqual([undefined]);

    pass((RETENTION_DAYS + 1) * DAY);
    expect([...rows('EVENT#'), ...rows('DELIV#'), ...rows('RECEIPT')]).toEqual([]);
    expect(await ledger.active('prod')).toEqual([GROUP]);
  });

  it('opens a new incident after years of quiet, although nothing is left of the last one but its pointer', async () => {
    const { ledger, pass, hear, finish } = setting();
    await hear('fast', 'ALARM');
    await finish();
    pass(2 * RETENTION_DAYS * DAY);
    expect(await ledger.advance(GROUP, async () => timer(0, 'mitigated'))).toBeUndefined();
    expect(await hear('fast', 'OK')).toEqual({ outcome: 'noted' });
    const recorded = await hear('fast', 'ALARM');
    expect(recorded).toMatchObject({ outcome: 'recorded', duplicate: false, incident: { id: SECOND } });
    expect(await ledger.state(FIRST)).toBeUndefined();
  });

  it('still knows what an incident is about that is open for longer than that', async () => {
    const { pass, hear } = setting();
    await hear('fast', 'ALARM');
    pass((RETENTION_DAYS - 10) * DAY);
    await hear('slow', 'ALARM');
    pass(20 * DAY);
    const recorded = await hear('ticket', 'ALARM');
    if (recorded.outcome !== 'recorded') throw new Error(`outcome: got ${recorded.outcome}`);
    const { id, state } = recorded.incident;
    expect(id).toBe(FIRST);
    expect(state).toMatchObject({ openedAt: START, revision: 3, members: ['orders'] });
    expect(state.objectives.orders?.promise).toBe('Your order goes through.');
  });
});
