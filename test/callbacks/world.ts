import { type Acted, act } from '../../lambda/act/act';
import { commandOf, type Meant } from '../../lambda/act/callback-command';
import { callbackDoor } from '../../lambda/callbacks/door';
import { listenersOf } from '../../lambda/callbacks/listeners';
import { Deliveries, type ObjectRow } from '../../lambda/ledger/deliveries';
import { type CallbackKindName, parseCallback } from '../../lib/model/contracts/callback';
import type { SomeRules } from '../../lib/model/contracts/incident-rules';
import { queueJson } from '../../lib/model/queue-json';
import { doorEvent, type Knock, openDoor } from '../support/door-event';
import { LedgerWorld } from '../support/ledger';
import { KINDS, VENDORS } from './vendors';

export const SECRET = 'signing-secret';

/** The path is the name of the target, which is that of its kind here. */
export interface Sent extends Omit<Knock, 'body'> {
  readonly body: string | Buffer;
}

/** The door, the queue behind it, and a worker on a real ledger, with one target of each kind that tells us what people do. */
export class CallbackWorld {
  readonly ledger: LedgerWorld;
  readonly #deliveries: Deliveries;
  readonly queue: string[] = [];
  readonly told: string[] = [];
  /** How often somebody came to the door, let in or not. */
  knocks = 0;
  secrets: Record<string, unknown> = { signingSecret: SECRET };
  isQueueDown = false;
  isSecretGone = false;
  /** Names of the targets where support reads along. */
  support: ReadonlySet<string> = new Set();
  readonly #door;

  /** @param settings of the targets, where they are not those of the documented examples */
  constructor(
    rules: SomeRules = {},
    settings: Readonly<Partial<Record<CallbackKindName, Record<string, string>>>> = {},
  ) {
    this.ledger = new LedgerWorld(rules);
    this.#deliveries = new Deliveries(this.ledger.table, () => this.now, 60_000);
    const targets = KINDS.map((kind) => ({
      name: kind,
      kind,
      audience: 'engineers' as const,
      settings: settings[kind] ?? VENDORS[kind].settings,
      callbacks: { secretArn: `arn:${kind}` },
    }));
    const values = async () => {
      if (this.isSecretGone) throw new Error('The secret store is down');
      return this.secrets as Record<string, string>;
    };
    const record = async (callback: unknown) => {
      if (this.isQueueDown) throw new Error('The queue is down');
      this.queue.push(queueJson(callback));
    };
    const now = () => this.now;
    this.#door = callbackDoor({ listeners: listenersOf(targets, { values }, now), record, now });
  }

  get now(): number {
    return this.ledger.now();
  }

  /** An incident that burns, with its object at each of the targets. */
  async open(service = 'shop'): Promise<string> {
    const { id } = await this.ledger.alarm(service, 'fast', 'ALARM');
    for (const kind of KINDS) await this.deliver(id, kind, { ref: { id: VENDORS[kind].object(id) }, phase: 'done' });
    return id;
  }

  /** Somebody worked at a target, and wrote down what he did; the lease is given back. */
  async deliver(incident: string, target: CallbackKindName, change: Partial<ObjectRow>): Promise<void> {
    const lease = await this.#deliveries.lease(incident, target);
    if (typeof lease === 'number') throw new Error('somebody holds the lease');
    await this.#deliveries.save({ ...lease.object, leaseUntil: 0, ...change } as ObjectRow);
  }

  /** The door on this computer, until the test ends it. */
  listen(): ReturnType<typeof openDoor> {
    return openDoor((knock) => this.send(knock));
  }

  async send({ headers, body, ...sent }: Sent): Promise<number> {
    this.knocks += 1;
    const typed = { 'content-type': 'application/json; charset=utf-8', ...headers };
    const { statusCode } = await this.#door(doorEvent({ ...sent, headers: typed, body: Buffer.from(body) }));
    return statusCode!;
  }

  /** As the vendor sends it, signed now. */
  tell(
    kind: CallbackKindName,
    body: object | string,
    change: Partial<Sent> & { secret?: string } = {},
  ): Promise<number> {
    const { secret = SECRET, ...sent } = change;
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const headers = { ...VENDORS[kind].headers(bytes, secret, this.now), ...sent.headers };
    return this.send({ path: kind, body: bytes, ...sent, headers });
  }

  /** What the worker makes of everything on the queue. */
  async work(): Promise<(Acted | Exclude<Meant, { request: unknown }>)[]> {
    const outcomes = [];
    for (const message of this.queue.splice(0)) {
      const { ledger } = this.ledger;
      const pagers = new Set(['pagerduty']);
      const records = {
        ledger,
        deliveries: this.#deliveries,
        stage: 'prod',
        pagers,
        support: this.support,
        now: () => this.now,
      };
      const meant = await commandOf(parseCallback(message), records);
      outcomes.push('request' in meant ? await act(meant.request, this.#actors) : meant);
    }
    return outcomes;
  }

  async state(incident: string) {
    return (await this.ledger.ledger.state(incident))!;
  }

  get #actors() {
    return {
      ledger: this.ledger.ledger,
      targets: KINDS.map((name) => ({ name, pager: name === 'pagerduty' })),
      tell: async ({ id }: { readonly id: string }) => void this.told.push(id),
      answer: async () => undefined,
      now: () => this.now,
    };
  }
}
