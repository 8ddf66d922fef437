import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf, LoopbackServer } from '../loopback-server';

const BASE = '/2018-06-01/runtime/';

export interface Invocation {
  readonly id: string;
  readonly body: string;
  readonly arn: string;
  /** Virtual time, epoch milliseconds. */
  readonly now: number;
  readonly deadline: number;
  /** Where the function dies in this invocation. */
  readonly kill: KillPlan | undefined;
}

/** Where a process dies: at the first of these calls, counted from 1 over all that an invocation makes to AWS and vendors. */
export interface KillPlan {
  readonly calls: readonly number[];
  /** Before anything is sent; after it was done, with its answer unseen; with the answer there, and nothing made of it. */
  readonly phase: 'before' | 'during' | 'after';
}

export interface RuntimeApiEvents {
  /** The runtime asks for its first invocation. */
  ready(): void;
  /** The function's module could not be loaded. */
  initError(message: string): void;
  answered(id: string, body: string): void;
  failed(id: string, message: string): void;
}

/** The Lambda Runtime API of one function: hands out invocations and takes their results. */
export class RuntimeApi {
  #server!: LoopbackServer;
  readonly #events: RuntimeApiEvents;
  readonly #queue: Invocation[] = [];
  #waiting: ServerResponse | undefined;

  private constructor(events: RuntimeApiEvents) {
    this.#events = events;
  }

  static async start(events: RuntimeApiEvents): Promise<RuntimeApi> {
    const api = new RuntimeApi(events);
    api.#server = await LoopbackServer.start((request, response) => api.#serve(request, response));
    return api;
  }

  get address(): string {
    return this.#server.address;
  }

  invoke(invocation: Invocation): void {
    this.#queue.push(invocation);
    this.#hand();
  }

  /** Forgets a runtime that is gone. */
  reset(): void {
    this.#waiting = undefined;
    this.#queue.length = 0;
  }

  stop(): void {
    this.#server.stop();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').slice(BASE.length);
    if (path === 'invocation/next') {
      this.#waiting = response;
      this.#events.ready();
      return this.#hand();
    }
    const body = (await bodyOf(request))?.toString();
    // The runtime ended in the middle of its sentence: its exit says the rest.
    if (body === undefined) return;
    response.writeHead(202).end('{}');
    const [, id = '', kind = ''] = path.split('/');
    if (path === 'init/error') this.#events.initError(errorText(body));
    else if (kind === 'response') this.#events.answered(id, body);
    else if (kind === 'error') this.#events.failed(id, errorText(body));
  }

  #hand(): void {
    if (this.#waiting === undefined || this.#queue.length === 0) return;
    const { id, body, arn, now, deadline, kill } = this.#queue.shift()!;
    this.#waiting
      .writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': id,
        'lambda-runtime-deadline-ms': String(deadline),
        'lambda-runtime-invoked-function-arn': arn,
        'lambda-runtime-trace-id': traceHeader({ id, arn, now }),
        'lambda-runtime-virtual-now': String(now),
        ...(kill === undefined ? {} : { 'lambda-runtime-kill': JSON.stringify(kill) }),
      })
      .end(body);
    this.#waiting = undefined;
  }
}

/** A trace of its own for each invocation, the same in each run of a story. Source of its form: X-Ray developer guide, "Tracing header". */
function traceHeader({ id, arn, now }: Pick<Invocation, 'id' | 'arn' | 'now'>): string {
  const digits = createHash('sha256').update(`${arn}#${id}`).digest('hex');
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `Root=1-${seconds}-${digits.slice(0, 24)};Parent=${digits.slice(24, 40)};Sampled=1`;
}

function errorText(body: string): string {
  try {
    const { errorType, errorMessage } = JSON.parse(body) as { errorType?: string; errorMessage?: string };
    return `${errorType}: ${errorMessage}`;
  } catch {
    return body;
  }
}
