import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** All variables of a function together, names and values. Source: AWS Lambda developer guide, "Lambda quotas": 4 KB. */
const LARGEST = 4096;
/** What a function has beside its own: how it is instrumented, and V8's options. */
const OTHERS = 200;
/** A name that only the deployment knows: ARNs and addresses of queues are about so long. */
const UNKNOWN = 110;

/** What is wrong with the size of a function's variables, in words: CloudFormation would say so half-way through a deployment. */
export function environmentFault(
  scope: Construct,
  environment: Readonly<Record<string, string>>,
  targets: number,
): string | undefined {
  const resolved = Stack.of(scope).resolve(environment) as Record<string, unknown>;
  const bytes = Object.entries(resolved).reduce((sum, [name, value]) => sum + name.length + bytesOf(value), OTHERS);
  return bytes <= LARGEST
    ? undefined
    : `targets: got ${targets} whose settings make about ${bytes} bytes of variables for each function, allowed are ${LARGEST}: use fewer targets or shorter settings`;
}

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  const [separator, parts] = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'] ?? ['', []];
  if (parts.length === 0) return UNKNOWN;
  return parts.reduce((sum: number, part) => sum + bytesOf(part) + separator.length, 0);
}
