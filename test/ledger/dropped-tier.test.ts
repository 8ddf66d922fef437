import { Ledger, type Signal } from '../../lambda/ledger/ledger';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import { fallbackEntry } from '../../lib/model/incident/fallback';
import type { Group } from '../../lib/model/names';
import { entry } from '../support/entries';
import { alarm, deletion, MINUTE, START } from '../support/incidents';
import { MemoryTable } from '../support/memory-table';

const GROUP: Group = { account: '111122223333', region: 'eu-west-3', stage: 'prod', service: 'shop' };
const ticketsOnly = entry({ tiers: entry().tiers.filter(({ urgency }) => urgency === 'ticket') });
const withoutAlarms = entry({ tiers: [], evidence: false, noData: false, noAlarms: 'nobody asks at night' });

/** An incident of two tiers, one of which is deleted while it fires; by then the catalogue says this. */
async function afterDeletion(catalogue: CatalogueEntry) {
  const ledger = new Ledger(new MemoryTable(), () => START + 10 * MINUTE);
  const record = (event: object, of: CatalogueEntry) => {
    const { entry: _, ...bare } = event as { entry?: unknown };
    return ledger.record({ group: GROUP, entry: of, event: bare as Signal['event'] });
  };
  await record(alarm(0, 'fast', 'ALARM'), entry());
  await record(alarm(1, 'ticket', 'ALARM'), entry());
  const recorded = await record(deletion(5, 'fast'), catalogue);
  if (recorded.outcome !== 'recorded') throw new Error(recorded.outcome);
  return recorded.incident.state;
}

describe('an alarm that is deleted while it fires', () => {
  it.each([
    ['whose SLO has other tiers now: they speak for it', ticketsOnly, ['orders/ticket']],
    ['whose SLO was declared without alarms: nothing waits for it', withoutAlarms, ['orders/ticket']],
  ])('%s', async (_, catalogue, registers) => {
    const state = await afterDeletion(catalogue);
    expect(Object.keys(state.registers)).toEqual(registers);
    expect(state.milestones.map(({ kind }) => kind)).not.toContain('alarmDeleted');
  });

  it.each([
    ['that the SLO still names', entry()],
    [
      'of an SLO that has no entry any more: what stands in for it decides nothing',
      { ...fallbackEntry('prod', 'orders'), tiers: [] },
    ],
  ])('%s is a question for people', async (_, catalogue) => {
    const state = await afterDeletion(catalogue);
    expect(state.registers['orders/fast']).toMatchObject({ firing: true, gone: true });
    expect(state.milestones.at(-1)).toMatchObject({ kind: 'alarmDeleted', alarm: 'fast' });
  });
});

test('an SLO whose whole stack is deleted is told to the incident of its service, though its entry is gone', async () => {
  const ledger = new Ledger(new MemoryTable(), () => START + 10 * MINUTE);
  const { entry: _, ...fires } = alarm(0, 'fast', 'ALARM') as { entry?: unknown };
  await ledger.record({ group: GROUP, entry: entry(), event: fires as Signal['event'] });
  const standIn = { group: { ...GROUP, service: 'orders' }, entry: fallbackEntry('prod', 'orders') };
  const recorded = await ledger.record({ ...standIn, event: deletion(5, 'fast') as Signal['event'] });
  if (recorded.outcome !== 'recorded') throw new Error(recorded.outcome);
  expect(recorded.incident.group).toEqual(GROUP);
  expect(recorded.incident.state.milestones.at(-1)).toMatchObject({ kind: 'alarmDeleted' });
  expect(recorded.incident.state.objectives.orders).toEqual(entry());
});
