import { type FakeAnswer, type FakeCall, startServer } from './server';

/** What all vendors have in common: an address, tokens that are good, look-ups that may lag, and a clock. */
export abstract class Fake {
  url = '';
  tokens: ReadonlySet<string> = new Set();
  isStale = false;
  isArchived = false;
  /** What time it is for the vendor: epoch milliseconds. */
  protected readonly now: () => number;
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

  stop(): Promise<void> {
    return this.#stop();
  }

  protected abstract take(call: FakeCall): FakeAnswer;
}
