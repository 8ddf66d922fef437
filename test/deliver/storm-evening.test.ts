import { act } from '../../lambda/act/act';
import { commandOf } from '../../lambda/act/callback-command';
import { bring } from '../../lambda/deliver/bring';
import { Deliveries } from '../../lambda/ledger/deliveries';
import { pagerdutyTarget } from '../../lambda/targets/pagerduty';
import { FakePagerDuty } from '../../lib/local/fakes/pagerduty';
import { decide, pending } from '../../lib/model/incident';
import { MINUTE, START } from '../support/incidents';
import { groupOf, LedgerWorld } from '../support/ledger';

const KEY = '0123456789abcdef0123456789abcdef';
const SERVICES = ['a', 'b', 'c', 'd', 'e', 'f'];
const PAGER = { name: 'pager', kind: 'pagerduty', audience: 'engineers', pager: true } as const;
const PEOPLE = { answer: true, awaitNews: false, workTickets: true, pager: true };

/** Six services break at once, and one pager is there for all: ledger, clock, pager and what is said at it. */
describe('a storm of six over one pager', () => {
  const world = new LedgerWorld();
  const now = () => world.now();
  const deliveries = new Deliveries(world.table, now, 65_000);
  let pagerduty: FakePagerDuty;
  let first: string;
  beforeAll(async () => {
    for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(console, level).mockReturnValue();
    pagerduty = await FakePagerDuty.start(now);
    pagerduty.tokens = new Set([KEY]);
    await Promise.all(SERVICES.map(burn));
    first = pagerduty.tickets()[0]!.id;
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await pagerduty.stop();
  });

  const calls = () => pagerduty.tickets().map(({ id, state, comments }) => [id, state, comments.length]);

  it('calls once, and writes the others down under that call', () => {
    expect(calls()).toEqual([[first, 'Triggered', 5]]);
  });

  it('is left alone while somebody is on it', async () => {
    world.at(3);
    await pagerduty.acknowledge(first);
    expect(await said('acknowledged')).toMatchObject({ outcome: 'done' });
    await until(24);
    expect(calls()).toEqual([[first, 'Acknowledged', 5]]);
  });

  it('calls once for the other five a minute after somebody resolved it while they burn', async () => {
    world.at(25);
    await pagerduty.change(first, { state: 'closed' });
    expect(await said('closed')).toMatchObject({ outcome: 'done' });
    await until(54);
    expect(calls()).toEqual([
      [first, 'Resolved', 5],
      [expect.stringMatching(/-2$/), 'Triggered', 4],
    ]);
  });

  it('calls once more, by a new key, for what was resolved and burns 30 minutes later', async () => {
    await until(90);
    expect(calls().slice(2)).toEqual([[first.replace(/-1$/, '-2'), 'Triggered', 0]]);
  });

  it('does not take the end of the first call for that of the second, however late it is told', async () => {
    expect(await said('closed')).toEqual({ ignored: 'it is another object' });
  });

  async function burn(service: string): Promise<void> {
    await world.ledger.record(world.alarmSignal(service, 'evidence', 'ALARM'));
    const { id } = await world.ledger.pageTogether(await world.alarm(service, 'fast', 'ALARM'), [PAGER]);
    await deliver(id);
  }

  async function until(minute: number): Promise<void> {
    while (now() < START + minute * MINUTE) {
      world.at((now() - START) / MINUTE + 1);
      await Promise.all(SERVICES.map(pass));
    }
  }

  /** As `reconcile` does once a minute. */
  async function pass(service: string): Promise<void> {
    const found = await world.ledger.advance(groupOf(service), async (state, incident) => {
      for (const due of pending(state, now(), PEOPLE)) {
        const event = decide(
          due,
          due.questions.map(() => ({ requests: 1e3, usual: 1e3 })),
        );
        if (event !== undefined) return event;
      }
      return world.ledger.pageApart(incident, state);
    });
    await deliver((await world.ledger.pageTogether(found!, [PAGER])).id);
  }

  async function deliver(incident: string): Promise<void> {
    const config = { ...PAGER, settings: { apiUrl: pagerduty.url } };
    await bring({
      incident,
      targetName: 'pager',
      audience: 'engineers',
      target: pagerdutyTarget({ config, secret: async () => ({ routingKey: KEY }), timeoutMs: 1000 }),
      state: world.ledger.state(incident).then((state) => state!),
      unreachable: Promise.resolve([]),
      deliveries,
      admit: async () => undefined,
      now,
    });
  }

  /** At the first call, whenever. */
  async function said(type: 'acknowledged' | 'closed') {
    const [, incident = ''] = /^slo-(.*)-1$/.exec(first)!;
    const about = {
      id: `${type} at ${now()}`,
      target: 'pager',
      object: first,
      incident,
      at: now(),
      by: { name: 'Sam' },
    };
    const records = {
      ledger: world.ledger,
      deliveries,
      stage: 'prod',
      pagers: new Set(['pager']),
      support: new Set<string>(),
      now,
    };
    const meant = await commandOf({ version: 1, source: 'cdk-slo.callback', ...about, says: { type } }, records);
    const actors = { ledger: world.ledger, targets: [PAGER], answer: async () => undefined, now };
    return 'request' in meant ? act(meant.request, { ...actors, tell: ({ id }) => deliver(id) }) : meant;
  }
});
