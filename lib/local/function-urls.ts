import type { IncomingMessage, ServerResponse } from 'node:http';
import { functionUrlEvent, functionUrlResponse } from './function-url-format';
import type { InvocationResult } from './lambda/function-process';
import { bodyOf, LoopbackServer } from './loopback-server';

/** Invokes a function by its name, now. */
export type Invoke = (functionName: string, event: object) => Promise<InvocationResult>;

/** Every function URL of a stack on one port of this computer: each has a path of its own where AWS gives it a host. */
export class FunctionUrls {
  #server!: LoopbackServer;
  /** Name of the function by the first part of the path. */
  readonly #functions = new Map<string, string>();
  readonly #invoke: Invoke;
  readonly #now: () => number;

  private constructor(invoke: Invoke, now: () => number) {
    this.#invoke = invoke;
    this.#now = now;
  }

  static async start(invoke: Invoke, now: () => number): Promise<FunctionUrls> {
    const urls = new FunctionUrls(invoke, now);
    urls.#server = await LoopbackServer.start((request, response) => urls.#serve(request, response));
    return urls;
  }

  /** Address under which a URL of the template is answered; it ends in "/", as in AWS. */
  urlOf(id: string): string {
    return `${this.#server.url}/${id}/`;
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
    this.#server.stop();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (body === undefined) return;
    const [, id = '', path = '/'] = /^\/([^/?]*)(.*)$/.exec(request.url ?? '') ?? [];
    const functionName = this.#functions.get(id);
    if (functionName === undefined) {
      response.writeHead(403, { 'content-type': 'application/json' }).end('{"Message":null}');
      return;
    }
    const result = await this.#invoke(functionName, functionUrlEvent({ request, path, body, id, now: this.#now() }));
    try {
      const { status, headers, content } = functionUrlResponse(result);
      response.writeHead(status, headers).end(content);
    } catch {
      // An answer that is none counts as a failure, as in AWS.
      response.writeHead(502).end('Internal Server Error');
    }
  }
}
