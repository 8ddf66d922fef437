import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AssemblyStack } from '../../lib/assembly';
import { LAMBDA_FUNCTIONS } from '../../scripts/lambda-bundles';

/** One action on one resource that a role allows. */
export interface Grant {
  readonly action: string;
  /** As it stands in the template, `<Queue.Arn>` for a reference. */
  readonly resource: string;
  /** Why Lambda itself needs it, where it does; nothing when only the function's own code can need it. */
  readonly platform?: string;
}

export interface DeployedFunction {
  /** Name of its bundle; nothing when it is none of ours. */
  readonly bundle: string | undefined;
  readonly logicalId: string;
  readonly role: string;
  readonly grants: readonly Grant[];
}

type Properties = Readonly<Record<string, unknown>>;
interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

const POLLS_QUEUE = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl', 'ChangeMessageVisibility'];
const WRITES_LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
/** Of AWS's managed policy CloudWatchLambdaApplicationSignalsExecutionRolePolicy, version 1. */
const WRITES_SIGNALS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const SIGNALS_LOG = /^arn:[^:]+:logs:[^:*]+:[^:*]+:log-group:\/aws\/application-signals\/data:\*$/;
const WRITES_TRACES = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

/** Every function of a stack with all that its role allows. */
export function deployedFunctions(stack: AssemblyStack): DeployedFunction[] {
  const resources = Object.entries(stack.template.Resources ?? {});
  const ofType = (type: string) =>
    resources.flatMap(([id, { Type, Properties = {} }]) =>
      Type === type ? [[id, Properties as Properties] as const] : [],
    );
  const bundles = new Map(LAMBDA_FUNCTIONS.map((name) => [digest(bundleFile(name)), name]));
  return ofType('AWS::Lambda::Function').map(([logicalId, properties]) => {
    const role = reference(properties.Role);
    const grants = [
      ...ofType('AWS::IAM::Role')
        .filter(([id]) => id === role)
        .flatMap(([, of]) => ownGrants(of)),
      ...ofType('AWS::IAM::Policy')
        .filter(([, { Roles }]) => (Roles as unknown[] | undefined)?.some((each) => reference(each) === role))
        .flatMap(([, { PolicyDocument }]) => grantsOf(PolicyDocument)),
    ];
    const queues = polled(logicalId, ofType);
    const asset = stack.assets.get(String((properties.Code as { S3Key?: string }).S3Key));
    return {
      bundle: asset && bundles.get(digest(join(asset, 'index.mjs'))),
      logicalId,
      role,
      grants: grants.map((grant) => ({ ...grant, platform: platformReason(grant, properties, queues) })),
    };
  });
}

/** What the role of a function allows too little or too much, in words; empty when it is exactly right. */
export function grantFaults(name: string, calls: ReadonlySet<string>, grants: readonly Grant[]): string[] {
  const granted = new Set(grants.map(({ action }) => action));
  const missing = [...calls].filter((action) => !granted.has(action));
  const superfluous = grants.filter(({ action, platform }) => platform === undefined && !calls.has(action));
  return [
    ...missing.map((action) => `${name}: calls ${action}, which its role does not allow`),
    ...superfluous.map(({ action, resource }) => `${name}: may ${action} on ${resource}, which it never calls`),
  ];
}

/** Reasons for which Lambda, and not the function's code, acts with the role: each only on the very resource. */
function platformReason(
  { action, resource }: Grant,
  properties: Properties,
  queues: readonly string[],
): string | undefined {
  const { LoggingConfig, TracingConfig, DeadLetterConfig, Environment } = properties as {
    LoggingConfig?: { LogGroup: unknown };
    TracingConfig?: { Mode: string };
    DeadLetterConfig?: { TargetArn: unknown };
    Environment?: { Variables: Readonly<Record<string, unknown>> };
  };
  const log = LoggingConfig && `<${reference(LoggingConfig.LogGroup)}.Arn>`;
  if (WRITES_LOG.includes(action) && resource === log) return 'writes its own log';
  if (WRITES_TRACES.includes(action) && resource === '*' && TracingConfig?.Mode === 'Active')
    return 'writes its traces';
  const isInstrumented = Environment?.Variables.AWS_LAMBDA_EXEC_WRAPPER === '/opt/otel-instrument';
  if (isInstrumented && WRITES_SIGNALS.includes(action) && SIGNALS_LOG.test(resource.replaceAll('AWS::', '')))
    return 'its layer writes Application Signals';
  if (queues.includes(resource) && POLLS_QUEUE.some((each) => action === `sqs:${each}`)) return 'polls this queue';
  if (action === 'sqs:SendMessage' && DeadLetterConfig && resource === flat(DeadLetterConfig.TargetArn))
    return 'keeps failed invocations';
  return undefined;
}

/** ARNs of the queues whose messages invoke a function, by itself or by an alias of it. */
function polled(fn: string, ofType: (type: string) => (readonly [string, Properties])[]): string[] {
  const aliases = ofType('AWS::Lambda::Alias').filter(([, { FunctionName }]) => reference(FunctionName) === fn);
  const names = [fn, ...aliases.map(([id]) => id)];
  return ofType('AWS::Lambda::EventSourceMapping').flatMap(([, { FunctionName, EventSourceArn }]) =>
    names.some((name) => mentions(FunctionName, name)) ? [flat(EventSourceArn)] : [],
  );
}

/** CDK takes the name of an alias' function out of the alias' ARN with intrinsic functions. */
function mentions(value: unknown, logicalId: string): boolean {
  return JSON.stringify(value).includes(`{"Ref":"${logicalId}"}`);
}

function ownGrants({ Policies = [], ManagedPolicyArns = [] }: Properties): Grant[] {
  const inline = (Policies as { PolicyDocument: unknown }[]).flatMap(({ PolicyDocument }) => grantsOf(PolicyDocument));
  // What a managed policy allows is not in the template.
  return [...inline, ...(ManagedPolicyArns as unknown[]).map((arn) => ({ action: '*', resource: flat(arn) }))];
}

function grantsOf(document: unknown): Grant[] {
  return (document as { Statement: Statement[] }).Statement.flatMap(({ Effect, Action, Resource }) => {
    if (Effect !== 'Allow') throw new Error(`effect: got ${Effect}, this test understands Allow`);
    const resources = [Resource].flat().map(flat);
    return [Action].flat().flatMap((action) => resources.map((resource) => ({ action, resource })));
  });
}

/** Logical id that a `Ref` or `Fn::GetAtt` names. */
function reference(value: unknown): string {
  const { Ref, 'Fn::GetAtt': attribute } = (value ?? {}) as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
  return Ref ?? attribute?.[0] ?? '';
}

/** A value of a template as one text: `arn:<AWS::Partition>:…`. */
export function flat(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': joined } = value as Record<string, unknown>;
  if (Ref !== undefined) return `<${Ref}>`;
  if (attribute !== undefined) return `<${[attribute].flat().join('.')}>`;
  if (joined === undefined)
    throw new Error(`value: got ${JSON.stringify(value)}, this test understands Ref, Fn::GetAtt and Fn::Join`);
  const [separator, parts] = joined as [string, unknown[]];
  return parts.map(flat).join(separator);
}

function bundleFile(name: string): string {
  return resolve(__dirname, '../../dist/lambda', name, 'index.mjs');
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
