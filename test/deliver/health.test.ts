import { bring } from '../../lambda/deliver/bring';
import { Health } from '../../lambda/deliver/health';
import { observed } from '../../lambda/deliver/observed';
import { Breakers } from '../../lambda/ledger/breakers';
import { Deliveries } from '../../lambda/ledger/deliveries';
import { rejected, retryLater, unknown } from '../../lib/model/contracts/target-result';
import { FakeTarget } from '../support/fake-target';
import { alarm, incident, START } from '../support/incidents';
import { MemoryTable } from '../support/memory-table';

/** Some workers in front of one target; each has a memory of its own, as processes do. */
function setting() {
  let now = START;
  let operations = 0;
  const table = new MemoryTable(async (operation) => {
    operations += 1;
    return operation();
  });
  const target = new FakeTarget(() => now);
  const deliveries = new Deliveries(table, () => now, 65_000);
  const workers = [0, 1, 2].map(() => new Breakers(table, 'prod', () => now));
  const deliver = (id: string, breakers = workers[0]!) => {
    const health = new Health(breakers, 'prod', () => 0);
    return bring({
      incident: id,
      targetName: 'chat',
      audience: 'engineers',
      target: observed(target, (call, result) => health.observe('chat', call, result)),
      state: Promise.resolve(incident(alarm(0, 'fast', 'ALARM'))),
      unreachable: breakers.all().then(() => []),
      deliveries,
      admit: (placeAt) => health.admit('chat', placeAt),
      now: () => now,
    });
  };
  return {
    target,
    workers,
    deliver,
    operations: () => operations,
    now: () => now,
    pass(seconds: number) {
      now += seconds * 1000;
    },
  };
}

const ID = 'inc-0123456789ab';

describe('deliveries and the health of their target', () => {
  let write: jest.SpyInstance;
  beforeEach(() => {
    write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    jest.spyOn(console, 'error').mockImplementation();
  });
  afterEach(() => jest.restoreAllMocks());

  const published = () =>
    write.mock.calls.map(([line]) => {
      const { Target, Outcome, Reason, Deliveries: count } = JSON.parse(String(line));
      return [Target, Outcome, Reason, count];
    });

  it('cost one read more than the delivery itself when all is well', async () => {
    const { deliver, operations } = setting();
    expect(await deliver(ID)).toMatchObject({ writes: ['create'] });
    // Rows, lease, intent, confirmation; and the breakers.
    expect(operations()).toBe(4 + 1);
  });

  it('count every call with an outcome and a reason of closed sets', async () => {
    const { target, deliver, pass } = setting();
    target.plan.push(retryLater(30, 'serverError', '503'), unknown('timeout', 'no answer'));
    await deliver(ID);
    await deliver(ID);
    pass(15);
    await deliver(ID);
    expect(published()).toEqual([
      ['chat', 'retryLater', 'serverError', 1],
      ['chat', 'unknown', 'timeout', 1],
      ['chat', 'ok', 'none', 1],
    ]);
  });

  it('stop calling a target that failed three times, for all workers', async () => {
    const { target, workers, deliver, pass } = setting();
    target.isDown = () => true;
    for (const worker of workers) await deliver(ID, worker);
    expect(target.calls).toHaveLength(3);
    pass(3);
    for (const worker of workers)
      expect(await deliver(ID, worker)).toMatchObject({ reason: 'breakerOpen', retryAfterSeconds: 27 });
    expect(target.calls).toHaveLength(3);
  });

  it('go on although a look-up is forbidden, which says nothing of the target', async () => {
    const { target, workers, deliver, pass } = setting();
    const forbidden = rejected('auth', 'missing_scope');
    target.plan.push(unknown('network', 'reset'), forbidden, forbidden, forbidden);
    for (let outcome = await deliver(ID); 'retryAfterSeconds' in outcome; outcome = await deliver(ID))
      pass(outcome.retryAfterSeconds);
    expect(target.objects).toHaveLength(1);
    expect((await workers[1]!.all()).get('chat')).toMatchObject({ failures: 0, trips: 0 });
  });

  it('are not lost when the breaker cannot be stored', async () => {
    const { target, workers, deliver } = setting();
    jest.spyOn(workers[0]!, 'observe').mockRejectedValue(new Error('throttled'));
    expect(await deliver(ID)).toMatchObject({ writes: ['create'] });
    expect(target.objects).toHaveLength(1);
    expect(console.error).toHaveBeenCalledWith(expect.objectContaining({ message: 'breaker not updated' }));
  });

  it.each([40, 200])('of %i incidents run into a limit of one call a second seldom, and all arrive', async (count) => {
    const { target, workers, deliver, pass, now } = setting();
    let [free, refused] = [0, 0];
    const create = target.create.bind(target);
    target.create = async (document, mark) => {
      if (now() < free) {
        refused += 1;
        return retryLater(30, 'rateLimited', '429');
      }
      free = now() + 1000;
      return create(document, mark);
    };
    const due = new Map(Array.from({ length: count }, (_, n) => [`inc-${String(n).padStart(12, '0')}`, now()]));
    const tries = new Map<string, number>();
    for (let turn = 0; due.size > 0; turn += 1) {
      const [id, at] = [...due].sort(([, a], [, b]) => a - b)[0]!;
      pass(Math.max(0, (at - now()) / 1000));
      tries.set(id, (tries.get(id) ?? 0) + 1);
      const outcome = await deliver(id, workers[turn % workers.length]);
      if ('retryAfterSeconds' in outcome) due.set(id, now() + outcome.retryAfterSeconds * 1000);
      else due.delete(id);
    }
    expect(target.objects).toHaveLength(count);
    expect(refused).toBeLessThanOrEqual(workers.length);
    expect(Math.max(...tries.values())).toBeLessThanOrEqual(4);
    expect(now() - START).toBeLessThanOrEqual((60 + 2 * count) * 1000);
  });
});
