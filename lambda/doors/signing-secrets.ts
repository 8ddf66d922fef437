import type { SignedWith } from './hmac';

/** The secret store is asked at most so often because of requests that fit nothing: anybody can send those. */
const REFETCH_MS = 60_000;

/**
 * A signing secret and, while it is being rotated, the one before (`signingSecret`, `previousSigningSecret`). What is kept may be older
 * than the rotation, so a well-formed request that fits neither has them read again.
 */
export class SigningSecrets {
  readonly #values: (fresh?: boolean) => Promise<Record<string, string>>;
  readonly #now: () => number;
  #refetchedAt = Number.NEGATIVE_INFINITY;

  /** @param values of the secret; `fresh` bypasses what is kept */
  constructor(values: (fresh?: boolean) => Promise<Record<string, string>>, now: () => number) {
    this.#values = values;
    this.#now = now;
  }

  /**
   * Whether one of them signed a request.
   * @param signature of the request; nothing when it cannot be genuine whatever the secret
   * @throws Error when the secret cannot be read
   */
  async haveSigned(signature: SignedWith | undefined): Promise<boolean> {
    if (signature === undefined) return false;
    if (fits(await this.#values(), signature)) return true;
    if (this.#now() - this.#refetchedAt < REFETCH_MS) return false;
    this.#refetchedAt = this.#now();
    return fits(await this.#values(true), signature);
  }
}

function fits({ signingSecret, previousSigningSecret }: Record<string, unknown>, signature: SignedWith): boolean {
  const [now, before] = [signingSecret, previousSigningSecret].map((secret) => isSecret(secret) && signature(secret));
  return now === true || before === true;
}

/** Whoever fills a secret by hand may write anything into it. */
function isSecret(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
