import { type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { steadyServer } from '../../lib/local/steady-server';

/** What happens to one call: the vendor gets it and its answer is lost, or the vendor never gets it. */
export type Fault =
  | { readonly kind: 'commitThenDrop' }
  /** Longer than anybody waits. */
  | { readonly kind: 'commitThenSilence' }
  /** An answer that never ends: one byte now and then, or as many as are taken. */
  | { readonly kind: 'commitThenEndless'; readonly pace: 'slow' | 'fast' }
  /** The vendor takes a text in the call for another one, of the same length. */
  | { readonly kind: 'mistaken'; readonly said: string; readonly heard: string }
  | {
      readonly kind: 'status';
      /** Somebody in between says so, and the vendor did it. */
      readonly isDone?: boolean;
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    };

/** As many calls as a vendor takes in any stretch of time. */
export interface RateLimit {
  readonly when: RegExp;
  readonly calls: number;
  readonly seconds: number;
  /** What it says to the others, beside status 429 and Retry-After. */
  readonly body: string;
}

/**
 * How a vendor is away: nobody listens; or somebody does, and says nothing, so that nobody knows what was done; or says that it can't now.
 */
export type Outage = 'refused' | 'reset' | 'unavailable';

const SLOW_MS = 10;
const PATIENT_DROPS = 3;
const CHUNK = 'x'.repeat(64 * 1024);

/** Stands between functions and a vendor and spoils the calls that match, once per planned fault; or all while the vendor is down. */
export class FaultyProxy {
  readonly #target: string;
  readonly #server: Server;
  readonly #plan: { readonly when: RegExp; readonly fault: Fault; after: number }[] = [];
  readonly #limits: { readonly limit: RateLimit; readonly now: () => number; taken: number[] }[] = [];
  readonly #port: number;
  #outage: Outage | undefined;
  /** Called when whoever calls waits for what never comes. */
  onStuck: () => void = () => undefined;
  /** Calls that were told that the vendor can't now. */
  turnedAway = 0;
  /** Bytes of answers without end that were taken. */
  poured = 0;
  /** Calls that came too fast. */
  tooFast = 0;
  /** `METHOD path` of every call, with the operation where AWS's protocol has one path for all. */
  readonly calls: string[] = [];

  private constructor(target: string, server: Server) {
    this.#target = target;
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
    server.on('request', (incoming, outgoing) => void this.#pass(incoming, outgoing));
  }

  static async start(target: string): Promise<FaultyProxy> {
    const server = steadyServer();
    await listening(server, 0);
    return new FaultyProxy(target, server);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Until `up`, every call fails. */
  async down(how: Outage): Promise<void> {
    await this.up();
    this.#outage = how;
    this.#server.closeAllConnections();
    if (how === 'refused') await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async up(): Promise<void> {
    if (this.#outage === 'refused') await listening(this.#server, this.#port);
    this.#outage = undefined;
  }

  /** From now on the vendor takes no more calls than this, by that clock. */
  limit(limit: RateLimit, now: () => number): void {
    this.#limits.push({ limit, now, taken: [] });
  }

  /** How much was planned and has not happened. */
  get planned(): number {
    return this.#plan.length;
  }

  /** What was planned and has not happened will not happen. */
  forget(): void {
    this.#plan.length = 0;
  }

  /**
   * The next call that matches suffers this.
   *
   * @param after so many that match pass before
   */
  next(when: RegExp, fault: Fault, after = 0): void {
    this.#plan.push({ when, fault, after });
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const call = [incoming.method, incoming.url, incoming.headers['x-amz-target']].filter(Boolean).join(' ');
    this.calls.push(call);
    if (this.#outage === 'unavailable') {
      this.turnedAway += 1;
      incoming.resume();
      outgoing.writeHead(503).end();
      return;
    }
    if (this.#outage !== undefined) {
      incoming.destroy();
      return;
    }
    const body = await bytes(incoming).catch(() => undefined);
    // Whoever called died in the middle of the sentence.
    if (body === undefined) return;
    // One operation of AWS is several calls of ours.
    const said = incoming.headers['x-amz-target'] === undefined ? call : `${call} ${body}`;
    const fault = this.#next(said);
    const refused = this.#refusal(call);
    if (refused !== undefined) {
      const headers = { 'content-type': 'application/json', 'retry-after': String(refused.seconds) };
      outgoing.writeHead(429, headers).end(refused.body);
      return;
    }
    if (fault?.kind === 'status' && !fault.isDone) {
      outgoing.writeHead(fault.status, fault.headers).end(fault.body ?? '');
      return;
    }
    const heard = (text: string) => (fault?.kind === 'mistaken' ? text.replaceAll(fault.said, fault.heard) : text);
    const url = new URL(heard(incoming.url ?? '/'), this.#target);
    const headers = { ...incoming.headers, host: url.host };
    const forwarded = request(url, { method: incoming.method, headers }, (answer) =>
      this.#answer(answer, outgoing, fault),
    );
    forwarded
      .on('error', () => outgoing.destroy())
      .end(fault?.kind === 'mistaken' ? heard(body.toString('utf8')) : body);
  }

  /** What becomes of the vendor's answer. */
  #answer(answer: IncomingMessage, outgoing: ServerResponse, fault: Fault | undefined): void {
    const instead = (what: () => unknown) => answer.resume().on('end', what);
    switch (fault?.kind) {
      case 'commitThenSilence':
        answer.resume();
        this.onStuck();
        break;
      case 'commitThenDrop':
        instead(() => outgoing.destroy());
        break;
      case 'commitThenEndless':
        instead(() => this.#endless(outgoing, fault.pace));
        break;
      case 'status':
        instead(() => outgoing.writeHead(fault.status, fault.headers).end(fault.body ?? ''));
        break;
      default:
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
    }
  }

  /** The beginning of a JSON string that goes on until its reader has enough. */
  #endless(outgoing: ServerResponse, pace: 'slow' | 'fast'): void {
    outgoing.writeHead(200, { 'content-type': 'application/json' }).write('"');
    if (pace === 'slow') {
      let drops = 0;
      const dripping = setInterval(() => {
        outgoing.write('x');
        drops += 1;
        if (drops === PATIENT_DROPS) this.onStuck();
      }, SLOW_MS);
      outgoing.on('close', () => clearInterval(dripping));
      return;
    }
    const pour = () => {
      let isTaken = true;
      while (isTaken && !outgoing.destroyed) {
        isTaken = outgoing.write(CHUNK);
        this.poured += CHUNK.length;
      }
    };
    outgoing.on('drain', pour);
    pour();
  }

  #next(call: string): Fault | undefined {
    for (const [place, entry] of this.#plan.entries()) {
      if (!entry.when.test(call)) continue;
      if (entry.after === 0) return this.#plan.splice(place, 1)[0]!.fault;
      entry.after -= 1;
    }
    return undefined;
  }

  /** Seconds until a call that came too fast may come again; nothing for one that may pass, which is counted. */
  #refusal(call: string): { seconds: number; body: string } | undefined {
    for (const entry of this.#limits.filter(({ limit }) => limit.when.test(call))) {
      const { limit, now } = entry;
      entry.taken = entry.taken.filter((at) => at > now() - limit.seconds * 1000);
      const [oldest] = entry.taken;
      if (entry.taken.length >= limit.calls && oldest !== undefined) {
        this.tooFast += 1;
        return { seconds: Math.ceil((oldest - now()) / 1000 + limit.seconds), body: limit.body };
      }
      entry.taken.push(now());
    }
    return undefined;
  }
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve());
  });
}

async function bytes(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
