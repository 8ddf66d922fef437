import { Stack, Token } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  type CfnFunction,
  type ILayerVersion,
  type Function as LambdaFunction,
  LayerVersion,
  Runtime,
  RuntimeFamily,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledgeResource } from './acknowledge';
import { Faults } from './faults';
import { regionWithoutLayers, type SignalsLanguage, signalsLayerArn } from './signals-layers';

/** The script of AWS's layers that starts the runtime with instrumentation, the same for all languages. */
const WRAPPER = '/opt/otel-instrument';
const WRAPPER_VARIABLE = 'AWS_LAMBDA_EXEC_WRAPPER';

const LANGUAGES: ReadonlyMap<RuntimeFamily | undefined, SignalsLanguage> = new Map([
  [RuntimeFamily.NODEJS, 'Js'],
  [RuntimeFamily.PYTHON, 'Python'],
  [RuntimeFamily.JAVA, 'Java'],
  [RuntimeFamily.DOTNET_CORE, 'DotNet'],
]);

/** Properties of the instrumentation of a function. */
export interface LambdaSignalsProps {
  /** A function of this app, in Node.js, Python, Java or .NET; it is changed in place. */
  readonly lambdaFunction: LambdaFunction;
  /**
   * Layer with the instrumentation. Give it where this release does not know your region, to take a newer version than it knows, or to
   * keep one. Must be one of `AWSOpenTelemetryDistro…` for the function's language: with any other layer (the older `aws-otel-…`
   * among them) the function does not start, because the wrapper is not in it.
   * @default - AWS's layer for the function's language in the stack's region, in the version that this release knows
   */
  readonly layer?: ILayerVersion;
  /**
   * Name of the service in Application Signals. Functions with one name are one service.
   * @default - the function's name
   */
  readonly serviceName?: string;
}

/**
 * Instrumentation of a function for CloudWatch Application Signals with AWS's layer of OpenTelemetry: traces, and latency, faults and errors of
 * each function, on which `Sli.availability` and `Sli.latency` build. Sets active tracing, the layer, its wrapper and the permissions
 * of AWS's managed policy `CloudWatchLambdaApplicationSignalsExecutionRolePolicy`, on this account and region only. A role that was
 * imported as immutable must have them already. The account needs Application Signals (`AWS::ApplicationSignals::Discovery`) once.
 *
 * Costs start-up time: +602 ms with 512 MB and +707 ms with 128 MB were measured by others on Node.js 22, and some 20 MB of
 * memory; warm invocations stay as they were. Application Signals charges by request and outgoing call, about 1.50 USD a million.
 *
 * ESM handlers on Node.js work: the wrapper sees an `.mjs` file or `"type": "module"` and hooks only the modules that it instruments
 * (aws-otel-js-instrumentation, lambda-layer/packages/layer/scripts/otel-instrument and src/wrapper.mjs, from release 0.9.0 on). An
 * AWS SDK inside a bundle is not seen: its calls appear as HTTP calls.
 *
 * @throws DeclarationError for another language, a container image, a function that has a wrapper, and a region without a known layer
 */
export class LambdaSignals extends Construct {
  /** What Application Signals calls the environment of functions: the `environment` of a `Service` that is one. Source: field reports. */
  static readonly ENVIRONMENT = 'lambda:default';

  /** What Application Signals calls the service: the `applicationSignalsName` of a `Service`. A token when AWS makes the function's name. */
  readonly serviceName: string;
  readonly #function: LambdaFunction;

  constructor(scope: Construct, id: string, props: LambdaSignalsProps) {
    super(scope, id);
    const { lambdaFunction, serviceName } = props;
    this.#function = lambdaFunction;
    const layer = this.#checkedLayer(props);
    this.serviceName = serviceName ?? this.#cfnFunction.functionName ?? lambdaFunction.functionName;
    lambdaFunction.addLayers(layer);
    lambdaFunction.addEnvironment(WRAPPER_VARIABLE, WRAPPER);
    lambdaFunction.addEnvironment('OTEL_AWS_APPLICATION_SIGNALS_ENABLED', 'true');
    if (serviceName !== undefined) lambdaFunction.addEnvironment('OTEL_SERVICE_NAME', serviceName);
    const policy = new Policy(this, 'Policy', { statements: [...this.#traces(), this.#signals()] });
    // Asked from the role's side, an immutable one says no.
    lambdaFunction.role?.attachInlinePolicy(policy);
  }

  #checkedLayer({ layer, serviceName }: LambdaSignalsProps): ILayerVersion {
    const language = LANGUAGES.get(this.#function.runtime.family);
    const region = layer === undefined ? regionWithoutLayers(this.#function) : undefined;
    new Faults()
      .add(language === undefined ? this.#languageFault() : undefined)
      .add(language && region && regionFault(language, region))
      .add(this.#wrapperFault())
      .add(isBlank(serviceName) ? 'serviceName: got a blank text, allowed is a name' : undefined)
      .throwAt(this.node.path);
    return layer ?? LayerVersion.fromLayerVersionArn(this, 'Layer', signalsLayerArn(this.#function, language!));
  }

  #languageFault(): string {
    const { runtime } = this.#function;
    return runtime === Runtime.FROM_IMAGE
      ? 'lambdaFunction: got a container image, allowed is code with a runtime: an image takes no layers, put the files of the layer into it'
      : `lambdaFunction: got runtime "${runtime.name}", allowed are Node.js, Python, Java and .NET`;
  }

  #wrapperFault(): string | undefined {
    const environment = Stack.of(this.#function).resolve(this.#cfnFunction.environment);
    const wrapper: unknown = environment?.variables?.[WRAPPER_VARIABLE];
    return wrapper === undefined
      ? undefined
      : `lambdaFunction: got one with ${WRAPPER_VARIABLE} ${JSON.stringify(wrapper)}, allowed is one without: a function has one wrapper`;
  }

  /** Active tracing, and its permissions unless the function had both. */
  #traces(): PolicyStatement[] {
    const fn = this.#cfnFunction;
    const { mode } = (fn.tracingConfig ?? {}) as Partial<CfnFunction.TracingConfigProperty>;
    if (mode === Tracing.ACTIVE) return [];
    fn.tracingConfig = { mode: Tracing.ACTIVE };
    acknowledgeResource(this, '*', 'X-Ray knows no resources: PutTraceSegments and PutTelemetryRecords.');
    return [new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] })];
  }

  /** Source: AWS managed policy reference, CloudWatchLambdaApplicationSignalsExecutionRolePolicy, version 1; there for any region. */
  #signals(): PolicyStatement {
    const { partition, region, account } = Stack.of(this.#function);
    const resource = `arn:${partition}:logs:${region}:${account}:log-group:/aws/application-signals/data:*`;
    acknowledgeResource(this, resource, 'Streams of the log group of Application Signals, which AWS names.');
    return new PolicyStatement({
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [resource],
    });
  }

  get #cfnFunction(): CfnFunction {
    return this.#function.node.defaultChild as CfnFunction;
  }
}

function isBlank(text: string | undefined): boolean {
  return text !== undefined && !Token.isUnresolved(text) && text.trim() === '';
}

function regionFault(language: SignalsLanguage, region: string): string {
  return `layer: got none, and none is known for ${region}; allowed is AWSOpenTelemetryDistro${language} of that region, see https://aws-otel.github.io/docs/getting-started/lambda`;
}
