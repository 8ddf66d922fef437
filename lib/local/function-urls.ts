import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { functionUrlEvent, functionUrlResponse } from './function-url-format';
import type { InvocationResult } from './lambda/function-process';

/** Invokes a function by its name, now. */
export type Invoke = (functionName: string, event: object) => Promise<InvocationResult>;

/** Every function URL of a stack on one port of this computer: each has a path of its own where AWS gives it a host. */
export class FunctionUrls {
  readonly #server: Server;
  /** Name of the function by the first part of the path. */
  readonly #functions = new Map<string, string>();
  readonly #invoke: Invoke;
  readonly #now: () => number;

  private constructor(invoke: Invoke, now: () => number) {
    this.#invoke = invoke;
    this.#now = now;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(invoke: Invoke, now: () => number): Promise<FunctionUrls> {
    const urls = new FunctionUrls(invoke, now);
    await new Promise<void>((resolve) => urls.#server.listen(0, '127.0.0.1', resolve));
    return urls;
  }

  /** Address under which a URL of the template is answered; it ends in "/", as in AWS. */
  urlOf(id: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/${id}/`;
  }

  open(id: string, functionName: string): void {
    this.#functions.set(id, functionName);
  }

  /** Address of a function's first URL. */
  of(functionName: string): string | undefined {
    const found = [...this.#functions].find(([, name]) => name === functionName);
    return found && this.urlOf(found[0]);
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request).catch(() => undefined);
    // Whoever asked is gone before the question was complete.
    if (body === undefined) return;
    const [, id = '', path = '/'] = /^\/([^/?]*)(.*)$/.exec(request.url ?? '') ?? [];
    const functionName = this.#functions.get(id);
    if (functionName === undefined) {
      response.writeHead(403, { 'content-type': 'application/json' }).end('{"Message":null}');
      return;
    }
    const result = await this.#invoke(functionName, functionUrlEvent({ request, path, body, id, now: this.#now() }));
    const { status, headers, content } = functionUrlResponse(result);
    response.writeHead(status, headers).end(content);
  }
}
