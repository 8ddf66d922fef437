import assert from 'node:assert/strict';
import { bring, type Delivery, type Outcome, type Told } from '../../../lambda/deliver/bring';
import { Health } from '../../../lambda/deliver/health';
import { observed } from '../../../lambda/deliver/observed';
import { Breakers } from '../../../lambda/ledger/breakers';
import { Deliveries, type NoteRow, type ObjectRow } from '../../../lambda/ledger/deliveries';
import { createTarget } from '../../../lambda/targets';
import type { Target } from '../../../lambda/targets/target';
import type { FakeObject, FakeVendor } from '../../../lib/local/fakes/server';
import { FakeSlack } from '../../../lib/local/fakes/slack';
import type { IncidentEvent } from '../../../lib/model/contracts/incident-event';
import type { Breaker } from '../../../lib/model/delivery/breaker';
import { ID, LEASE_MS } from '../../support/delivery';
import { type Fault, FaultyProxy } from '../../support/faulty-proxy';
import { alarm, deed, incident, START, timer } from '../../support/incidents';
import { MemoryTable } from '../../support/memory-table';
import { Patience } from '../../support/patience';
import type { Kind } from '../kinds';
import { rowsOf } from '../rows';
import { Overheard } from './overheard';
import type { Row } from './row';
import { SecretStore } from './secret-store';

/** Revision at which the incident is resolved; one comes after it. */
export const END = 6;
/** The last one of an incident that goes on. */
export const BURNING = 4;
const TIMEOUT_MS = 8000;
const MOST_TRIES = 80;
const BETWEEN_SECONDS = 60;
const PROMISE = 'Your order goes through.';
const AUDIENCE = 'engineers';

/** A page, a second SLO, both clear, quiet, the end, and a cause that somebody names afterwards. */
function eventsOf(promise: string): IncidentEvent[] {
  const entry = { promise };
  return [
    alarm(0, 'fast', 'ALARM', { reading: 300, entry }),
    alarm(3, 'fast', 'ALARM', { slo: 'preview', reading: 120, entry }),
    alarm(30, 'fast', 'OK', { entry }),
    alarm(31, 'fast', 'OK', { slo: 'preview', entry }),
    timer(95, 'mitigated'),
    timer(160, 'resolved'),
    deed(165, 'causeNamed', { cause: { tag: 'data', text: 'A lock.' } }),
  ];
}

/** One delivery as it was tried, with the calls that it cost. */
export interface Try {
  readonly revision: number;
  readonly outcome: Outcome;
  readonly calls: readonly string[];
}

interface EveningProps extends Pick<Row, 'promise'> {
  /** The same evening without a fault. */
  readonly usual?: readonly Try[];
}

export type Write = 'create' | 'edit' | 'note';

/**
 * One incident at one target, as `deliver` brings it there: the real work on the real rows of the ledger, with the real breaker, in front of a
 * vendor that keeps its rules, through a network that spoils calls. The clock waits as the queue would.
 */
export class Evening {
  readonly tries: Try[] = [];
  readonly secrets: SecretStore;
  /** Of the incident, in its log's order. */
  readonly events: readonly IncidentEvent[];
  /** Highest revision that was told. */
  revision = 0;
  readonly #target: Target;
  readonly #table = new MemoryTable();
  readonly #breakers: Breakers;
  readonly #health: Health;
  readonly #deliveries: Deliveries;
  readonly #overheard = new Overheard();
  readonly #patience = new Patience();
  readonly #due: { readonly at: number; readonly what: () => void }[] = [];
  readonly #usual: readonly Try[];
  #now = START;

