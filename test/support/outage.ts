import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FaultyProxy } from './faulty-proxy';
import { World } from './world';

type Mode = 'up' | 'unavailable' | 'refusing';

/** The door of a vendor: open, answering 503 to everything, or not there. */
export class Outage {
  readonly #vendor: string;
  #server!: Server;
  #port = 0;
  #mode: Mode = 'up';
  /** Calls that found somebody who said no. */
  turnedAway = 0;

  private constructor(vendor: string) {
    this.#vendor = vendor;
  }

  static async before(vendor: string): Promise<Outage> {
    const outage = new Outage(vendor);
    await outage.#listen();
    return outage;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async set(mode: Mode): Promise<void> {
    const before = this.#mode;
    this.#mode = mode;
    if (mode === 'refusing') await this.stop();
    else if (before === 'refusing') await this.#listen();
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #listen(): Promise<void> {
    this.#server = createServer(async (incoming, outgoing) => {
      if (this.#mode === 'unavailable') {
        this.turnedAway += 1;
        outgoing.writeHead(503).end();
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
      const { host: _h, connection: _c, 'content-length': _l, 'transfer-encoding': _t, ...headers } = incoming.headers;
      const answer = await fetch(`${this.#vendor}${incoming.url}`, {
        method: incoming.method ?? 'GET',
        headers: headers as Record<string, string>,
        redirect: 'manual',
        ...body,
      });
      outgoing.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
      outgoing.end(Buffer.from(await answer.arrayBuffer()));
    });
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }
}

/** A world whose vendors have such doors, in front of everything else that may happen to a call. */
export async function worldWithDoors(assembly: Parameters<typeof World.start>[0]) {
  const doors: Outage[] = [];
  const start = FaultyProxy.start.bind(FaultyProxy);
  const spy = jest.spyOn(FaultyProxy, 'start').mockImplementation(async (vendor) => {
    const proxy = await start(vendor);
    const door = await Outage.before(proxy.url);
    doors.push(door);
    Object.defineProperty(proxy, 'url', { get: () => door.url });
    return proxy;
  });
  const world = await World.start(assembly);
  spy.mockRestore();
  const [slack, github] = doors as [Outage, Outage];
  return {
    world,
    slack,
    github,
    async stop() {
      await world.stop();
      await Promise.all(doors.map((door) => door.set('up').then(() => door.stop())));
    },
  };
}
