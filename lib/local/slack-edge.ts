import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { bodyOf, LoopbackServer } from './loopback-server';
import { formOf, type OpenedView, openedView, SlackFault, viewOf } from './slack-view';

/** A message that only one person sees: the answer to what they did. */
export interface Ephemeral {
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** Virtual time, epoch milliseconds. */
  readonly at: number;
}

/** A person in Slack, by the id that requests carry. */
export interface SlackUser {
  readonly id: string;
  readonly name: string;
}

interface Trigger {
  readonly user: string;
  readonly at: number;
  readonly realMs: number;
  used: boolean;
}

interface ResponseUrl {
  readonly user: string;
  readonly at: number;
  uses: number;
}

/** Source: Slack's documentation of `trigger_id` and `response_url`. */
const TRIGGER_MS = 3000;
const RESPONSE_USES = 5;
const RESPONSE_MS = 30 * 60_000;

/**
 * Slack as it stands before its emulator: what comes of buttons and modals, which the emulator does not know, is answered here, the rest
 * is passed on.
 */
export class SlackEdge {
  /** Ids of the people in every user group. */
  readonly members = new Set<string>();
  readonly views: OpenedView[] = [];
  readonly ephemerals: Ephemeral[] = [];
  readonly #emulator: URL;
  readonly #token: string;
  readonly #now: () => number;
  #server!: LoopbackServer;
  readonly #triggers = new Map<string, Trigger>();
  readonly #responses = new Map<string, ResponseUrl>();

  private constructor(emulator: string, token: string, now: () => number) {
    this.#emulator = new URL(emulator);
    this.#token = token;
    this.#now = now;
  }

  /**
   * @param emulator address of the emulator
   * @param token which callers must show
   * @param now what time it is for Slack
   */
  static async start(emulator: string, token: string, now: () => number): Promise<SlackEdge> {
    const edge = new SlackEdge(emulator, token, now);
    edge.#server = await LoopbackServer.start((request, response) => edge.#serve(request, response));
    return edge;
  }

  get url(): string {
    return this.#server.url;
  }

  stop(): void {
    this.#server.stop();
  }

  /** What a request about something that a person did carries beside that: for a modal, and for an answer to the person alone. */
  issue({ id }: SlackUser): { trigger_id: string; response_url: string } {
    const [trigger, response] = [`${this.#triggers.size + 1}.1.local`, `${this.#responses.size + 1}`];
    this.#triggers.set(trigger, { user: id, at: this.#now(), realMs: performance.now(), used: false });
    this.#responses.set(response, { user: id, at: this.#now(), uses: 0 });
    return { trigger_id: trigger, response_url: `${this.url}/actions/T000000001/${response}` };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = this.#answerTo(request.url ?? '');
    if (answer === undefined) return this.#pass(request, response);
    const body = await bodyOf(request);
    if (body === undefined) return;
    try {
      reply(response, 200, { ok: true, ...answer(formOf(body.toString(), request.headers['content-type']), request) });
    } catch (error) {
      const { code, status, more } = error instanceof SlackFault ? error : new SlackFault('fatal_error', 500);
      reply(response, status, { ok: false, error: code, ...more });
    }
  }

  #answerTo(path: string): ((form: Form, request: IncomingMessage) => object) | undefined {
    const response = /^\/actions\/[^/]+\/([^/?]+)/.exec(path)?.[1];
    if (response !== undefined) return (form) => this.#respond(response, form);
    if (path === '/api/views.open') return this.#authorised((form) => this.#open(form));
    if (path.startsWith('/api/usergroups.users.list')) return this.#authorised(() => ({ users: [...this.members] }));
    return undefined;
  }

  #authorised(answer: (form: Form) => object) {
    return (form: Form, { headers }: IncomingMessage) => {
      const given = headers.authorization?.replace(/^Bearer /, '') ?? form.token;
      if (given === undefined) throw new SlackFault('not_authed');
      if (given !== this.#token) throw new SlackFault('invalid_auth');
      return answer(form);
    };
  }

  #open({ trigger_id, view }: Form): object {
    const trigger = this.#triggers.get(String(trigger_id));
    if (trigger === undefined) throw new SlackFault('invalid_trigger_id');
    if (trigger.used) throw new SlackFault('exchanged_trigger_id');
    const age = Math.max(this.#now() - trigger.at, performance.now() - trigger.realMs);
    if (age > TRIGGER_MS) throw new SlackFault('expired_trigger_id');
    const opened = openedView(viewOf(view), `V${String(this.views.length + 1).padStart(9, '0')}`, trigger.user);
    trigger.used = true;
    this.views.push(opened);
    return { view: opened.view };
  }

  /** To the person alone, whatever it asks for: nobody here tells something to a whole channel this way. */
  #respond(id: string, { text: said, blocks }: Form): object {
    const known = this.#responses.get(id);
    if (known === undefined) throw new SlackFault('invalid_url', 404);
    if (this.#now() - known.at > RESPONSE_MS) throw new SlackFault('expired_url', 404);
    if (known.uses >= RESPONSE_USES) throw new SlackFault('used_url', 404);
    known.uses += 1;
    const shown = Array.isArray(blocks) ? blocks : [];
    this.ephemerals.push({ user: known.user, text: String(said ?? ''), blocks: shown, at: this.#now() });
    return {};
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const { hostname, port } = this.#emulator;
    const { method, url: path, headers } = request;
    const onward = forward({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => response.destroy());
    request.pipe(onward);
  }
}

type Form = Readonly<Record<string, unknown>>;

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
