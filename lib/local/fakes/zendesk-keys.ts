import type { FakeAnswer } from './server';
import { OTHER_REQUEST } from './zendesk-rules';

const TWO_HOURS_MS = 2 * 60 * 60 * 1000;

/** What Zendesk remembers of creations that carry an idempotency key. */
export class ZendeskKeys {
  /** For so long. */
  lifeMs = TWO_HOURS_MS;
  readonly #known = new Map<string, { readonly at: number; readonly body: string; readonly answer: FakeAnswer }>();

  /** The answer that the same creation got before, or that another one had the key; nothing for a new one. */
  replay(key: string | undefined, body: string, now: number): FakeAnswer | undefined {
    const known = key === undefined ? undefined : this.#known.get(key);
    if (known === undefined || now - known.at >= this.lifeMs) return undefined;
    return known.body === body ? { ...known.answer, headers: { 'x-idempotency-lookup': 'hit' } } : OTHER_REQUEST;
  }

  keep(key: string | undefined, body: string, answer: FakeAnswer, now: number): FakeAnswer {
    if (key === undefined) return answer;
    this.#known.set(key, { at: now, body, answer });
    return { ...answer, headers: { 'x-idempotency-lookup': 'miss' } };
  }
}
