import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Secrets } from '../../../lambda/secrets';
import type { Kind } from '../kinds';

/** Beside which one sees what of a secret is the same for everybody: an address, a user's name. */
const OTHER = 'x'.repeat(32);
let count = 0;

/** The secret of one evening, read as functions read it: kept for minutes, and anew when somebody asks for a fresh one. */
export class SecretStore {
  /** What is good now; nobody else's evening has the same. */
  token: string;
  /** Every value that was ever in it and that is nobody's name. */
  readonly tokens: string[] = [];
  readonly #kind: Kind;
  /** How often it was read. */
  reads = 0;
  readonly #secrets: Secrets;

  constructor(kind: Kind, now: () => number) {
    this.#kind = kind;
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
    // In a form that every vendor takes: 32 letters and digits.
    this.token = `sesame${String(count).padStart(4, '0')}hunter2openseverything`;
    const { secret } = this.#kind;
    const [values, others] = [Object.values(secret(this.token)), Object.values(secret(OTHER))];
    this.tokens.push(this.token, ...values.filter((value) => !others.includes(value)));
    return this.token;
  }

  values(fresh?: boolean): Promise<Record<string, string>> {
    return this.#secrets.values('arn', fresh);
  }
}
