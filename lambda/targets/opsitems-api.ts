import {
  type CreateOpsItemCommand,
  type DescribeOpsItemsCommand,
  type GetOpsItemCommand,
  type OpsItem,
  type OpsItemSummary,
  SSMClient,
  type UpdateOpsItemCommand,
} from '@aws-sdk/client-ssm';
import { ok, rejected, retryLater, type TargetResult } from '../../lib/model/contracts/target-result';
import { line, truncated } from '../../lib/render/text';
import { judge, noAnswer, notUnderstood, readUpTo } from './http';

type OpsItemsCommand = CreateOpsItemCommand | DescribeOpsItemsCommand | GetOpsItemCommand | UpdateOpsItemCommand;

/** What the operations answer, the SDK has read it; any of it may be missing. */
interface Output {
  readonly OpsItemId?: string;
  readonly OpsItem?: OpsItem;
  readonly OpsItemSummaries?: readonly OpsItemSummary[];
  /** The creation found one that is not resolved. */
  readonly existed?: boolean;
}

/**
 * One call, and what is read of its output; nothing where it is not as documented. All of them may be repeated: OpsCenter takes a second
 * creation for the first one.
 */
export type OpsItemsApi = <T>(
  command: OpsItemsCommand,
  read: (output: Output) => T | undefined,
) => Promise<TargetResult<T>>;

const LONGEST_WHY = 300;
const SOON_SECONDS = 5;
/** A page of OpsItems has some KB; what is longer comes from somebody else. */
const LARGEST_ANSWER = 8 * 1024 * 1024;

/**
 * Codes that their status does not tell apart, most come with 400. Sources: "Common error types" and the exceptions of the operations in the
 * Systems Manager API reference. A conflict is an OpsItem that is just being deleted, by the words of the SDK.
 */
const CODES: readonly (readonly [RegExp, (why: string) => TargetResult<never>])[] = [
  [/Throttl|RequestLimit|TooMany/, (why) => retryLater(SOON_SECONDS, 'rateLimited', why)],
  [
    /AccessDenied|NotAuth|OptIn|UnrecognizedClient|TokenId|AuthenticationToken|ExpiredToken|Signature|Credentials/,
    auth,
  ],
  [/OpsItemNotFound/, (why) => rejected('gone', why)],
  [/OpsItemConflict/, (why) => retryLater(SOON_SECONDS, 'clientError', why)],
];

/** @param endpoint where SSM is. @default - that of the function's region */
export function opsItemsApi(endpoint: string | undefined, timeoutMs: number): OpsItemsApi {
  // Who repeats and when is decided by the queue.
  const client = new SSMClient({ maxAttempts: 1, streamCollector: collect, ...(endpoint && { endpoint }) });
  return async (command, read) => {
    let output: Output;
    try {
      // One of the client's many signatures: it takes any command.
      output = await client.send(command as GetOpsItemCommand, { abortSignal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      const failure = error as Failure;
      // That there is one already is an answer, and it says which.
      if (failure.OpsItemId === undefined) return failed(failure);
      output = { OpsItemId: failure.OpsItemId, existed: true };
    }
    const value = read(output);
    return value === undefined ? notUnderstood('OpsCenter: other than documented', true) : ok(value);
  };
}

/** What the SDK throws: an exception of the service, an answer that it cannot read, or an error of the network. */
interface Failure extends Error {
  /** Of OpsItemAlreadyExistsException alone. */
  readonly OpsItemId?: string;
  readonly $response?: { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> };
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const bytes = await readUpTo(LARGEST_ANSWER, stream);
  if (bytes === undefined) throw new Error(`an answer of more than ${LARGEST_ANSWER} bytes`);
  return bytes;
}

function auth(why: string): TargetResult<never> {
  return rejected('auth', why);
}

function failed(failure: Failure): TargetResult<never> {
  const { name, message, $response } = failure;
  const why = truncated(`OpsCenter: ${name}: ${line(message)}`, LONGEST_WHY);
  const [, meaning] = CODES.find(([code]) => code.test(name)) ?? [];
  if (meaning !== undefined) return meaning(why);
  if ($response === undefined) return noAnswer(asOfFetch(failure), true);
  const { statusCode: status, headers } = $response;
  const judged = judge({ status, headers: new Headers(headers), body: undefined }, true) ?? notUnderstood(why, true);
  return { ...judged, why } as TargetResult<never>;
}

/** Fetch says the same as a cause, and calls it a timeout only when our own time is up. */
function asOfFetch(failure: Failure): Error {
  const name = failure.name === 'AbortError' ? 'TimeoutError' : 'Error';
  return Object.assign(new Error(failure.message, { cause: failure }), { name });
}
