import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookMessage } from '../../model/contracts/webhook-message';
import { Fake } from './fake';
import type { FakeAnswer, FakeCall, FakeTicket, FakeVendor } from './server';

type Document = Extract<WebhookMessage, { event: 'created' }>['document'];

interface Received {
  readonly id: string;
  readonly incident: string;
  readonly document: Document;
  readonly notes: readonly { readonly text: string; readonly at: string }[];
  readonly createdAt: string;
}

/** A message that is older is refused: somebody recorded it. */
const MOST_AGE_SECONDS = 300;

/** A receiver as its page describes one: it checks signature and age, takes each `Idempotency-Key` once, and files what it is told. */
export class FakeWebhook extends Fake implements FakeVendor {
  /** How it answers a success; most say a word or nothing. */
  answer: unknown;
  /** Every message that it took, as it came. */
  readonly messages: WebhookMessage[] = [];
  readonly #seen = new Map<string, FakeAnswer>();
  #received: Received[] = [];

  static start(now: () => number = Date.now): Promise<FakeWebhook> {
    return new FakeWebhook(now).listen();
  }

  objects() {
    return this.#received.map(({ id, document, notes }) => ({
      id,
      text: wordsOf(document),
      isClosed: document.status === 'resolved',
      notes: notes.map(({ text }) => text),
    }));
  }

  tickets(): FakeTicket[] {
    return this.#received.map(({ id, incident, document, notes, createdAt }) => ({
      id,
      name: id,
      title: document.title,
      state: document.status,
      url: `${this.url}/${incident}`,
      body: wordsOf(document),
      labels: [document.severity],
      createdAt,
      comments: notes.map(({ text }) => text),
      commentedAt: notes.map(({ at }) => at),
    }));
  }

  remove(id: string): void {
    this.#received = this.#received.filter((one) => one.id !== id);
  }

  protected take(call: FakeCall): FakeAnswer {
    if (call.method !== 'POST') return said(405, 'POST only');
    const fault = this.#signatureFault(call);
    if (fault !== undefined) return said(401, fault);
    const key = call.headers['idempotency-key'];
    if (typeof key !== 'string') return said(400, 'no Idempotency-Key');
    const before = this.#seen.get(key);
    if (before !== undefined) return before;
    const message = call.body as unknown as WebhookMessage;
    if (message.event !== 'created' && this.#meant(message.object) === undefined) return said(410, 'gone');
    this.messages.push(message);
    const answer = {
      status: 200,
      body: this.answer ?? { id: this.#file(message), url: `${this.url}/${message.incident}` },
    };
    this.#seen.set(key, answer);
    return answer;
  }

  #signatureFault({ headers, text }: FakeCall): string | undefined {
    const parts = String(headers['x-signature'] ?? '')
      .split(',')
      .map((part) => part.split('='));
    const [, t = ''] = parts.find(([name]) => name === 't') ?? [];
    if (!(Math.abs(this.now() / 1000 - Number(t)) <= MOST_AGE_SECONDS)) return 'too old';
    const given = parts.filter(([name]) => name === 'v1').map(([, value = '']) => Buffer.from(value, 'hex'));
    const wanted = [...this.tokens].map((secret) => createHmac('sha256', secret).update(`${t}.${text}`).digest());
    const isOurs = given.some((one) =>
      wanted.some((other) => one.length === other.length && timingSafeEqual(one, other)),
    );
    return isOurs ? undefined : 'not signed by who we know';
  }

  /** An incident has one object: what comes `again` is no other. */
  #file(message: WebhookMessage): string {
    const at = new Date(this.now()).toISOString();
    const { incident } = message;
    if (message.event === 'created') {
      const known = this.#received.find((one) => one.incident === incident);
      const id = known?.id ?? `case-${incident}`;
      const others = this.#received.filter((one) => one.incident !== incident);
      this.#received = [...others, { notes: [], createdAt: at, ...known, id, incident, document: message.document }];
      return id;
    }
    const meant = this.#meant(message.object)!;
    this.#received = this.#received.map((one) => {
      if (one !== meant) return one;
      if (message.event === 'updated') return { ...one, document: message.document };
      const text = message.again
        ? `${message.note.paragraphs.join('\n')}\n(again)`
        : message.note.paragraphs.join('\n');
      return { ...one, notes: [...one.notes, { text, at }] };
    });
    return meant.id;
  }

  /** By the id that it was given here or, where that answer did not arrive, by its incident. */
  #meant(object: string): Received | undefined {
    return this.#received.find(({ id, incident }) => id === object || incident === object);
  }
}

function wordsOf({ title, paragraphs, facts, steps, links, footer }: Document): string {
  const pairs = facts.map(({ label, value }) => `${label}: ${value}`);
  return [title, ...paragraphs, ...pairs, ...steps, ...links.map(({ label }) => label), footer].join('\n');
}

function said(status: number, message: string): FakeAnswer {
  return { status, body: { message } };
}
