import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { steadyServer } from './steady-server';

/** Answers one request; what it throws is a bug. */
export type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** An HTTP server that this computer alone reaches, on a port of the system's choice. */
export class LoopbackServer {
  readonly #server: Server;

  private constructor(serve: Serve) {
    this.#server = steadyServer((request, response) => void serve(request, response));
  }

  static async start(serve: Serve): Promise<LoopbackServer> {
    const server = new LoopbackServer(serve);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  /** `127.0.0.1:<port>` */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.address}`;
  }

  /** Whoever waits for an answer gets none. */
  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** The whole body; nothing when whoever asked was gone before it was complete. */
export function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  return buffer(request).catch(() => undefined);
}
