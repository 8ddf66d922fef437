import { rejected, type TargetResult } from '../../lib/model/contracts/target-result';

/**
 * Calls with the secret's value, and once more with a fresh one when the vendor refuses it: it may have been rotated. A second
 * refusal is final; hammering with a wrong token gets accounts locked.
 */
export async function withSecret<T>(
  secret: (fresh?: boolean) => Promise<Record<string, string>>,
  key: string,
  call: (value: string) => Promise<TargetResult<T>>,
): Promise<TargetResult<T>> {
  const values = await secret();
  const first = await withValue(values[key], key, call);
  if (first.outcome !== 'rejected' || first.reason !== 'auth') return first;
  const fresh = await secret(true);
  return fresh[key] === values[key] ? first : withValue(fresh[key], key, call);
}

async function withValue<T>(
  value: string | undefined,
  key: string,
  call: (value: string) => Promise<TargetResult<T>>,
): Promise<TargetResult<T>> {
  return value ? call(value) : rejected('auth', `the secret has no key "${key}"`);
}
