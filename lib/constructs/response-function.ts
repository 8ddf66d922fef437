import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  Architecture,
  Code,
  type ILayerVersion,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge, acknowledgeResource } from './acknowledge';
import { DeclarationError } from './faults';
import { LambdaSignals, type LambdaSignalsProps } from './lambda-signals';
import { regionWithoutLayers } from './signals-layers';

/**
 * A young generation of 2 MB, V8's own is 16: the functions make little garbage at a time, and `deliver` peaks at 101 MB with it and at
 * 136 without (`memory` of `npm start -- --story storm --json`). Whether Lambda sets a size of its own, which would win, is not documented.
 */
const NODE_OPTIONS = '--max-semi-space-size=2';

/** Names of the functions, which are the names of their folders. */
export type ResponseFunctionName =
  | 'record-signal'
  | 'reconcile'
  | 'deliver'
  | 'canary'
  | 'enrich'
  | 'slack-actions'
  | 'callbacks'
  | 'act';

/** Properties of a function of the response stack. */
export interface ResponseFunctionProps {
  /** Which function: the folder of its bundle. */
  readonly name: ResponseFunctionName;
  /** What it does, for who finds it in the console. */
  readonly description: string;
  /** After which Lambda ends it. */
  readonly timeout: Duration;
  /** Its environment variables. */
  readonly environment: Record<string, string>;
  /** How long its log is kept. */
  readonly logRetention: RetentionDays;
  /**
   * How the function is instrumented for Application Signals.
   * @default - it is not
   */
  readonly signals?: Omit<LambdaSignalsProps, 'lambdaFunction'>;
}

/**
 * One function of the response stack: its own role that may write its own log group and traces, and nothing else until granted.
 * Traces cost 5 dollars a million beyond the 100,000 a month that are free (https://aws.amazon.com/xray/pricing/, read in
 * November 2026); the response stack makes about half of those.
 */
export class ResponseFunction extends Construct {
  /** The function itself; whoever calls it calls `live`. */
  readonly fn: LambdaFunction;
  /** What everybody calls: the version that is deployed, or two of them while traffic moves from one to the other. */
  readonly live: Alias;
  /** Where it writes its log. */
  readonly logGroup: LogGroup;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: ResponseFunctionProps) {
    super(scope, id);
    const { name, description, timeout, environment, logRetention, signals } = props;
    this.logGroup = new LogGroup(this, 'Logs', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.fn = new LambdaFunction(this, 'Function', {
      description,
      code: Code.fromAsset(bundleOf(name, this.node.path)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout,
      environment: { ...environment, NODE_OPTIONS },
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      role: this.#role,
      tracing: Tracing.ACTIVE,
    });
    if (signals !== undefined) new LambdaSignals(this, 'Signals', { lambdaFunction: this.fn, ...signals });
    this.logGroup.grantWrite(this.#role);
    acknowledgeResource(this.#role, '*', 'X-Ray knows no resources: PutTraceSegments and PutTelemetryRecords.');
    acknowledge(
      this,
      'Serverless-LambdaDLQ',
      'Messages of a queue that fail go to the dead-letter queue of that queue; a failed tick is worth nothing once the next one came, and the alarm on errors tells people.',
    );
    acknowledge(
      this,
      'Serverless-LambdaEventSourceMappingDestination',
      'Lambda knows no destination for failed messages of SQS: the queue itself has a dead-letter queue.',
    );
    this.live = new Alias(this, 'Live', { aliasName: 'live', version: this.fn.currentVersion });
  }

  /** Exactly these actions on exactly these resources. */
  allow(actions: string[], ...resources: string[]): void {
    this.#role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  }

  /** The secrets' values, and their keys where those are not the account's own; `grantRead` would allow more. */
  mayReadSecrets(secrets: readonly ISecret[]): void {
    if (secrets.length === 0) return;
    // A secret that is known by name only has six more characters in its ARN.
    const arns = secrets.map(({ secretFullArn, secretArn }) => secretFullArn ?? `${secretArn}-??????`);
    this.allow(['secretsmanager:GetSecretValue'], ...arns);
    for (const { encryptionKey } of secrets) encryptionKey?.grant(this.#role, 'kms:Decrypt');
  }

  /** `allow` where a resource cannot be named more narrowly, with the reason. */
  allowBroadly(actions: string[], resource: string, reason: string): void {
    this.allow(actions, resource);
    acknowledgeResource(this.#role, resource, reason);
  }
}

/** What is wrong with how a response is to be instrumented, in its own words. */
export function signalsFault(
  scope: Construct,
  isInstrumented: boolean,
  layer: ILayerVersion | undefined,
): string | undefined {
  if (!isInstrumented) return layer && 'signalsLayer: got a layer, allowed is none where applicationSignals is false';
  const region = regionWithoutLayers(scope);
  return region === undefined || layer !== undefined
    ? undefined
    : `signalsLayer: got none, and none is known for ${region}; allowed is AWSOpenTelemetryDistroJs of that region, or applicationSignals false`;
}

/** `dist/lambda/<name>`, seen from the sources (lib/constructs) and from the compiled package (dist/lib/constructs). */
function bundleOf(name: ResponseFunctionName, place: string): string {
  const candidates = ['../../dist/lambda', '../../lambda'].map((path) => join(__dirname, path, name));
  const bundle = candidates.find((directory) => existsSync(join(directory, 'index.mjs')));
  if (bundle === undefined) {
    throw new DeclarationError(place, [
      `bundle of ${name}: got none in ${candidates.join(' or ')}; make it with "npm run build:lambda"`,
    ]);
  }
  return bundle;
}
