import type { FakeAnswer } from './server';

/** What OpsCenter refuses; limits from CreateOpsItem and UpdateOpsItem in the Systems Manager API reference. */
export interface OperationalValue {
  readonly Value: string;
  readonly Type: 'SearchableString' | 'String';
}

export interface OpsItemInput {
  readonly Title?: string;
  readonly Description?: string;
  readonly Source?: string;
  readonly Severity?: string;
  readonly Priority?: number;
  readonly Category?: string;
  readonly Status?: string;
  readonly OperationalData?: Readonly<Record<string, OperationalValue>>;
  readonly OperationalDataToDelete?: readonly string[];
  readonly Notifications?: readonly { readonly Arn: string }[];
}

export const DEDUP = '/aws/dedup';
const OWN_KEYS = new Set([DEDUP, '/aws/resources', '/aws/automations']);
const TAKEN = /^\/?(?:amazon|aws|amzn|ssm)/i;
const LONGEST = { Title: 1024, Description: 2048, Source: 128 } as const;
const LONGEST_KEY = 128;
const LARGEST_VALUE = 20 * 1024;
const STATES = ['Open', 'InProgress', 'Resolved'];

/** AWS tells errors apart by `__type`, and most of them have status 400. */
export function exception(type: string, message: string, members: object = {}, status = 400): FakeAnswer {
  return { status, body: { __type: type, Message: message, message, ...members } };
}

/** What is wrong with the fields of a creation or an update; the first thing. */
export function inputFault(input: OpsItemInput): FakeAnswer | undefined {
  for (const [member, longest] of Object.entries(LONGEST)) {
    const given = input[member as keyof typeof LONGEST];
    if (given !== undefined && (given.length < 1 || given.length > longest))
      return invalid(
        `1 validation error detected: Value at '${member}' failed to satisfy constraint: length 1 to ${longest}`,
      );
  }
  if (input.Severity !== undefined && !/^[1-4]$/.test(input.Severity)) return parameter('Severity', input.Severity);
  const { Priority } = input;
  if (Priority !== undefined && !(Number.isInteger(Priority) && Priority >= 1 && Priority <= 5))
    return invalid(
      `1 validation error detected: Value '${Priority}' at 'priority' failed to satisfy constraint: 1 to 5`,
    );
  if (input.Status !== undefined && !STATES.includes(input.Status)) return parameter('Status', input.Status);
  const data = Object.entries(input.OperationalData ?? {});
  const wrong = data.find(([key, value]) => isWrong(key, value));
  return wrong && parameter('OperationalData', wrong[0]);
}

function isWrong(key: string, { Value, Type }: OperationalValue): boolean {
  if (key.length > LONGEST_KEY || (TAKEN.test(key) && !OWN_KEYS.has(key))) return true;
  return Buffer.byteLength(Value) > LARGEST_VALUE || !['SearchableString', 'String'].includes(Type);
}

function invalid(message: string): FakeAnswer {
  return exception('ValidationException', message);
}

export function parameter(name: string, got: string): FakeAnswer {
  return exception('OpsItemInvalidParameterException', `${name}: ${got} is not valid`, { ParameterNames: [name] });
}
