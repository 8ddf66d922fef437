import { commandOf } from '../../../lambda/act/callback-command';
import { callbackDoor } from '../../../lambda/callbacks/door';
import { listenersOf } from '../../../lambda/callbacks/listeners';
import { FakeSlack } from '../../../lib/local/fakes/slack';
import { type Callback, parseCallback } from '../../../lib/model/contracts/callback';
import type { CommandRequest } from '../../../lib/model/contracts/command';
import { ID } from '../../support/delivery';
import { doorEvent, type Knock, openDoor } from '../../support/door-event';
import { incident } from '../../support/incidents';
import { groupOf } from '../../support/ledger';
import type { Evening } from './evening';

/** A request as it came in: what somebody could spoil and play again. */
export type Recording = Pick<Knock, 'headers' | 'body'>;

const SIGNING_SECRET = 'signing-secret-of-the-evening';

/** The function that the vendor of an evening tells what happens there, and the worker behind it. */
export class Ear {
  /** Everything that the vendor ever sent. */
  readonly recordings: Recording[] = [];
  /** Later than the evening by so much, for who plays something again. */
  laterMs = 0;
  readonly #queue: Callback[] = [];
  readonly #evening: Evening;
  readonly #door;
  #close = () => {};

  private constructor(evening: Evening) {
    this.#evening = evening;
    const { kind } = evening.kind;
    const settings = evening.kind.settings('http://127.0.0.1', FakeSlack.CHANNEL);
    const callbacks = { secretArn: 'arn:signing' };
    const config = { name: kind, kind, audience: 'engineers' as const, settings, callbacks };
    const now = () => evening.now() + this.laterMs;
    const secrets = { values: async () => ({ signingSecret: SIGNING_SECRET }) };
    const record = async (callback: Callback) => void this.#queue.push(parseCallback(JSON.stringify(callback)));
    this.#door = callbackDoor({ listeners: listenersOf([config], secrets, now), record, now });
  }

  static async open(evening: Evening): Promise<Ear> {
    const ear = new Ear(evening);
    const { url, stop } = await openDoor((recording) => {
      ear.recordings.push(recording);
      return ear.hear(recording);
    });
    ear.#close = stop;
    evening.vendor.callbacks = { url: `${url}/${evening.kind.kind}`, signingSecret: SIGNING_SECRET };
    return ear;
  }

  async hear({ headers, body }: Recording, base64 = false): Promise<number> {
    const event = doorEvent({ path: this.#evening.kind.kind, headers, body, base64 });
    return (await this.#door(event)).statusCode!;
  }

  /** What the worker makes of all that was let in. */
  async commands(): Promise<CommandRequest[]> {
    const { events, revision } = this.#evening;
    const state = incident(...events.slice(0, revision));
    const group = groupOf('shop');
    const ledger = {
      active: async () => [group],
      current: async () => ({ id: ID }),
      state: async () => state,
    };
    const deliveries = { rows: () => this.#evening.rows() };
    const records = {
      ledger,
      deliveries,
      stage: 'prod',
      pagers: new Set<string>(),
      support: new Set<string>(),
      now: () => this.#evening.now(),
    };
    const meant = await Promise.all(this.#queue.splice(0).map((callback) => commandOf(callback, records)));
    return meant.flatMap((one) => ('request' in one ? [one.request] : []));
  }

  close(): void {
    this.#close();
  }
}
