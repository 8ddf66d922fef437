import { rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { truncated } from '../../lib/render/text';

/** Visible ASCII: everything else is refused by HTTP itself, with a message that quotes the value. */
const TOKEN = /^[\x21-\x7e]+$/;
const LONGEST_WHY = 300;

/**
 * Calls with the secret's value, and once more with a fresh one when the vendor refuses it: it may have been rotated. A second
 * refusal is final; hammering with a wrong token gets accounts locked. What is said of a failure never contains a secret, even
 * when the vendor repeats it.
 */
export async function withSecret<T>(
  secret: (fresh?: boolean) => Promise<Record<string, string>>,
  key: string,
  call: (value: string) => Promise<TargetResult<T>>,
): Promise<TargetResult<T>> {
  const values = await secret();
  const first = await withValue(values, key, call);
  if (first.outcome !== 'rejected' || first.reason !== 'auth') return first;
  const fresh = await secret(true);
  return fresh[key] === values[key] ? first : withValue(fresh, key, call);
}

async function withValue<T>(
  values: Record<string, string>,
  key: string,
  call: (value: string) => Promise<TargetResult<T>>,
): Promise<TargetResult<T>> {
  const value = values[key];
  if (!value) return rejected('auth', `the secret has no key "${key}"`);
  if (!TOKEN.test(value))
    return rejected('auth', `the secret's "${key}" holds spaces, line breaks or other than ASCII`);
  const result = await call(value);
  return result.outcome === 'ok' ? result : { ...result, why: truncated(redacted(result.why, values), LONGEST_WHY) };
}

/** Redacted before it is shortened: half a token must not remain either. */
function redacted(text: string, values: Record<string, string>): string {
  return Object.values(values).reduce(
    (rest, value) => (value === '' ? rest : rest.replaceAll(value, '[secret]')),
    text,
  );
}
