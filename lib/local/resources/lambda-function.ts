import { arnOf } from '../deployment';
import type { ResourceKind } from './kind';
import { targetsOf } from './layer-version';

interface FunctionProperties {
  readonly FunctionName?: string;
  readonly Code: { readonly S3Key?: string };
  readonly Handler: string;
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly Layers?: readonly string[];
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
}

/** What starts a runtime in AWS's place lies in a layer, and there is no `/opt` here: functions run without instrumentation. */
const WRAPPER = 'AWS_LAMBDA_EXEC_WRAPPER';

/** Addresses of AWS in a function's environment would send its calls there. */
const AWS_ADDRESS = /\bhttps?:\/\/[^\s"']*amazonaws\.com/;

export const lambdaFunction: ResourceKind = {
  type: 'AWS::Lambda::Function',
  order: 1,
  physical(resource, { deployment }) {
    const name =
      deployment.resolve<string | undefined>(resource, resource.properties.FunctionName) ??
      deployment.generatedName(resource);
    return { '': name, Arn: arnOf('lambda', `function:${name}`) };
  },
  create(resource, workshop) {
    const { deployment, functions, functionEnvironment, localVariable } = workshop;
    const { stack, logicalId, properties } = resource;
    const {
      Code,
      Handler,
      Timeout = 3,
      MemorySize = 128,
      Layers = [],
      Environment,
    } = deployment.resolve<FunctionProperties>(resource, properties);
    const code = deployment.asset(stack, Code.S3Key ?? '');
    if (code === undefined)
      throw new Error(`${stack.name}/${logicalId}: Code: got no asset of this assembly, allowed is code from an asset`);
    const { [WRAPPER]: _, ...variables } = Environment?.Variables ?? {};
    const given = Object.entries(variables).map(([name, value]) => [name, localVariable(name, value)] as const);
    const leak = given.find(([, value]) => AWS_ADDRESS.test(value));
    if (leak !== undefined)
      throw new Error(
        `${stack.name}/${logicalId}: variable ${leak[0]}: got an address of AWS, allowed are local ones: "${leak[1]}"`,
      );
    functions.push({
      name: deployment.resolve<string>(resource, { Ref: logicalId }),
      arn: deployment.resolve<string>(resource, { 'Fn::GetAtt': [logicalId, 'Arn'] }),
      code,
      handler: Handler,
      timeoutSeconds: Timeout,
      memoryMb: MemorySize,
      environment: { ...functionEnvironment, ...Object.fromEntries(given), ...targetsOf(Layers, workshop) },
    });
  },
};
