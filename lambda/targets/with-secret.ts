import { rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { truncated } from '../../lib/render/text';

/** Visible ASCII: everything else is refused by HTTP itself, with a message that quotes the value. */
const TOKEN = /^[\x21-\x7e]+$/;
const LONGEST_WHY = 300;

type Values = Readonly<Record<string, string>>;

/** `withSecrets` for a secret of which one value is needed. */
export function withSecret<T>(
  secret: (fresh?: boolean) => Promise<Values>,
  key: string,
  call: (value: string) => Promise<TargetResult<T>>,
): Promise<TargetResult<T>> {
  return withSecrets(secret, [key], (values) => call(values[key]!));
}

/**
 * Calls with the secret's values, and once more with fresh ones when the vendor refuses them: they may have been rotated. A second
 * refusal is final; hammering with a wrong token gets accounts locked. What is said of a failure never contains a secret, even
 * when the vendor repeats it.
 */
export async function withSecrets<T>(
  secret: (fresh?: boolean) => Promise<Values>,
  keys: readonly string[],
  call: (values: Values) => Promise<TargetResult<T>>,
): Promise<TargetResult<T>> {
  const values = await secret();
  const first = await withValues(values, keys, call);
  if (first.outcome !== 'rejected' || first.reason !== 'auth') return first;
  const fresh = await secret(true);
  return keys.every((key) => fresh[key] === values[key]) ? first : withValues(fresh, keys, call);
}

async function withValues<T>(
  values: Values,
  keys: readonly string[],
  call: (values: Values) => Promise<TargetResult<T>>,
): Promise<TargetResult<T>> {
  const missing = keys.find((key) => !values[key]);
  if (missing !== undefined) return rejected('auth', `the secret has no key "${missing}"`);
  const wrong = keys.find((key) => !TOKEN.test(values[key]!));
  if (wrong !== undefined)
    return rejected('auth', `the secret's "${wrong}" holds spaces, line breaks or other than ASCII`);
  const result = await call(values);
  return result.outcome === 'ok' ? result : { ...result, why: worded(result.why, Object.values(values)) };
}

/** What may be said of a failure. Redacted before it is shortened: half a token must not remain either. */
export function worded(why: string, secrets: readonly string[]): string {
  return truncated(redacted(why, secrets), LONGEST_WHY);
}

export function redacted(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '[secret]')), text);
}
