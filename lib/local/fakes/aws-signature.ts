import type { FakeCall } from './server';

/** Whether a call of AWS is signed for that service, by version 4. The signature itself is the SDK's work and is not computed again. */
export function isSignedFor(service: string, { headers }: Pick<FakeCall, 'headers'>): boolean {
  const signed =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\d{8})\/[a-z0-9-]+\/([a-z]+)\/aws4_request, SignedHeaders=([^,]*), Signature=[0-9a-f]{64}$/;
  const [, day, of, names = ''] = signed.exec(headers.authorization ?? '') ?? [];
  const date = String(headers['x-amz-date'] ?? '');
  const isOfTheDay = day !== undefined && new RegExp(`^${day}T\\d{6}Z$`).test(date);
  return isOfTheDay && of === service && ['host', 'x-amz-date'].every((name) => names.split(';').includes(name));
}
