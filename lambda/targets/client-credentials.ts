import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { jsonApi } from './json-api';
import type { Access } from './target';

/** A token is fetched anew so long before it ends: calls under way still have it. */
const EARLY_MS = 60_000;

const granted = v.object({
  access_token: v.string(),
  /** Seconds; RFC 6749, 5.1 recommends it only, and without it each call asks. */
  expires_in: v.optional(v.number(), 0),
});

interface ClientCredentialsProps extends Access {
  /** Of the token endpoint. */
  readonly url: string;
  readonly vendor: string;
}

/**
 * OAuth 2.0 client credentials (RFC 6749, 4.4) with the keys `clientId` and `clientSecret` of the secret: the access token, kept until
 * shortly before it ends; `fresh` asks for another.
 */
export function clientCredentials(props: ClientCredentialsProps): (fresh?: boolean) => Promise<TargetResult<string>> {
  const { url, ...rest } = props;
  const call = jsonApi({
    ...rest,
    base: url,
    keys: ['clientId', 'clientSecret'],
    headers: () => ({}),
    // Wrong credentials are a 400 or a 401 (RFC 6749, 5.2).
    exception: ({ status }) => (status === 400 ? rejected('auth', 'HTTP 400') : undefined),
    message: () => 'no token for these credentials',
  });
  let kept = { token: '', until: 0 };
  return async (fresh = false) => {
    if (!fresh && Date.now() < kept.until) return ok(kept.token);
    const answer = await call({ method: 'POST', path: '', form: formOf, reads: true }, granted);
    if (answer.outcome !== 'ok') return answer;
    const { access_token: token, expires_in: seconds } = answer.value;
    kept = { token, until: Date.now() + seconds * 1000 - EARLY_MS };
    return ok(token);
  };
}

function formOf({ clientId, clientSecret }: Readonly<Record<string, string>>) {
  return { grant_type: 'client_credentials', client_id: clientId!, client_secret: clientSecret! };
}
