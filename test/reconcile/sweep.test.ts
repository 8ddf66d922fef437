import type { Ask } from '../../lambda/ask-targets';
import { Breakers } from '../../lambda/ledger/breakers';
import { Deliveries } from '../../lambda/ledger/deliveries';
import { Sweeper } from '../../lambda/reconcile/sweep';
import { alarm, incident, MINUTE, START } from '../support/incidents';
import { MemoryTable } from '../support/memory-table';

const GROUP = { account: '111122223333', region: 'eu-west-3', stage: 'prod', service: 'shop' };
const INCIDENT = { id: 'inc-0123456789ab', group: GROUP, state: incident(alarm(0, 'fast', 'ALARM')), log: [] };

function setting() {
  let now = START + 10 * MINUTE;
  let operations = 0;
  const table = new MemoryTable(async (operation) => {
    operations += 1;
    return operation();
  });
  const asked: Ask[] = [];
  const deliveries = new Deliveries(table, () => now, 65_000);
  const breakers = new Breakers(table, 'prod', () => now);
  const sweeper = new Sweeper({
    stage: 'prod',
    targets: [
      { name: 'incidents', kind: 'slack' },
      { name: 'tickets', kind: 'github' },
    ],
    deliveries,
    breakers,
    ask: async (asks) => void asked.push(...asks),
    now: () => now,
  });
  const settle = async (target: string, change = {}) => {
    const lease = await deliveries.lease(INCIDENT.id, target);
    if (typeof lease === 'number') throw new Error('the lease is held');
    await deliveries.save({ ...lease.object, leaseUntil: 0, phase: 'done', settledRevision: 1, ...change });
  };
  return {
    asked,
    breakers,
    sweeper,
    settle,
    operations: () => operations,
    pass(minutes: number) {
      now += minutes * MINUTE;
    },
  };
}

describe('the sweeper', () => {
  beforeEach(() => jest.spyOn(console, 'warn').mockImplementation());
  afterEach(() => jest.restoreAllMocks());

  it('asks for what was never begun and leaves alone what is up to date, with two reads', async () => {
    const { sweeper, settle, asked, operations } = setting();
    await settle('tickets');
    const before = operations();
    await sweeper.sweep(INCIDENT);
    expect(operations() - before).toBe(2);
    expect(asked.map(({ request }) => request)).toEqual([
      { version: 1, incident: INCIDENT.id, target: 'incidents', revision: 1 },
    ]);
    expect(console.warn).toHaveBeenCalledWith(expect.objectContaining({ target: 'incidents', why: 'missing' }));
  });

  it('asks once in five minutes, with an id that SQS has not seen', async () => {
    const { sweeper, settle, asked, pass } = setting();
    await settle('tickets');
    for (let minute = 0; minute < 10; minute += 1) {
      await sweeper.sweep(INCIDENT);
      pass(1);
    }
    expect(asked).toHaveLength(10);
    const ids = new Set(asked.map(({ id }) => id));
    expect(ids.size).toBe(2);
    expect(ids).not.toContain(`${INCIDENT.id}#incidents#r1`);
  });

  it('lets go of an incident when everybody has heard its end, however long that takes, but for days', async () => {
    const { sweeper, settle, pass } = setting();
    await settle('tickets');
    expect(await sweeper.isTold(INCIDENT)).toBe(false);
    await settle('incidents', { settledRevision: 0 });
    expect(await sweeper.isTold(INCIDENT)).toBe(false);
    await settle('incidents', { endAgainAt: START + 11 * MINUTE });
    expect(await sweeper.isTold(INCIDENT)).toBe(false);
    await settle('incidents', { endAgainAt: 0, checks: [START + 60 * MINUTE] });
    expect(await sweeper.isTold(INCIDENT)).toBe(false);
    await settle('incidents', { checks: [] });
    expect(await sweeper.isTold(INCIDENT)).toBe(true);
    await settle('incidents', { settledRevision: 0 });
    pass(4 * 24 * 60 + 1);
    expect(await sweeper.isTold(INCIDENT)).toBe(true);
  });

  it('asks again for an end that a place has not heard', async () => {
    const { sweeper, settle, asked } = setting();
    await settle('tickets');
    await settle('incidents', { settledRevision: 0 });
    await sweeper.sweep({ ...INCIDENT, state: { ...INCIDENT.state, sealed: true } });
    expect(asked.map(({ request }) => request.target)).toEqual(['incidents']);
  });

  it('lets the others know when a target becomes unreachable, and when it is back', async () => {
    const { sweeper, settle, asked, breakers, pass } = setting();
    await settle('incidents');
    await settle('tickets');
    for (let time = 0; time < 3; time += 1) await breakers.observe('incidents', { kind: 'failed' });
    await sweeper.sweep(INCIDENT);
    expect(asked.map(({ request }) => request.target)).toEqual(['tickets']);
    const since = (await breakers.all()).get('incidents')!.failingSince;
    await settle('tickets', { notice: `Slack@${since}` });
    await sweeper.sweep(INCIDENT);
    expect(asked).toHaveLength(1);
    pass(1);
    await breakers.observe('incidents', { kind: 'answered' });
    await sweeper.sweep(INCIDENT);
    expect(asked.map(({ request }) => request.target)).toEqual(['tickets', 'tickets']);
    expect(asked[1]!.id).not.toBe(asked[0]!.id);
  });

  it('publishes how many breakers are open, zero included', async () => {
    const { sweeper, breakers, pass } = setting();
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    await sweeper.measureBreakers();
    for (let time = 0; time < 3; time += 1) await breakers.observe('tickets', { kind: 'failed' });
    pass(1);
    await sweeper.measureBreakers();
    const published = write.mock.calls.map(([line]) => JSON.parse(String(line)).OpenBreakers);
    write.mockRestore();
    expect(published).toEqual([0, 1]);
  });
});
