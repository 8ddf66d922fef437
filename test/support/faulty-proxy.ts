import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to one call: the vendor gets it and its answer is lost, or the vendor never gets it. */
export type Fault =
  | { readonly kind: 'commitThenDrop' }
  /** Longer than anybody waits. */
  | { readonly kind: 'commitThenSilence' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    };

/** Stands between functions and a vendor and spoils the calls that match, once per planned fault. */
export class FaultyProxy {
  readonly #target: string;
  readonly #server: Server;
  readonly #plan: { readonly when: RegExp; readonly fault: Fault }[] = [];
  /** `METHOD path` of every call. */
  readonly calls: string[] = [];

  private constructor(target: string) {
    this.#target = target;
    this.#server = createServer((incoming, outgoing) => void this.#pass(incoming, outgoing));
  }

  static async start(target: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The next call that matches suffers this. */
  next(when: RegExp, fault: Fault): void {
    this.#plan.push({ when, fault });
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const call = `${incoming.method} ${incoming.url}`;
    this.calls.push(call);
    const planned = this.#plan.findIndex(({ when }) => when.test(call));
    const fault = planned < 0 ? undefined : this.#plan.splice(planned, 1)[0]!.fault;
    const body = await bytes(incoming);
    if (fault?.kind === 'status') {
      outgoing.writeHead(fault.status, fault.headers).end(fault.body ?? '');
      return;
    }
    const url = new URL(incoming.url ?? '/', this.#target);
    const headers = { ...incoming.headers, host: url.host };
    const forwarded = request(url, { method: incoming.method, headers }, (answer) => {
      if (fault?.kind === 'commitThenSilence') {
        answer.resume();
        return;
      }
      if (fault?.kind === 'commitThenDrop') {
        answer.resume().on('end', () => outgoing.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy()).end(body);
  }
}

async function bytes(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
