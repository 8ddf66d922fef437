import { Breakers } from '../../lambda/ledger/breakers';
import type { Observation } from '../../lib/model/delivery/breaker';
import { MemoryTable } from '../support/memory-table';
import { Schedule } from '../support/schedule';

const failed: Observation = { kind: 'failed' };
const START = Date.parse('2026-11-14T20:00:00Z');

function setting() {
  let now = START;
  const operations: string[] = [];
  const table = new MemoryTable(async (operation) => {
    operations.push(String(operation));
    return operation();
  });
  const worker = () => new Breakers(table, 'prod', () => now);
  return {
    table,
    operations,
    worker,
    now: () => now,
    pass(seconds: number) {
      now += seconds * 1000;
    },
  };
}

async function fail(breakers: Breakers, times = 3): Promise<void> {
  for (let time = 0; time < times; time += 1) await breakers.observe('chat', failed);
}

describe('breakers in the ledger', () => {
  it('cost one read for all targets, and no write while all is well', async () => {
    const { table, operations, worker } = setting();
    const breakers = worker();
    await Promise.all([breakers.all(), breakers.all()]);
    for (const target of ['chat', 'tickets']) {
      expect(await breakers.admit(target)).toBeUndefined();
      await breakers.observe(target, { kind: 'answered' });
    }
    expect(operations).toHaveLength(1);
    expect(table.all()).toEqual([]);
  });

  it('are shared: what one worker learns, the others know within seconds', async () => {
    const { worker, pass } = setting();
    const [one, other] = [worker(), worker()];
    expect(await other.admit('chat')).toBeUndefined();
    await fail(one);
    pass(3);
    expect(await other.admit('chat')).toMatchObject({ reason: 'breakerOpen', seconds: 27 });
    expect(await other.admit('tickets')).toBeUndefined();
  });

  it('pause everybody for as long as one was told to wait', async () => {
    const { worker, pass } = setting();
    await worker().observe('chat', { kind: 'limited', seconds: 60 });
    const other = worker();
    const holding = await other.admit('chat');
    expect(holding).toMatchObject({ reason: 'paused', seconds: 60 });
    expect(await worker().admit('chat')).toMatchObject({ reason: 'paused', seconds: 62 });
    pass(60);
    expect(await other.admit('chat', holding!.placeAt)).toBeUndefined();
  });

  it('close with the first answer, for everybody', async () => {
    const { worker, pass } = setting();
    const one = worker();
    await fail(one);
    pass(31);
    expect(await one.admit('chat')).toBeUndefined();
    await one.observe('chat', { kind: 'answered' });
    expect(await worker().admit('chat')).toBeUndefined();
    expect((await worker().all()).get('chat')).toMatchObject({ failures: 0, trips: 0 });
  });

  it('lose no failure, and let exactly one probe through, however workers interleave (300 random schedules)', async () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      let now = START;
      const table = new MemoryTable();
      const schedule = new Schedule(seed, 0);
      for (let worker = 0; worker < 3; worker += 1)
        schedule.spawn((turn) => new Breakers(table.seenBy(turn), 'prod', () => now).observe('chat', failed));
      await schedule.run();
      expect((await new Breakers(table, 'prod', () => now).all()).get('chat')).toMatchObject({ failures: 3, trips: 1 });

      now += 30_000;
      const probing = new Schedule(seed, 0);
      const admitted: boolean[] = [];
      for (let worker = 0; worker < 4; worker += 1)
        probing.spawn(async (turn) => {
          admitted.push((await new Breakers(table.seenBy(turn), 'prod', () => now).admit('chat')) === undefined);
        });
      await probing.run();
      expect(admitted.filter((isAdmitted) => isAdmitted)).toHaveLength(1);
    }
  });
});
