import type { DoorRequest } from './request';
import { isSignedWith, type SlackSignature, slackSignature } from './slack-signature';

/** The secret store is asked at most so often because of requests that fit nothing: anybody can send those. */
const REFETCH_MS = 60_000;

/**
 * Slack's signing secret and, while it is being rotated, the one before (`signingSecret`, `previousSigningSecret`). What is kept may
 * be older than the rotation, so a well-formed request that fits neither has them read again.
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

  /** @throws Error when the secret cannot be read */
  async isGenuine(request: DoorRequest): Promise<boolean> {
    const signature = slackSignature(request, this.#now());
    if (signature === undefined) return false;
    if (fits(await this.#values(), signature)) return true;
    if (this.#now() - this.#refetchedAt < REFETCH_MS) return false;
    this.#refetchedAt = this.#now();
    return fits(await this.#values(true), signature);
  }
}

function fits({ signingSecret, previousSigningSecret }: Record<string, string>, signature: SlackSignature): boolean {
  const [now, before] = [isSignedWith(signingSecret, signature), isSignedWith(previousSigningSecret, signature)];
  return now || before;
}
