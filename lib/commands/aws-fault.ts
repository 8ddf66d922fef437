import { UsageError } from './usage-error';

/** What AWS, the way to it or the lack of credentials says, as the user's business; nothing for an error that is ours. */
export function awsFault(error: unknown): UsageError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message } = error;
  if (name === 'CredentialsProviderError' || /token.*expired|ExpiredToken/i.test(name))
    return new UsageError(
      `AWS credentials: got none that work (${message}), allowed is a profile or environment with valid ones`,
    );
  if (/region is missing|region not accepted/i.test(message))
    return new UsageError('AWS region: got none, allowed is one in AWS_REGION or in the profile');
  if ('$metadata' in error || 'code' in error) return new UsageError(`AWS: got ${name}: ${message}`);
  return undefined;
}
