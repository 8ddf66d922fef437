import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { judge, notUnderstood, send } from './http';
import type { TargetDependencies } from './target';
import { withSecrets } from './with-secret';

/** A token is fetched anew so long before it ends: calls under way still have it. */
const EARLY_MS = 60_000;

const granted = v.object({
  access_token: v.string(),
  /** Seconds; RFC 6749, 5.1 recommends it only, and then each call asks. */
  expires_in: v.optional(v.number(), 0),
});

interface ClientCredentialsProps extends Pick<TargetDependencies, 'secret' | 'timeoutMs'> {
  /** Of the token endpoint. */
  readonly url: string;
  readonly vendor: string;
}

/**
 * OAuth 2.0 client credentials (RFC 6749, 4.4) with the keys `clientId` and `clientSecret` of the secret: the access token, kept until
 * shortly before it ends; `fresh` asks for another.
 */
export function clientCredentials(props: ClientCredentialsProps): (fresh?: boolean) => Promise<TargetResult<string>> {
  let kept = { token: '', until: 0 };
  return async (fresh = false) => {
    if (!fresh && Date.now() < kept.until) return ok(kept.token);
    const answer = await grant(props);
    if (answer.outcome !== 'ok') return answer;
    const { access_token: token, expires_in: seconds } = answer.value;
    kept = { token, until: Date.now() + seconds * 1000 - EARLY_MS };
    return ok(token);
  };
}

function grant({ url, vendor, secret, timeoutMs }: ClientCredentialsProps) {
  return withSecrets(secret, ['clientId', 'clientSecret'], async ({ clientId, clientSecret }) => {
    const form = { grant_type: 'client_credentials', client_id: clientId!, client_secret: clientSecret! };
    const answer = await send({ method: 'POST', url, headers: {}, form, reads: true, timeoutMs });
    if (answer.outcome !== 'ok') return answer;
    // Wrong credentials are a 400 or a 401 (RFC 6749, 5.2).
    const isWrong = answer.value.status === 400;
    const refused = isWrong ? rejected('auth', 'HTTP 400') : judge(answer.value, true);
    if (refused !== undefined && refused.outcome !== 'ok')
      return { ...refused, why: `${vendor}: ${refused.why}: no token` };
    const parsed = v.safeParse(granted, answer.value.body);
    return parsed.success ? ok(parsed.output) : notUnderstood(`${vendor} answered with no token`, true);
  });
}
