import { markdownLine, markdownLink, markdownText } from '../../render/markdown';
import { Fake } from './fake';
import { accountAnswer, type PagerDutyAccount } from './pagerduty-account';
import { eventIn, invalidEvent, type PagerDutyAlert, type PagerDutyCall } from './pagerduty-rules';
import { type Agent, tell, webhookOf } from './pagerduty-webhook';
import type { FakeAnswer, FakeCall, FakeCallbacks, FakeTicket, FakeVendor } from './server';

type Status = 'triggered' | 'acknowledged' | 'resolved';

interface Incident {
  readonly number: number;
  readonly key: string;
  readonly alert: PagerDutyAlert;
  readonly links: NonNullable<PagerDutyCall['links']>;
  readonly createdAt: number;
  status: Status;
  readonly log: { readonly at: number; readonly text: string }[];
}

const MINUTE = 60_000;
const OURSELVES: Agent = { type: 'inbound_integration_reference', summary: 'Events API v2' };

/** A routing key for a token of another form: the conformance suite has one for all vendors. */
export function routingKeyOf(token: string): string {
  return token
    .replace(/[^A-Za-z0-9]/g, '')
    .padEnd(32, '0')
    .slice(0, 32);
}

/** One service with one integration, as far as events go; incidents are made of alerts one by one. Nobody can delete one. */
export class FakePagerDuty extends Fake implements FakeVendor {
  callbacks: FakeCallbacks | undefined;
  /** Events are accepted and wait, until `work` has them done. */
  isBusy = false;
  /** How many events were accepted. */
  events = 0;
  /** Events that are taken in a minute; the others hear 429. */
  perMinute = Number.POSITIVE_INFINITY;
  readonly account: PagerDutyAccount = {
    apiTokens: new Set(),
    serviceStatus: 'active',
    integrationKey: undefined,
    integrationType: 'events_api_v2_inbound_integration',
    isSomebodyOnCall: true,
    urgencyRule: { type: 'constant', urgency: 'high' },
    autoResolveTimeout: null,
    alertGrouping: null,
    isAutoPaused: false,
    webhook: undefined,
  };
  #incidents: Incident[] = [];
  #waiting: PagerDutyCall[] = [];
  #taken: number[] = [];
  #telling: Promise<void> = Promise.resolve();
  /** Webhooks that nobody took, oldest first. */
  #untaken: string[] = [];

  static start(now: () => number = Date.now): Promise<FakePagerDuty> {
    return new FakePagerDuty(now).listen();
  }

  /** Has the waiting events done, by default in the order in which they came: none is promised. */
  work(order: 'sent' | 'reversed' = 'sent'): void {
    const waiting = order === 'sent' ? this.#waiting : this.#waiting.toReversed();
    this.#waiting = [];
    for (const event of waiting) this.#work(event);
  }

