import { randomBytes } from 'node:crypto';
import type { FakeCall } from './server';

const LIFE_SECONDS = 1800;

export interface IssuedToken {
  readonly token: string;
  /** As it was asked for; empty where it was not. */
  readonly scope: string;
  readonly seconds: number;
}

/** OAuth 2.0 client credentials as a vendor keeps them: half an hour for whoever knows the secret, and while that one is good. */
export class IssuedTokens {
  /** As an administrator sets it. */
  seconds = LIFE_SECONDS;
  readonly #now: () => number;
  readonly #issued = new Map<string, IssuedToken & { readonly secret: string; readonly until: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Ends all of them, as an administrator can. */
  revoke(): void {
    this.#issued.clear();
  }

  /** A new one; nothing for who does not ask as RFC 6749, 4.4 has it, or with a secret that is not good. */
  issue({ method, body = {} }: FakeCall, good: ReadonlySet<string>): IssuedToken | undefined {
    const { grant_type, client_id, client_secret: secret, scope = '' } = body as Record<string, string | undefined>;
    const isRight = method === 'POST' && grant_type === 'client_credentials' && client_id;
    if (!isRight || secret === undefined || !good.has(secret)) return undefined;
    const issued = { token: randomBytes(16).toString('base64url'), scope, seconds: this.seconds };
    this.#issued.set(issued.token, { ...issued, secret, until: this.#now() + this.seconds * 1000 });
    return issued;
  }

  /** That of a call; nothing where it has none, or one that ended. */
  of({ headers }: FakeCall, good: ReadonlySet<string>): IssuedToken | undefined {
    const [, token = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
    const issued = this.#issued.get(token);
    return issued !== undefined && issued.until > this.#now() && good.has(issued.secret) ? issued : undefined;
  }
}
