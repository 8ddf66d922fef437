import { randomBytes } from 'node:crypto';
import type { FakeAnswer, FakeCall } from './server';

const TOKEN_SECONDS = 1800;

/** Who may come in: user and password, or a token that was issued for client credentials. */
export class ServiceNowAccess {
  readonly #now: () => number;
  readonly #issued = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Ends all tokens, as an administrator can. */
  revoke(): void {
    this.#issued.clear();
  }

  /** `POST /oauth_token.do`. */
  token({ method, body = {} }: FakeCall, good: ReadonlySet<string>): FakeAnswer {
    const isGood =
      method === 'POST' && body.grant_type === 'client_credentials' && good.has(String(body.client_secret));
    if (!isGood) return { status: 401, body: { error_description: 'access_denied', error: 'access_denied' } };
    const token = randomBytes(16).toString('base64url');
    this.#issued.set(token, this.#now() + TOKEN_SECONDS * 1000);
    return {
      status: 200,
      body: { access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS - 1, scope: 'useraccount' },
    };
  }

  isIn({ headers }: FakeCall, good: ReadonlySet<string>): boolean {
    const [scheme, value = ''] = (headers.authorization ?? '').split(' ');
    if (scheme === 'Bearer') return (this.#issued.get(value) ?? 0) > this.#now();
    const [, password = ''] = Buffer.from(value, 'base64').toString('utf8').split(/:(.*)/s);
    return scheme === 'Basic' && good.has(password);
  }
}