  private constructor(
    readonly kind: Kind,
    readonly vendor: FakeVendor,
    readonly network: FaultyProxy,
    clock: { now: () => number },
    { promise = PROMISE, usual = [] }: EveningProps,
  ) {
    this.events = eventsOf(promise);
    this.#usual = usual;
    network.onStuck = () => this.#patience.end();
    const now = () => this.#now;
    clock.now = now;
    this.secrets = new SecretStore(kind, now);
    vendor.tokens = new Set([this.secrets.token]);
    this.#breakers = new Breakers(this.#table, 'prod', now);
    this.#deliveries = new Deliveries(this.#table, now, LEASE_MS);
    this.#health = new Health(this.#breakers, 'prod', () => 0);
    this.#target = observed(this.#targetAt(network.url), (call, result) =>
      this.#health.observe(kind.kind, call, result),
    );
  }

  static async start(kind: Kind, props: EveningProps = {}): Promise<Evening> {
    const clock = { now: () => START };
    const vendor = await kind.fake(() => clock.now());
    const network = await FaultyProxy.start(vendor.url);
    return new Evening(kind, vendor, network, clock, props);
  }

  /** The same target with no network between, for who looks at what is there. */
  get looker(): Target {
    return this.#targetAt(this.vendor.url);
  }

  #targetAt(url: string): Target {
    const { kind } = this.kind;
    const settings = this.kind.settings(url, FakeSlack.CHANNEL);
    const config = { name: kind, kind, audience: AUDIENCE, secretArn: 'arn', settings } as const;
    const { factory = createTarget } = this.kind;
    return factory({ config, secret: (fresh) => this.secrets.values(fresh), timeoutMs: TIMEOUT_MS });
  }

  now(): number {
    return this.#now;
  }

  pass(seconds: number): void {
    this.#now += seconds * 1000;
    for (const { at, what } of this.#due.splice(0)) {
      if (at <= this.#now) what();
      else this.#due.push({ at, what });
    }
  }

  after(seconds: number, what: () => void): void {
    this.#due.push({ at: this.#now + seconds * 1000, what });
  }

  /** The writes that this kind makes. */
  get writes(): readonly Write[] {
    const { can } = rowsOf(this.kind);
    return (['create', 'edit', 'note'] as const).filter((write) => write === 'create' || can(write));
  }

  /** Tells all revisions before the next one whose delivery makes that write, and says which it is. */
  async before(write: Write): Promise<number> {
    const { revision } = this.#next(write);
    await this.until(revision - 1);
    return revision;
  }

  /** The next call of that kind suffers this. A note may be written where its delivery wrote the edit before: that one passes. */
  spoil(call: keyof Kind['calls'], fault: Fault): void {
    const when = this.kind.calls[call];
    const alike = call === 'note' ? this.#next('note').calls.filter((made) => when.test(made)).length : 1;
    this.network.next(when, fault, Math.max(0, alike - 1));
  }

  /** Tells that revision, whose delivery must have met everything that was planned for it. */
  async suffer(revision: number): Promise<void> {
    await this.until(revision);
    this.assertStruck();
  }

  /** A fault that waits would strike some other call. */
  assertStruck(): void {
    assert.equal(this.network.planned, 0, 'the fault did not happen');
  }

  #next(write: Write): Try {
    const next = this.#usual.find(
      ({ revision, outcome, calls }) =>
        revision > this.revision && 'writes' in outcome && outcome.writes.includes(write) && calls.length > 0,
    );
    assert(next !== undefined, `an evening without faults has no other ${write}`);
    return next;
  }

  /** One try, as one function makes it. */
  async to(revision: number, change: Partial<Delivery> = {}): Promise<Outcome> {
    const before = this.network.calls.length;
    const outcome = await this.#bring(revision, change);
    this.revision = Math.max(this.revision, revision);
    this.tries.push({ revision, outcome, calls: this.network.calls.slice(before) });
    return outcome;
  }

  /** As often as the queue brings the request back. */
  async tell(revision: number): Promise<Told> {
    let outcome = await this.to(revision);
    for (let tries = 1; 'retryAfterSeconds' in outcome; tries += 1) {
      const { reason, why, retryAfterSeconds } = outcome;
      assert(tries < MOST_TRIES, `revision ${revision}: tried ${tries} times, and it still waits: ${reason}, ${why}`);
      this.pass(retryAfterSeconds);
      outcome = await this.to(revision);
    }
    return outcome;
  }

  /** Tells all revisions that have not been told yet, one a minute. */
  async until(revision: number): Promise<void> {
    while (this.revision < revision) {
      if (this.revision > 0) this.pass(BETWEEN_SECONDS);
      await this.tell(this.revision + 1);
    }
  }

  /** Lets the time pass after which somebody looks for duplicates, and an end is told again. */
  async settle(): Promise<void> {
    for (const seconds of [301, 3600]) {
      this.pass(seconds);
      await this.tell(this.revision);
    }
  }

  /** What the ledger knows. */
  async rows(): Promise<{ object?: ObjectRow; notes: NoteRow[] }> {
    return this.#deliveries.rows(ID, this.kind.kind);
  }

  async breaker(): Promise<Breaker | undefined> {
    const fresh = new Breakers(this.#table, 'prod', () => this.#now);
    return (await fresh.all()).get(this.kind.kind);
  }

  /** What people find there, the incident's first object. */
  object(): FakeObject {
    const [object] = this.vendor.objects();
    assert(object !== undefined, 'there is no object');
    return object;
  }

  /** All that was said and stored, as text. */
  said(): string {
    return [this.#overheard.lines, this.#table.all(), this.tries.map(({ outcome }) => outcome)]
      .map((what) => JSON.stringify(what))
      .join('\n');
  }

  async stop(): Promise<void> {
    this.#overheard.stop();
    this.#patience.stop();
    this.network.stop();
    await this.vendor.stop();
  }

  async #bring(revision: number, change: Partial<Delivery>): Promise<Outcome> {
    const { kind } = this.kind;
    try {
      return await bring({
        incident: ID,
        targetName: kind,
        audience: AUDIENCE,
        target: this.#target,
        state: Promise.resolve(incident(...this.events.slice(0, revision))),
        unreachable: this.#breakers.all().then(() => []),
        deliveries: this.#deliveries,
        admit: (placeAt) => this.#health.admit(change.targetName ?? kind, placeAt),
        now: () => this.#now,
        ...change,
      });
    } catch (error) {
      // The handler says it, and the queue brings the request again.
      console.error((error as Error).stack);
      return { retryAfterSeconds: 10, reason: 'failed', why: (error as Error).message };
    }
  }
}
