import { type IssuedToken, IssuedTokens } from './issued-tokens';
import type { FakeAnswer, FakeCall } from './server';
import { FORBIDDEN, UNAUTHENTICATED } from './zendesk-rules';

/** Who may come in: tokens of an OAuth client alone, each for what it was asked for. API tokens can be made no more. */
export class ZendeskAccess {
  /** What the client may ask for, as an administrator sets it. @default - whatever it likes */
  allowedScopes?: readonly string[];
  readonly issued: IssuedTokens;

  constructor(now: () => number) {
    this.issued = new IssuedTokens(now);
  }

  /** `POST /oauth/tokens`. */
  token(call: FakeCall, good: ReadonlySet<string>): FakeAnswer {
    const wanted = String(call.body?.scope ?? '').split(' ');
    if (this.allowedScopes !== undefined && !wanted.every((scope) => this.allowedScopes!.includes(scope)))
      return refused(400, 'invalid_scope', 'The requested scope is invalid, unknown, or malformed.');
    const issued = this.issued.issue(call, good);
    if (issued === undefined)
      return refused(401, 'invalid_client', 'Client authentication failed due to unknown client or wrong secret.');
    const { token: access_token, scope, seconds: expires_in } = issued;
    return { status: 200, body: { access_token, token_type: 'bearer', scope, expires_in } };
  }

  /** Why a call goes no further; nothing where it may. */
  refusal(call: FakeCall, good: ReadonlySet<string>): FakeAnswer | undefined {
    const token = this.issued.of(call, good);
    if (token === undefined) return UNAUTHENTICATED;
    return allows(token, call) ? undefined : FORBIDDEN;
  }
}

/** `read` and `write` for everything, or with a resource before. */
function allows({ scope }: IssuedToken, { method, path }: FakeCall): boolean {
  const verb = method === 'GET' ? 'read' : 'write';
  const [, resource = ''] = /^\/api\/v2\/(\w+)/.exec(path) ?? [];
  return scope.split(' ').some((each) => each === verb || each === `${resource}:${verb}`);
}

function refused(status: number, error: string, error_description: string): FakeAnswer {
  return { status, body: { error, error_description } };
}
