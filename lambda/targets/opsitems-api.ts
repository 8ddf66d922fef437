import {
  type CreateOpsItemCommand,
  type DescribeOpsItemsCommand,
  type GetOpsItemCommand,
  SSMClient,
  type UpdateOpsItemCommand,
} from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { ok, rejected, retryLater, type TargetResult } from '../../lib/model/contracts/target-result';
import { line, truncated } from '../../lib/render/text';
import { judge, noAnswer, notUnderstood } from './http';

type OpsItemsCommand = CreateOpsItemCommand | DescribeOpsItemsCommand | GetOpsItemCommand | UpdateOpsItemCommand;

/** One call, its output in the shape that is needed. All of them may be repeated: OpsCenter takes a second creation for the first one. */
export type OpsItemsApi = <T>(command: OpsItemsCommand, shape: v.GenericSchema<unknown, T>) => Promise<TargetResult<T>>;

const LONGEST_WHY = 300;
const CONFLICT_SECONDS = 5;
const THROTTLED_SECONDS = 5;

/**
 * Codes that a status does not tell apart: most of them come with 400. Sources: "Common errors" of the Systems Manager API reference and the
 * exceptions of its operations. A conflict is an OpsItem that is just being deleted, by the words of the SDK.
 */
const CODES: ReadonlyMap<string, (why: string) => TargetResult<never>> = new Map([
  ...[
    'ThrottlingException',
    'ThrottledException',
    'Throttling',
    'RequestLimitExceeded',
    'TooManyRequestsException',
  ].map((code) => [code, (why: string) => retryLater(THROTTLED_SECONDS, 'rateLimited', why)] as const),
  ...[
    'OpsItemAccessDeniedException',
    'AccessDeniedException',
    'NotAuthorized',
    'OptInRequired',
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'IncompleteSignature',
    'MissingAuthenticationToken',
    'ExpiredTokenException',
    'CredentialsProviderError',
  ].map((code) => [code, (why: string) => rejected('auth', why)] as const),
  ['OpsItemNotFoundException', (why: string) => rejected('gone', why)] as const,
  ['OpsItemConflictException', (why: string) => retryLater(CONFLICT_SECONDS, 'clientError', why)] as const,
]);

/** @param endpoint where SSM is. @default - that of the function's region */
export function opsItemsApi(endpoint: string | undefined, timeoutMs: number): OpsItemsApi {
  // Who repeats and when is decided by the queue.
  const client = new SSMClient({ maxAttempts: 1, ...(endpoint !== undefined && { endpoint }) });
  return async (command, shape) => {
    let output: unknown;
    try {
      // One of the client's many signatures: it takes any command.
      output = await client.send(command as GetOpsItemCommand, { abortSignal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      const existing = existingOf(error as Failure);
      if (existing === undefined) return failed(error as Failure);
      output = existing;
    }
    const parsed = v.safeParse(shape, output);
    return parsed.success
      ? ok(parsed.output)
      : notUnderstood('OpsCenter answered with something else than documented', true);
  };
}

/** What the SDK throws: an exception of the service, an answer that it cannot read, or an error of the network. */
interface Failure extends Error {
  readonly OpsItemId?: string;
  readonly $response?: { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> };
}

/** That there is one already is an answer, and it says which. */
function existingOf({ name, OpsItemId }: Failure): object | undefined {
  return name === 'OpsItemAlreadyExistsException' ? { OpsItemId, existed: true } : undefined;
}

function failed(failure: Failure): TargetResult<never> {
  const { name, message, $response } = failure;
  const why = truncated(`OpsCenter: ${name}: ${line(message)}`, LONGEST_WHY);
  const known = CODES.get(name)?.(why);
  if (known !== undefined) return known;
  if ($response === undefined) return noAnswer(asOfFetch(failure), true);
  const { statusCode: status, headers } = $response;
  const judged = judge({ status, headers: new Headers(headers), body: undefined }, true);
  if (judged === undefined) return notUnderstood(`HTTP ${status} with an answer that is not JSON`, true);
  return judged.outcome === 'rejected' ? rejected(judged.reason, why) : judged;
}

/** Fetch says the same as a cause, and calls it a timeout only when our own time is up. */
function asOfFetch(failure: Failure): Error {
  const name = failure.name === 'AbortError' ? 'TimeoutError' : 'Error';
  return Object.assign(new Error(failure.message, { cause: failure }), { name });
}
