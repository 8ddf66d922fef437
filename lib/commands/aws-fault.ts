import { UsageError } from './usage-error';

const CREDENTIALS =
  /^(CredentialsProviderError|TokenProviderError|UnrecognizedClient\w*|InvalidClientTokenId|SignatureDoesNotMatch|InvalidSignature\w*|IncompleteSignature\w*|MissingAuthenticationToken\w*)$|token.*expired|ExpiredToken/i;
const DENIED = /^(AccessDenied\w*|Unauthorized\w*|NotAuthorized\w*)$/;

/**
 * What AWS, the way to it or the lack of credentials says, as the user's business; nothing for an error that is ours.
 *
 * @param actions IAM actions that are needed, for who may not do something
 */
export function awsFault(error: unknown, actions: readonly string[] = []): UsageError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message } = error;
  if (CREDENTIALS.test(name))
    return new UsageError(
      `AWS credentials: got none that work (${message}), allowed is a profile or environment with valid ones`,
    );
  if (/region is missing|region not accepted/i.test(message)) {
    const region = /region="([^"]+)"/.exec(message)?.[1];
    const got = region === undefined ? 'none' : `"${region}"`;
    return new UsageError(`AWS region: got ${got}, allowed is one in AWS_REGION or in the profile`);
  }
  if (DENIED.test(name) && actions.length > 0)
    return new UsageError(`AWS: got ${name}: ${message}; allowed are credentials that may ${actions.join(', ')}`);
  if ('$metadata' in error || 'code' in error) return new UsageError(`AWS: got ${name}: ${message}`);
  return undefined;
}
