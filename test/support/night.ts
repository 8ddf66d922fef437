import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { act } from '../../lambda/act/act';
import { commandOf } from '../../lambda/act/callback-command';
import { type Ask, askTargets } from '../../lambda/ask-targets';
import { callbackDoor } from '../../lambda/callbacks/door';
import { listenersOf } from '../../lambda/callbacks/listeners';
import { bring, type Outcome } from '../../lambda/deliver/bring';
import { awaited, postpone } from '../../lambda/deliver/later';
import { Breakers } from '../../lambda/ledger/breakers';
import { Deliveries } from '../../lambda/ledger/deliveries';
import type { Incident } from '../../lambda/ledger/ledger';
import { type Advance, advanceWith } from '../../lambda/reconcile/advance';
import { Sweeper } from '../../lambda/reconcile/sweep';
import { createTarget } from '../../lambda/targets';
import type { Target } from '../../lambda/targets/target';
import { FakeJira } from '../../lib/local/fakes/jira';
import { FakePagerDuty } from '../../lib/local/fakes/pagerduty';
import { startServer } from '../../lib/local/fakes/server';
import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import { type Callback, parseCallback } from '../../lib/model/contracts/callback';
import type { Command } from '../../lib/model/contracts/command';
import type { SomeRules } from '../../lib/model/contracts/incident-rules';
import type { TargetConfig } from '../../lib/model/contracts/target-config';
import type { IncidentState } from '../../lib/model/incident';
import { queueJson } from '../../lib/model/queue-json';
import { jira as JIRA } from '../conformance/kinds/jira';
import { FakeTarget } from './fake-target';
import { MINUTE, START } from './incidents';
import { groupOf, LedgerWorld } from './ledger';

const TOKEN = 'token';
const KEY = '0123456789abcdef0123456789abcdef';
const SECRET = 'signing-secret';
const MOST_ROUNDS = 20;

interface Message {
  readonly ask: Ask;
  visibleAt: number;
}

/**
 * What one night is for who is on call: services that break, a channel with buttons, tickets in Jira and a pager that both tell us what
 * people do there, and the clock. Ledger, passes, deliveries, door and worker are the real ones; queues and table are in memory.
 */
export class Night {
  readonly world: LedgerWorld;
  readonly chat: FakeTarget;
  /** Deliveries are switched on, as `reconcile` knows it, and as `deliver` does. */
  isOn = true;
  isDeliverOn = true;
  /** Whether what people do at the other side reaches us. */
  isHeard = true;
  readonly #services = new Set<string>();
  readonly #deliveries: Deliveries;
  readonly #targets: readonly TargetConfig[];
  readonly #built = new Map<string, Target>();
  readonly #advance: Advance;
  readonly #asked = new Map<string, number>();
  readonly #knocking: Promise<unknown>[] = [];
  #messages: Message[] = [];
  #callbacks: Callback[] = [];

