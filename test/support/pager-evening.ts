import { type Actors, act } from '../../lambda/act/act';
import { commandOf } from '../../lambda/act/callback-command';
import { bring } from '../../lambda/deliver/bring';
import { Deliveries } from '../../lambda/ledger/deliveries';
import { pagerdutyTarget } from '../../lambda/targets/pagerduty';
import { FakePagerDuty } from '../../lib/local/fakes/pagerduty';
import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import type { SomeRules } from '../../lib/model/contracts/incident-rules';
import { decide, pending } from '../../lib/model/incident';
import { MINUTE, START } from './incidents';
import { groupOf, LedgerWorld } from './ledger';

const KEY = '0123456789abcdef0123456789abcdef';
const PAGER = { name: 'pager', kind: 'pagerduty', audience: 'engineers', pager: true } as const;
const PEOPLE = { answer: true, awaitNews: false, workTickets: true, pager: true };

/** Services, one pager for all of them, and the clock: ledger and pager, and what is said at the pager and in Slack. */
export class PagerEvening {
  readonly world: LedgerWorld;
  readonly #deliveries: Deliveries;
  readonly #actors: Actors;

  private constructor(
    readonly services: readonly string[],
    readonly pagerduty: FakePagerDuty,
    world: LedgerWorld,
  ) {
    this.world = world;
    const now = () => world.now();
    this.#deliveries = new Deliveries(world.table, now, 65_000);
    const tell = ({ id }: { readonly id: string }) => this.#tell(id);
    this.#actors = { ledger: world.ledger, targets: [PAGER], answer: async () => undefined, tell, now };
  }

  static async start(services: readonly string[], rules: SomeRules = {}): Promise<PagerEvening> {
    for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(console, level).mockReturnValue();
    const world = new LedgerWorld(rules);
    const pagerduty = await FakePagerDuty.start(() => world.now());
    pagerduty.tokens = new Set([KEY]);
    return new PagerEvening(services, pagerduty, world);
  }

  async stop(): Promise<void> {
    jest.restoreAllMocks();
    await this.pagerduty.stop();
  }

  /** The first page tier of the service, and its evidence. */
  async alarm(service: string, value: AlarmValue): Promise<void> {
    const { ledger } = this.world;
    await ledger.record(this.world.alarmSignal(service, 'evidence', value));
    const recorded = await ledger.record(this.world.alarmSignal(service, 'fast', value));
    if (recorded.outcome === 'recorded') await this.#tell((await ledger.pageTogether(recorded.incident, [PAGER])).id);
  }

  /** Minute by minute. */
  async until(minute: number): Promise<void> {
    while (this.world.now() < START + minute * MINUTE) {
      this.world.at((this.world.now() - START) / MINUTE + 1);
      await Promise.all(this.services.map((service) => this.#pass(service)));
    }
  }

  /** A person at the pager, who is heard by callback. */
  async atPager(object: string, type: 'acknowledged' | 'closed') {
    const { ledger } = this.world;
    const now = () => this.world.now();
    const [, incident = ''] = /^slo-(.*)-\d+$/.exec(object)!;
    const about = {
      id: `${type} ${object} ${now()}`,
      target: 'pager',
      object,
      incident,
      at: now(),
      by: { name: 'Sam' },
    };
    const pagers = new Set(['pager']);
    const records = { ledger, deliveries: this.#deliveries, stage: 'prod', pagers, support: new Set<string>(), now };
    const meant = await commandOf({ version: 1, source: 'cdk-slo.callback', ...about, says: { type } }, records);
    return 'request' in meant ? act(meant.request, this.#actors) : meant;
  }

  /** A person in Slack. */
  async inSlack(incident: string, type: 'acknowledge' | 'mitigated') {
    const at = this.world.now();
    const by = { name: 'Dana' };
    return act({ version: 1, id: `${type} ${at}`, incident, at, by, via: 'chat', command: { type } }, this.#actors);
  }

  /** As `reconcile` does once a minute. */
  async #pass(service: string): Promise<void> {
    const { ledger } = this.world;
    const now = this.world.now();
    const found = await ledger.advance(groupOf(service), async (state, incident) => {
      const traffic = { requests: 1e3, usual: 1e3 };
      for (const due of pending(state, now, PEOPLE)) {
        const event = decide(
          due,
          due.questions.map(({ kind }) => (kind === 'bad' ? { bad: 1 } : traffic)),
        );
        if (event !== undefined) return event;
      }
      return ledger.pageApart(incident, state);
    });
    if (found === undefined) return;
    await this.#tell((await ledger.pageTogether(found, [PAGER])).id);
    await ledger.retire(found);
  }

  /** A pager hears of nobody who never woke anybody. */
  async #tell(incident: string): Promise<void> {
    const state = (await this.world.ledger.state(incident))!;
    if (state.cycles === 0) return;
    const config = { ...PAGER, settings: { apiUrl: this.pagerduty.url } };
    await bring({
      incident,
      targetName: 'pager',
      audience: 'engineers',
      target: pagerdutyTarget({ config, secret: async () => ({ routingKey: KEY }), timeoutMs: 8000 }),
      state: Promise.resolve(state),
      unreachable: Promise.resolve([]),
      deliveries: this.#deliveries,
      admit: async () => undefined,
      now: () => this.world.now(),
    });
  }
}
