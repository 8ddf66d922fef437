import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { andThen } from './and-then';
import { type JsonApi, type JsonApiProps, jsonApi } from './json-api';

/** A token is fetched anew so long before it ends: calls under way still have it. */
const EARLY_MS = 60_000;

const granted = v.object({
  access_token: v.string(),
  /** Seconds; RFC 6749, 5.1 recommends it only, and without it each call asks. */
  expires_in: v.nullish(v.number(), 0),
});

interface ClientCredentialsProps extends Omit<JsonApiProps, 'keys' | 'headers'> {
  readonly tokenUrl: string;
  /** What the token is for, where its issuer asks. */
  readonly scope?: string;
}

/**
 * An API that is called with a token of OAuth 2.0 client credentials (RFC 6749, 4.4), for the keys `clientId` and `clientSecret` of the secret.
 * It is kept until shortly before it ends. Where a kept one is told 401 another is asked for, once; a 403 is the same with any (RFC 6750, 3.1).
 */
export function clientCredentialsApi({ tokenUrl, scope, ...props }: ClientCredentialsProps): JsonApi {
  let kept = { token: '', until: 0 };
  const ask = jsonApi({
    ...props,
    base: tokenUrl,
    keys: ['clientId', 'clientSecret'],
    headers: () => ({}),
    // Wrong credentials are a 400 or a 401 (RFC 6749, 5.2).
    exception: ({ status }) => (status === 400 ? rejected('auth', 'HTTP 400') : undefined),
    // In a word: `invalid_client`, `invalid_scope` (the same).
    message: (body) => `no token: ${(body as { error?: unknown } | undefined)?.error ?? 'it does not say why'}`,
  });
  const form = ({ clientId, clientSecret }: Readonly<Record<string, string>>) => ({
    grant_type: 'client_credentials',
    client_id: clientId!,
    client_secret: clientSecret!,
    ...(scope && { scope }),
  });
  const issued = () =>
    andThen(ask({ method: 'POST', path: '', form, reads: true }, granted), ({ access_token: token, expires_in }) => {
      kept = { token, until: Date.now() + expires_in * 1000 - EARLY_MS };
      return ok(token);
    });
  return async (request, shape) => {
    const call = (token: string) => {
      // With the secret's values beside it: none of them may be said either.
      const secret = async (fresh?: boolean) => ({ ...(await props.secret(fresh)), token });
      const headers = () => ({ authorization: `Bearer ${token}` });
      return jsonApi({ ...props, secret, keys: ['token'], headers })(request, shape);
    };
    const first = Date.now() < kept.until ? await call(kept.token) : undefined;
    if (first !== undefined && !isUnauthorised(first)) return first;
    kept.until = 0;
    return andThen(issued(), call);
  };
}

function isUnauthorised(result: TargetResult<unknown>): boolean {
  return result.outcome === 'rejected' && result.why.includes('HTTP 401');
}
