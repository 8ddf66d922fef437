import { IssuedTokens } from './issued-tokens';
import type { FakeAnswer, FakeCall } from './server';

/** Who may come in: user and password, or a token that was issued for client credentials. */
export class ServiceNowAccess {
  readonly #issued: IssuedTokens;

  constructor(now: () => number) {
    this.#issued = new IssuedTokens(now);
  }

  /** Ends all tokens, as an administrator can. */
  revoke(): void {
    this.#issued.revoke();
  }

  /** `POST /oauth_token.do`. */
  token(call: FakeCall, good: ReadonlySet<string>): FakeAnswer {
    const issued = this.#issued.issue(call, good);
    if (issued === undefined)
      return { status: 401, body: { error_description: 'access_denied', error: 'access_denied' } };
    const { token: access_token, seconds } = issued;
    return {
      status: 200,
      body: { access_token, token_type: 'Bearer', expires_in: seconds - 1, scope: 'useraccount' },
    };
  }

  isIn(call: FakeCall, good: ReadonlySet<string>): boolean {
    const [, basic] = /^Basic (.+)$/.exec(call.headers.authorization ?? '') ?? [];
    if (basic === undefined) return this.#issued.of(call, good) !== undefined;
    const [, password = ''] = Buffer.from(basic, 'base64').toString('utf8').split(/:(.*)/s);
    return good.has(password);
  }
}
