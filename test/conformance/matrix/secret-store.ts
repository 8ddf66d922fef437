import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Secrets } from '../../../lambda/secrets';
import type { Kind } from '../kinds';

let count = 0;

/** The secret of one evening, read as functions read it: kept for minutes, and anew when somebody asks for a fresh one. */
export class SecretStore {
  /** What is good now; nobody else's evening has the same. */
  token: string;
  /** Everything that was ever in it. */
  readonly tokens: string[] = [];
  /** How often it was read. */
  reads = 0;
  readonly #secrets: Secrets;

  constructor(kind: Kind, now: () => number) {
    this.token = this.rotate();
    const send = async () => {
      this.reads += 1;
      return { SecretString: JSON.stringify(kind.secret(this.token)) };
    };
    this.#secrets = new Secrets({ send } as unknown as SecretsManagerClient, now);
  }

  /** Another token from now on; whoever keeps the old one does not know. */
  rotate(): string {
    count += 1;
    this.token = `sesame-${count}-hunter2-opens-${count}-everything`;
    this.tokens.push(this.token);
    return this.token;
  }

  values(fresh?: boolean): Promise<Record<string, string>> {
    return this.#secrets.values('arn', fresh);
  }
}
