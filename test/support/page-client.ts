import type { Changes } from '../../lib/local/page/feed';
import type { PageCommand } from '../../lib/local/page/server';
import type { PageState } from '../../lib/local/page/state';

/** A browser without a screen: reads the server-sent events of a page and holds its state. */
export class PageClient {
  readonly #url: string;
  readonly #abort = new AbortController();
  readonly #waiting = new Set<() => void>();
  /** Names of the events in the order in which they came. */
  readonly events: string[] = [];
  ended = false;
  state!: PageState;

  private constructor(url: string) {
    this.#url = url;
  }

  /** Resolves with the first snapshot. */
  static async connect(url: string): Promise<PageClient> {
    const client = new PageClient(url);
    const response = await fetch(`${url}/events`, { signal: client.#abort.signal });
    void client.#read(response.body!).catch(() => undefined);
    await client.until(() => client.state !== undefined);
    return client;
  }

  /** @throws Error when the events end before */
  async until(fulfilled: (state: PageState) => boolean): Promise<void> {
    while (!(this.state !== undefined && fulfilled(this.state))) {
      if (this.ended) throw new Error('the events have ended');
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  async send(command: PageCommand): Promise<void> {
    const headers = { 'content-type': 'application/json', origin: this.#url };
    await fetch(`${this.#url}/commands`, { method: 'POST', headers, body: JSON.stringify(command) });
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of body) {
        text += decoder.decode(chunk, { stream: true });
        const frames = text.split('\n\n');
        text = frames.pop() ?? '';
        // One by one: who waits for a state sees it, however many came while this process was kept waiting.
        for (const frame of frames) {
          this.#take(frame);
          this.#wake();
          await new Promise(setImmediate);
        }
      }
    } finally {
      this.ended = true;
      this.#wake();
    }
  }

  #take(frame: string): void {
    const fields = new Map(frame.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
    const event = fields.get('event');
    if (event === undefined) return;
    this.events.push(event);
    const data = JSON.parse(fields.get('data')!);
    if (event === 'snapshot') this.state = data;
    else {
      const { samplesFrom, ...changes } = data as Changes;
      const samples = changes.samples && [...this.state.samples.slice(0, samplesFrom), ...changes.samples];
      this.state = { ...this.state, ...changes, ...(samples === undefined ? {} : { samples }) };
    }
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
