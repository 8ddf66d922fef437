import { Ledger, type Signal } from '../../lambda/ledger/ledger';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import type { Group } from '../../lib/model/names';
import { entry } from '../support/entries';
import { alarm, deletion, MINUTE, START } from '../support/incidents';
import { MemoryTable } from '../support/memory-table';

const GROUP: Group = { account: '111122223333', region: 'eu-west-3', stage: 'prod', service: 'shop' };

function signal(event: object, catalogue: CatalogueEntry = entry()): Signal {
  const { entry: _, ...bare } = event as { entry?: unknown };
  return { group: GROUP, entry: catalogue, event: bare as Signal['event'] };
}

function ledger() {
  const table = new MemoryTable();
  return { table, ledger: new Ledger(table, () => START + 10 * MINUTE) };
}

describe('a signal that is not admitted', () => {
  it('leaves nothing behind but what its alarm said, and may come again', async () => {
    const { table, ledger: kept } = ledger();
    const fires = signal(alarm(0, 'fast', 'ALARM'));
    expect(await kept.record(fires, async () => 'muted')).toEqual({ outcome: 'noted', why: 'muted' });
    expect(table.all().map(({ sk }) => sk)).toEqual(['ALARM#fast']);
    expect(await kept.record(fires)).toMatchObject({ outcome: 'recorded', duplicate: false });
  });

  it('does not join an open incident, whose other signals are taken', async () => {
    const { ledger: kept } = ledger();
    await kept.record(signal(alarm(0, 'fast', 'ALARM')));
    const steps: string[] = [];
    const refuse = async (step: string) => {
      steps.push(step);
      return 'muted';
    };
    expect(await kept.record(signal(alarm(1, 'slow', 'ALARM')), refuse)).toMatchObject({ outcome: 'noted' });
    expect(await kept.record(signal(alarm(2, 'fast', 'OK')), refuse)).toMatchObject({ outcome: 'recorded' });
    expect(await kept.record(signal(alarm(2, 'evidence', 'ALARM')), refuse)).toMatchObject({ outcome: 'recorded' });
    expect(steps).toEqual(['join']);
  });

  it('is not asked about when it is a repetition: its first try may have died before anybody was told', async () => {
    const { ledger: kept } = ledger();
    const fires = signal(alarm(0, 'fast', 'ALARM'));
    await kept.record(fires);
    expect(await kept.record(fires, async () => 'late')).toMatchObject({ outcome: 'recorded', duplicate: true });
  });
});

describe('a deleted alarm', () => {
  it('opens nothing, and what it last said is forgotten', async () => {
    const { table, ledger: kept } = ledger();
    await kept.record(signal(alarm(0, 'evidence', 'OK')));
    expect(await kept.record(signal(deletion(5, 'evidence')))).toEqual({ outcome: 'noted' });
    expect(table.all()).toMatchObject([{ sk: 'ALARM#evidence', value: 'INSUFFICIENT_DATA' }]);
  });

  it('is followed by its successor, whose catalogue entry travels with its first signal', async () => {
    const { ledger: kept } = ledger();
    const renamed = entry({
      tiers: entry().tiers.map((tier) => (tier.alarm === 'fast' ? { ...tier, alarm: 'quick' } : tier)),
    });
    await kept.record(signal(alarm(0, 'fast', 'ALARM')));
    await kept.record(signal(alarm(3, 'slow', 'ALARM'), renamed));
    await kept.record(signal(alarm(4, 'quick', 'ALARM'), renamed));
    const recorded = await kept.record(signal(deletion(5, 'fast'), renamed));
    if (recorded.outcome !== 'recorded') throw new Error(recorded.outcome);
    const { state, log } = recorded.incident;
    expect(Object.keys(state.registers).sort()).toEqual(['orders/quick', 'orders/slow']);
    expect(log.flatMap(({ n, event }) => (event?.type === 'alarm' && event.entry ? [n] : []))).toEqual([1, 3]);
  });
});

describe('an SLO that leaves shadow while its alarm fires', () => {
  const shadow = entry({ shadow: true });
  const fires = alarm(0, 'fast', 'ALARM');

  async function inShadow() {
    const { ledger: kept } = ledger();
    const recorded = await kept.record(signal(fires, shadow));
    expect(recorded).toMatchObject({
      outcome: 'recorded',
      incident: { state: { members: ['orders'], announced: [] } },
    });
    return kept;
  }

  it('is told of with its next signal, which brings the new entry', async () => {
    const kept = await inShadow();
    const recorded = await kept.record(signal(alarm(9, 'slow', 'ALARM')));
    expect(recorded).toMatchObject({ incident: { state: { announced: ['orders'], pages: 1 } } });
  });

  it('is told of with a repetition of its last signal, which tells nothing new otherwise', async () => {
    const kept = await inShadow();
    expect(await kept.record(signal(fires, shadow))).toMatchObject({ incident: { state: { announced: [] } } });
    const told = await kept.record(signal(fires));
    expect(told).toMatchObject({ duplicate: true, incident: { state: { announced: ['orders'], pages: 1 } } });
    const again = await kept.record(signal(fires));
    if (told.outcome !== 'recorded' || again.outcome !== 'recorded') throw new Error('not recorded');
    expect(again.incident.state.revision).toBe(told.incident.state.revision);
  });

  it('is left alone when its incident is over', async () => {
    const { table, ledger: kept } = ledger();
    await kept.record(signal(fires, shadow));
    await kept.advance(GROUP, async ({ sealed }) =>
      sealed ? undefined : { version: 1, type: 'sealed', at: START + 9 * MINUTE },
    );
    const before = table.all().length;
    expect(await kept.record(signal(fires))).toMatchObject({ duplicate: true });
    expect(table.all()).toHaveLength(before);
  });
});