  private constructor(
    readonly jira: FakeJira,
    readonly pager: FakePagerDuty,
    readonly door: { readonly url: string; stop(): Promise<void> },
    rules: SomeRules,
    now: () => number,
  ) {
    this.world = new LedgerWorld(rules);
    this.chat = new FakeTarget(now);
    const { table, ledger } = this.world;
    this.#deliveries = new Deliveries(table, now, 65_000);
    const callbacks = { secretArn: 'arn' };
    const audience = 'engineers' as const;
    this.#targets = [
      { name: 'chat', kind: 'chat', audience, settings: { actions: 'on' } },
      { name: 'tickets', kind: 'jira', audience, settings: JIRA.settings(jira.url, TOKEN), callbacks },
      { name: 'pager', kind: 'pagerduty', audience, pager: true, settings: { apiUrl: pager.url }, callbacks },
    ];
    const [, ...vendors] = this.#targets;
    this.#built.set('chat', this.chat);
    for (const config of vendors) {
      const values: Record<string, string> = config.pager ? { routingKey: KEY } : JIRA.secret(TOKEN);
      this.#built.set(config.name, createTarget({ config, secret: async () => values, timeoutMs: 2000 }));
    }
    const breakers = new Breakers(table, 'prod', now);
    const ask = async (asks: readonly Ask[]) => this.#enqueue(asks);
    this.#advance = advanceWith({
      ledger,
      sweeper: new Sweeper({ stage: 'prod', targets: this.#targets, deliveries: this.#deliveries, breakers, ask, now }),
      targets: this.#targets,
      tell: (incident) => this.#tell(incident),
      enrich: async () => undefined,
      count: async (_, { kind }) => (kind === 'bad' ? { bad: 1 } : { requests: 1e3, usual: 1e3 }),
      now,
    });
  }

  static async start(rules: SomeRules = {}): Promise<Night> {
    for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(console, level).mockReturnValue();
    let night: Night | undefined;
    const now = () => night?.world?.now() ?? START;
    const door = await startServer((call) => {
      night!.#knock(call.path, call.text, call.headers as Record<string, string>);
      return { status: 200, body: {} };
    });
    const [jira, pager] = await Promise.all([FakeJira.start(now), FakePagerDuty.start(now)]);
    jira.tokens = new Set([TOKEN]);
    pager.tokens = new Set([KEY]);
    jira.callbacks = { url: `${door.url}/tickets`, signingSecret: SECRET };
    pager.callbacks = { url: `${door.url}/pager`, signingSecret: SECRET };
    night = new Night(jira, pager, door, rules, now);
    return night;
  }

  async stop(): Promise<void> {
    await Promise.all([this.jira.stop(), this.pager.stop(), this.door.stop()]);
    jest.restoreAllMocks();
  }

  /** @returns id of the service's incident */
  async alarm(service: string, value: AlarmValue = 'ALARM', alarms = ['evidence', 'fast']): Promise<string> {
    this.#services.add(service);
    let id = '';
    for (const alarm of alarms) {
      const recorded = await this.world.ledger.record(this.world.alarmSignal(service, alarm, value));
      if (recorded.outcome !== 'recorded') continue;
      id = recorded.incident.id;
      await this.#tell(await this.world.ledger.pageTogether(recorded.incident, this.#targets));
    }
    await this.#drain();
    return id;
  }

  /** Dana presses a button in the channel. */
  async press(incident: string, command: Command) {
    const at = this.world.now();
    const by = { name: 'Dana' };
    const id = `${command.type} ${incident} ${at}`;
    const acted = await act({ version: 1, id, incident, at, by, via: 'chat', command }, this.#actors);
    await this.#drain();
    return acted;
  }

  /** What somebody did at the other side has been told and acted on. */
  async heard(): Promise<void> {
    await this.pager.told();
    await Promise.all(this.#knocking.splice(0));
    await this.#drain();
  }

  /** Minute by minute. */
  async until(minute: number): Promise<void> {
    while (this.world.now() < START + minute * MINUTE) {
      this.world.at((this.world.now() - START) / MINUTE + 1);
      for (const service of this.#services) await this.#advance(groupOf(service), undefined, this.isOn);
      await this.#drain();
    }
  }

  /** Calls that ring or were answered, and are not over. */
  rings(): readonly string[] {
    return this.pager.tickets().flatMap(({ id, state }) => (state === 'Resolved' ? [] : [`${id} ${state}`]));
  }

  /** State of each ticket by its title. */
  tickets(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.jira.tickets().map(({ title, state }) => [title, state]));
  }

  async state(incident: string): Promise<IncidentState> {
    return (await this.world.ledger.state(incident))!;
  }

  get #actors() {
    const now = () => this.world.now();
    const tell = (incident: Incident) => this.#tell(incident);
    return { ledger: this.world.ledger, targets: this.#targets, tell, answer: async () => undefined, now };
  }

  #knock(rawPath: string, body: string, headers: Record<string, string>): void {
    if (!this.isHeard) return;
    const now = () => this.world.now();
    const values = async () => ({ signingSecret: SECRET });
    const record = async (callback: Callback) => void this.#callbacks.push(parseCallback(queueJson(callback)));
    const open = callbackDoor({ listeners: listenersOf(this.#targets.slice(1), { values }, now), record, now });
    const requestContext = { http: { method: 'POST' } };
    this.#knocking.push(open({ rawPath, requestContext, headers, body } as unknown as LambdaFunctionURLEvent));
  }

  /** As `askTargets` does, into a queue that forgets the second of two with one id within five minutes. */
  async #tell(incident: Incident): Promise<void> {
    const send = async ({ input }: { readonly input: { readonly Entries: readonly Record<string, string>[] } }) => {
      this.#enqueue(
        input.Entries.map((sent) => ({ request: JSON.parse(sent.MessageBody!), id: sent.MessageDeduplicationId! })),
      );
      return {};
    };
    await askTargets({ send } as never, 'queue', incident, this.#targets);
  }

  #enqueue(asks: readonly Ask[]): void {
    const now = this.world.now();
    for (const ask of asks) {
      if (now - (this.#asked.get(ask.id) ?? Number.NEGATIVE_INFINITY) < 5 * MINUTE) continue;
      this.#asked.set(ask.id, now);
      this.#messages.push({ ask, visibleAt: now });
    }
  }

  async #drain(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await this.#work();
      const due = this.#messages.filter(({ visibleAt }) => visibleAt <= this.world.now());
      if (due.length === 0) return;
      for (const message of due) {
        const outcome = this.isDeliverOn ? await this.#deliver(message.ask) : { writes: [] };
        if ('retryAfterSeconds' in outcome) message.visibleAt = this.world.now() + outcome.retryAfterSeconds * 1000;
        else this.#messages = this.#messages.filter((other) => other !== message);
      }
    }
  }

  /** As the worker behind the door does. */
  async #work(): Promise<void> {
    const { ledger } = this.world;
    const pagers = new Set(['pager']);
    const now = () => this.world.now();
    const records = { ledger, deliveries: this.#deliveries, stage: 'prod', pagers, support: new Set<string>(), now };
    for (const callback of this.#callbacks.splice(0)) {
      const meant = await commandOf(callback, records);
      if ('waits' in meant) this.#callbacks.push(callback);
      if ('request' in meant) await act(meant.request, this.#actors);
    }
  }

  async #deliver({ request }: Ask): Promise<Outcome> {
    const later = { ask: async (asks: readonly Ask[]) => this.#enqueue(asks), now: () => this.world.now() };
    if (request.notBefore !== undefined) return awaited(request, later);
    const outcome = await bring({
      incident: request.incident,
      targetName: request.target,
      audience: 'engineers',
      target: this.#built.get(request.target)!,
      state: this.state(request.incident),
      unreachable: Promise.resolve([]),
      deliveries: this.#deliveries,
      admit: async () => undefined,
      now: later.now,
    });
    const isPaced = 'retryAfterSeconds' in outcome && outcome.reason === 'paced';
    const seconds = 'retryAfterSeconds' in outcome ? outcome.retryAfterSeconds : outcome.againAfterSeconds;
    const isLater = seconds !== undefined && (isPaced || !('retryAfterSeconds' in outcome));
    return isLater ? postpone(request, seconds, later) : outcome;
  }
}
