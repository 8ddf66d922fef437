import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const KEPT_MS = 5 * 60_000;

/** Secrets of the targets, kept for some minutes and never logged. */
export class Secrets {
  readonly #client: SecretsManagerClient;
  readonly #now: () => number;
  readonly #kept = new Map<string, { readonly until: number; readonly values: Promise<Record<string, string>> }>();

  constructor(client: SecretsManagerClient, now: () => number) {
    this.#client = client;
    this.#now = now;
  }

  /**
   * @param arn nothing where there is no secret, which has no values then
   * @param fresh bypasses what is kept: asked once after a 401, because the secret may have been rotated
   */
  values(arn: string | undefined, fresh = false): Promise<Record<string, string>> {
    if (arn === undefined) return Promise.resolve({});
    const kept = this.#kept.get(arn);
    if (!fresh && kept !== undefined && kept.until > this.#now()) return kept.values;
    const values = this.#read(arn);
    this.#kept.set(arn, { until: this.#now() + KEPT_MS, values });
    // A failed read is not kept: the next delivery tries again.
    values.catch(() => this.#kept.delete(arn));
    return values;
  }

  async #read(arn: string): Promise<Record<string, string>> {
    const { SecretString } = await this.#client.send(new GetSecretValueCommand({ SecretId: arn }));
    return parse(arn, SecretString);
  }
}

/** JSON.parse quotes its input in its message, so that message must not travel. */
function parse(arn: string, text: string | undefined): Record<string, string> {
  try {
    return JSON.parse(text ?? '') as Record<string, string>;
  } catch {
    throw new Error(`secret ${arn} is no JSON object`);
  }
}
