import { type FakeAnswer, type FakeCall, startServer } from './server';

/** What all vendors have in common: an address, tokens that are good, look-ups that may lag, a clock, and what they are still telling. */
export abstract class Fake {
  url = '';
  tokens: ReadonlySet<string> = new Set();
  isStale = false;
  isArchived = false;
  /** What time it is for the vendor: epoch milliseconds. */
  protected readonly now: () => number;
  readonly #telling = new Set<Promise<void>>();
  #stop = async () => {};

  constructor(now: () => number) {
    this.now = now;
  }

  /** Takes calls from now on. */
  async listen(): Promise<this> {
    const server = await startServer((call) => this.take(call));
    this.url = server.url;
    this.#stop = () => server.stop();
    return this;
  }

  /** Everything that webhooks are to tell has been told: of what we do, they tell beside the answer to our call. */
  async told(): Promise<void> {
    while (this.#telling.size > 0) await Promise.all(this.#telling);
  }

  async stop(): Promise<void> {
    await this.told();
    await this.#stop();
  }

  /** That nobody takes it is nobody's trouble here. */
  protected tells(telling: Promise<void>): Promise<void> {
    const ended = telling.catch(() => undefined).finally(() => this.#telling.delete(ended));
    this.#telling.add(ended);
    return ended;
  }

  protected abstract take(call: FakeCall): FakeAnswer;
}
