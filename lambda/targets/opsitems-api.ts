import type {
  CreateOpsItemRequest,
  DescribeOpsItemsRequest,
  GetOpsItemRequest,
  UpdateOpsItemRequest,
} from '@aws-sdk/client-ssm';
import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { andThen } from './and-then';
import { awsApi } from './aws-api';
import { inUse, notUnderstood } from './http';

interface Operations {
  readonly CreateOpsItem: CreateOpsItemRequest;
  readonly GetOpsItem: GetOpsItemRequest;
  readonly UpdateOpsItem: UpdateOpsItemRequest;
  readonly DescribeOpsItems: DescribeOpsItemsRequest;
}

/** All operations may be repeated: OpsCenter takes a second creation for the first one. */
export type OpsItemsApi = <Name extends keyof Operations, T>(
  operation: Name,
  input: Operations[Name],
  shape: v.GenericSchema<unknown, T>,
) => Promise<TargetResult<T>>;

/** `__type` names an error, and OpsCenter calls the text of some `message`, of some `Message`. */
const failure = v.object({
  __type: v.optional(v.string()),
  message: v.optional(v.string()),
  Message: v.optional(v.string()),
});

/**
 * OpsCenter, in the JSON protocol of Systems Manager. Meanings: the exceptions of the operations in its API reference.
 *
 * @param apiUrl where it is. @default - that of the function's region
 */
export function opsItemsApi(apiUrl: string | undefined, timeoutMs: number): OpsItemsApi {
  const call = awsApi({ vendor: 'OpsCenter', service: 'ssm', apiUrl, timeoutMs, said, exception });
  return (operation, body, shape) => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AmazonSSM.${operation}` };
    return andThen(call({ headers, body, reads: true }), (answer) => {
      const parsed = v.safeParse(shape, answer.body);
      return parsed.success ? ok(parsed.output) : notUnderstood('OpsCenter: other than documented', true);
    });
  };
}

function said(body: unknown) {
  const parsed = v.safeParse(failure, body);
  const { __type: type, message, Message = message } = parsed.success ? parsed.output : {};
  return [type?.replace(/.*#/, ''), Message];
}

function exception(code: string, why: string): TargetResult<never> | 'answer' | undefined {
  // It says which one there is.
  if (code === 'OpsItemAlreadyExistsException') return 'answer';
  if (code === 'OpsItemNotFoundException') return rejected('gone', why);
  // By the words of the SDK one that is just being deleted.
  return code === 'OpsItemConflictException' ? inUse(why) : undefined;
}