  objects() {
    return this.#incidents.map(({ key, alert, links, status, log }) => ({
      id: key,
      text: [
        alert.summary,
        ...Object.entries(alert.custom_details ?? {}).flat(),
        ...links.map(({ text = '' }) => text),
      ].join('\n'),
      isClosed: status === 'resolved',
      notes: log.map(({ text }) => text),
    }));
  }

  tickets(): readonly FakeTicket[] {
    return this.#incidents.map(({ number, key, alert, links, status, createdAt, log }) => ({
      id: key,
      name: `#${number}`,
      title: alert.summary,
      state: status.charAt(0).toUpperCase() + status.slice(1),
      url: urlOf(number),
      body: [
        ...Object.entries(alert.custom_details ?? {}).map(
          ([label, value]) => `**${markdownLine(label)}**: ${markdownText(value)}`,
        ),
        ...links.map(({ text = '', href }) => markdownLink({ label: text, url: href })),
      ].join('\n\n'),
      labels: [alert.severity],
      createdAt: new Date(createdAt).toISOString(),
      comments: log.map(({ text }) => text),
      commentedAt: log.map(({ at }) => new Date(at).toISOString()),
    }));
  }

  /** What was said when somebody was called, oldest first. */
  alerts(): readonly { readonly payload: PagerDutyAlert; readonly links: Incident['links'] }[] {
    return this.#incidents.map(({ alert, links }) => ({ payload: alert, links }));
  }

  /** How the newest incident of a key stands. */
  status(key: string): Status | undefined {
    return this.#newest(key)?.status;
  }

  /** How often somebody was called. */
  get calls(): number {
    return this.#incidents.length;
  }

  remove(id: string): void {
    this.#incidents = this.#incidents.filter(({ key }) => key !== id);
  }

  /** As whoever is on duty. */
  async acknowledge(id: string, name = 'Dana'): Promise<void> {
    await this.#become(this.#newest(id)!, 'acknowledged', 'incident.acknowledged', person(name));
  }

  /** `closed` resolves and `open` reopens, as whoever is on duty. */
  async change(id: string, { state }: { readonly state?: string }): Promise<void> {
    const incident = this.#newest(id)!;
    if (state === 'closed') await this.#become(incident, 'resolved', 'incident.resolved', person());
    if (state === 'open') await this.#become(incident, 'triggered', 'incident.reopened', person());
  }

  async comment(id: string, text: string): Promise<void> {
    const { number, log } = this.#newest(id)!;
    log.push({ at: this.now(), text });
    const incident = { id: idOf(number), type: 'incident_reference', html_url: urlOf(number) };
    await this.#tell('incident.annotated', person(), { id: 'PNOTE1', type: 'incident_note', content: text, incident });
  }

  /** Sends again what nobody took, as PagerDuty does for a while [inferred]. */
  tellAgain(): Promise<void> {
    const { callbacks } = this;
    if (callbacks !== undefined) for (const body of this.#untaken.splice(0)) this.#send(callbacks, body);
    return this.#telling;
  }

  protected take(call: FakeCall): FakeAnswer {
    const said = accountAnswer(this.account, call);
    if (said !== undefined) return said;
    if (call.method !== 'POST' || call.path !== '/v2/enqueue') return { status: 404, body: { error: 'Not Found' } };
    const event = eventIn(call);
    if ('status' in event) return event;
    if (!this.#isKnown(event.routing_key)) return invalidEvent(['Invalid routing key']);
    if (this.#isTooMany())
      return {
        status: 429,
        body: {
          status: 'throttle exceeded',
          message: 'Requests for this service are arriving too quickly.',
          errors: [],
        },
      };
    this.events += 1;
    if (this.isBusy) this.#waiting.push(event);
    else this.#work(event);
    return { status: 202, body: { status: 'success', message: 'Event processed', dedup_key: event.dedup_key } };
  }

  #work({ event_action, dedup_key, payload, links = [] }: PagerDutyCall): void {
    const newest = this.#newest(dedup_key);
    const open = newest?.status === 'resolved' ? undefined : newest;
    if (event_action === 'trigger') {
      if (open === undefined) this.#trigger(dedup_key, payload!, links);
      else open.log.push({ at: this.now(), text: payload!.summary });
    } else if (open !== undefined && !(event_action === 'acknowledge' && open.status === 'acknowledged')) {
      const status = event_action === 'resolve' ? 'resolved' : 'acknowledged';
      void this.#become(open, status, `incident.${status}`, OURSELVES);
    }
  }

  #trigger(key: string, alert: PagerDutyAlert, links: Incident['links']): void {
    const number = this.#incidents.length + 1;
    const incident: Incident = { number, key, alert, links, createdAt: this.now(), status: 'triggered', log: [] };
    this.#incidents.push(incident);
    void this.#tell('incident.triggered', OURSELVES, dataOf(incident));
  }

  #become(incident: Incident, status: Status, event: string, agent: Agent): Promise<void> {
    incident.status = status;
    return this.#tell(event, agent, dataOf(incident));
  }

  #tell(event_type: string, agent: Agent, data: object): Promise<void> {
    const { callbacks } = this;
    const told = { event_type, agent, data, at: this.now() };
    if (callbacks !== undefined) this.#send(callbacks, webhookOf(told));
    return this.#telling;
  }

  /** One after the other. */
  #send(callbacks: FakeCallbacks, body: string): void {
    const send = async () => {
      if (!(await tell(callbacks, body))) this.#untaken.push(body);
    };
    this.#telling = this.tells(this.#telling.then(send));
  }

  #newest(id: string): Incident | undefined {
    return this.#incidents.findLast(({ key }) => key === id);
  }

  #isKnown(key: string): boolean {
    return [...this.tokens].some((token) => routingKeyOf(token) === key);
  }

  #isTooMany(): boolean {
    const now = this.now();
    this.#taken = this.#taken.filter((at) => now - at < MINUTE);
    if (this.#taken.length >= this.perMinute) return true;
    this.#taken.push(now);
    return false;
  }
}

function person(name = 'Dana'): Agent {
  return { type: 'user_reference', summary: name };
}

function dataOf({ number, key, alert, status }: Incident) {
  return {
    id: idOf(number),
    type: 'incident',
    number,
    status,
    incident_key: key,
    title: alert.summary,
    html_url: urlOf(number),
    service: { id: 'PSVC1', type: 'service_reference' },
    urgency: 'high',
  };
}

function idOf(number: number): string {
  return `Q${String(number).padStart(6, '0')}`;
}

function urlOf(number: number): string {
  return `https://echarpe.pagerduty.com/incidents/${idOf(number)}`;
}
