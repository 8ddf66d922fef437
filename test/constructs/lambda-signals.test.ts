import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { Role } from 'aws-cdk-lib/aws-iam';
import {
  Code,
  DockerImageCode,
  DockerImageFunction,
  type FunctionProps,
  Function as LambdaFunction,
  LayerVersion,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { IncidentResponse, type IncidentResponseProps, LambdaSignals, slackChannel, Team } from '../../lib';
import { SIGNALS_REGIONS } from '../../lib/constructs/signals-layers';
import { faults, TEAM } from './fixture';

const PARIS = { account: '111122223333', region: 'eu-west-3' };

function newStack(region?: string) {
  return new Stack(new App(), 'Shop', region === undefined ? {} : { env: { account: PARIS.account, region } });
}

function newFunction(stack: Stack, change: Partial<FunctionProps> = {}) {
  const code = Code.fromBucket(Bucket.fromBucketName(stack, 'Code', 'code'), 'orders.zip');
  return new LambdaFunction(stack, 'Orders', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code,
    ...change,
  });
}

/** The template of an instrumented function. */
function instrumented(region?: string, change: Partial<FunctionProps> = {}, props: object = {}) {
  const stack = newStack(region);
  new LambdaSignals(stack, 'Signals', { lambdaFunction: newFunction(stack, change), ...props });
  return Template.fromStack(stack);
}

function onlyFunction(template: Template) {
  return Object.values(template.findResources('AWS::Lambda::Function'))[0]!.Properties;
}

const XRAY = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
const SIGNALS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

describe('an instrumented function', () => {
  it('is traced, starts in the wrapper of the layer, and may write what the layer writes', () => {
    const template = instrumented('eu-west-3');
    expect(onlyFunction(template)).toMatchObject({
      TracingConfig: { Mode: 'Active' },
      Environment: {
        Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-instrument', OTEL_AWS_APPLICATION_SIGNALS_ENABLED: 'true' },
      },
      Layers: ['arn:aws:lambda:eu-west-3:615299751070:layer:AWSOpenTelemetryDistroJs:13'],
    });
    const [policy] = Object.values(template.findResources('AWS::IAM::Policy'));
    expect(policy!.Properties.PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: XRAY, Resource: '*' },
      {
        Effect: 'Allow',
        Action: SIGNALS,
        Resource: {
          'Fn::Join': [
            '',
            [
              'arn:',
              { Ref: 'AWS::Partition' },
              ':logs:eu-west-3:111122223333:log-group:/aws/application-signals/data:*',
            ],
          ],
        },
      },
    ]);
  });

  // https://aws-otel.github.io/docs/getting-started/lambda, "ADOT Lambda Layer ARNs".
  it.each([
    ['eu-central-2', Runtime.NODEJS_22_X, 'arn:aws:lambda:eu-central-2:156041407956:layer:AWSOpenTelemetryDistroJs:13'],
    ['me-south-1', Runtime.NODEJS_24_X, 'arn:aws:lambda:me-south-1:980921751758:layer:AWSOpenTelemetryDistroJs:12'],
    ['ca-west-1', Runtime.NODEJS_24_X, 'arn:aws:lambda:ca-west-1:595944127152:layer:AWSOpenTelemetryDistroJs:6'],
    ['us-west-2', Runtime.PYTHON_3_13, 'arn:aws:lambda:us-west-2:615299751070:layer:AWSOpenTelemetryDistroPython:29'],
    [
      'ap-southeast-1',
      Runtime.PYTHON_3_12,
      'arn:aws:lambda:ap-southeast-1:615299751070:layer:AWSOpenTelemetryDistroPython:21',
    ],
    ['sa-east-1', Runtime.JAVA_21, 'arn:aws:lambda:sa-east-1:615299751070:layer:AWSOpenTelemetryDistroJava:13'],
    ['us-east-1', Runtime.DOTNET_8, 'arn:aws:lambda:us-east-1:615299751070:layer:AWSOpenTelemetryDistroDotNet:12'],
    ['cn-north-1', Runtime.NODEJS_22_X, 'arn:aws-cn:lambda:cn-north-1:440179912924:layer:AWSOpenTelemetryDistroJs:6'],
  ])('in %s has the layer that AWS publishes there for %s', (region, runtime, arn) => {
    expect(onlyFunction(instrumented(region, { runtime })).Layers).toEqual([arn]);
  });

  it('finds its layer in a mapping where the region is known at deployment only: one mapping per language', () => {
    const stack = newStack();
    for (const id of ['A', 'B'])
      new LambdaSignals(stack, `${id}Signals`, {
        lambdaFunction: new LambdaFunction(stack, id, {
          runtime: Runtime.NODEJS_24_X,
          handler: 'index.handler',
          code: Code.fromInline('x'),
        }),
      });
    const template = Template.fromStack(stack);
    expect(Object.keys(template.findMappings('*'))).toEqual(['SignalsLayersJs']);
    const mapping = template.findMappings('SignalsLayersJs').SignalsLayersJs!;
    expect(Object.keys(mapping).sort()).toEqual([...SIGNALS_REGIONS].sort());
    expect(mapping['eu-north-1']).toEqual({
      Arn: 'arn:aws:lambda:eu-north-1:615299751070:layer:AWSOpenTelemetryDistroJs:13',
    });
    for (const { Properties } of Object.values(template.findResources('AWS::Lambda::Function')))
      expect(Properties.Layers).toEqual([{ 'Fn::FindInMap': ['SignalsLayersJs', { Ref: 'AWS::Region' }, 'Arn'] }]);
  });

  it('takes the layer that it is given, in any region', () => {
    const stack = newStack('us-gov-west-1');
    const arn = 'arn:aws-us-gov:lambda:us-gov-west-1:399727141365:layer:AWSOpenTelemetryDistroJs:1';
    const layer = LayerVersion.fromLayerVersionArn(stack, 'Mine', arn);
    new LambdaSignals(stack, 'Signals', { lambdaFunction: newFunction(stack), layer });
    expect(onlyFunction(Template.fromStack(stack)).Layers).toEqual([arn]);
  });

  it('is a service of its name, or of the one that it is given', () => {
    const stack = newStack('eu-west-3');
    const one = new LambdaSignals(stack, 'One', { lambdaFunction: newFunction(stack, { functionName: 'orders' }) });
    expect(one.serviceName).toBe('orders');
    const template = instrumented('eu-west-3', {}, { serviceName: 'shop' });
    expect(onlyFunction(template).Environment.Variables.OTEL_SERVICE_NAME).toBe('shop');
    expect(LambdaSignals.ENVIRONMENT).toBe('lambda:default');
  });

  it('that is traced already gets no second permission to trace', () => {
    const template = instrumented('eu-west-3', { tracing: Tracing.ACTIVE });
    const actions = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string[] }) => Action),
    );
    expect(actions.sort()).toEqual([...SIGNALS, ...XRAY].sort());
  });

  it('keeps a role that it may not change as it is', () => {
    const stack = newStack('eu-west-3');
    const role = Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/orders', { mutable: false });
    new LambdaSignals(stack, 'Signals', { lambdaFunction: newFunction(stack, { role }) });
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 0);
  });

  it('adds what it may do to a role of one of our stacks, and of another', () => {
    const stack = newStack('eu-west-3');
    const role = Role.fromRoleName(stack, 'Role', 'orders');
    new LambdaSignals(stack, 'Signals', { lambdaFunction: newFunction(stack, { role }) });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: ['orders'] });
  });

  it('in another stack finds its layer there', () => {
    const app = new App();
    const [shop, observability] = [new Stack(app, 'Shop'), new Stack(app, 'Observability')];
    new LambdaSignals(observability, 'Signals', { lambdaFunction: newFunction(shop) });
    expect(Object.keys(Template.fromStack(shop).findMappings('*'))).toEqual(['SignalsLayersJs']);
    expect(Object.keys(Template.fromStack(observability).findMappings('*'))).toEqual([]);
  });

  it('publishes a new version when it becomes instrumented', () => {
    const version = (isInstrumented: boolean) => {
      const stack = newStack('eu-west-3');
      const lambdaFunction = newFunction(stack);
      void lambdaFunction.currentVersion;
      if (isInstrumented) new LambdaSignals(stack, 'Signals', { lambdaFunction });
      return Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Version'));
    };
    expect(version(true)).not.toEqual(version(false));
  });

  it('synthesizes to the same bytes twice', () => {
    expect(JSON.stringify(instrumented())).toBe(JSON.stringify(instrumented()));
  });
});

describe('a function that cannot be instrumented', () => {
  const region = 'eu-west-3';
  const wrapper = { environment: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/mine' } };

  it.each([
    [
      'of another language',
      { runtime: Runtime.RUBY_3_3 },
      region,
      {},
      'lambdaFunction: got runtime "ruby3.3", allowed are Node.js, Python, Java and .NET',
    ],
    [
      'with a wrapper',
      wrapper,
      region,
      {},
      'lambdaFunction: got one with AWS_LAMBDA_EXEC_WRAPPER "/opt/mine", allowed is one without: a function has one wrapper',
    ],
    [
      'in a region without a known layer',
      {},
      'us-gov-west-1',
      {},
      'layer: got none, and none is known for us-gov-west-1; allowed is AWSOpenTelemetryDistroJs of that region, see https://aws-otel.github.io/docs/getting-started/lambda',
    ],
    ['for a service of no name', {}, region, { serviceName: ' ' }, 'serviceName: got a blank text, allowed is a name'],
  ])('%s is refused', (_what, change, where, props, fault) => {
    expect(faults(() => instrumented(where, change, props))).toEqual([fault]);
  });

  it('twice is refused the second time', () => {
    const stack = newStack(region);
    const lambdaFunction = newFunction(stack);
    new LambdaSignals(stack, 'One', { lambdaFunction });
    expect(faults(() => new LambdaSignals(stack, 'Two', { lambdaFunction }))).toEqual([
      'lambdaFunction: got one with AWS_LAMBDA_EXEC_WRAPPER "/opt/otel-instrument", allowed is one without: a function has one wrapper',
    ]);
  });

  it('from a container image is refused', () => {
    const stack = newStack(region);
    const code = DockerImageCode.fromEcr(Repository.fromRepositoryName(stack, 'Images', 'orders'));
    const lambdaFunction = new DockerImageFunction(stack, 'Image', { code });
    expect(faults(() => new LambdaSignals(stack, 'Signals', { lambdaFunction }))).toEqual([
      'lambdaFunction: got a container image, allowed is code with a runtime: an image takes no layers, put the files of the layer into it',
    ]);
  });
});

describe('the functions of the response', () => {
  function response(change: Partial<IncidentResponseProps> = {}, where?: string) {
    const stack = newStack(where);
    const target = (name: string) => slackChannel({ name, channelId: 'C0A' });
    new IncidentResponse(stack, 'IncidentResponse', {
      targets: [target('incidents')],
      canary: {
        team: new Team(stack, 'Team', TEAM),
        targets: [target('canary')],
        runbookUrl: 'https://runbooks.shop.example/response',
      },
      slackActions: { target: 'incidents', userGroupId: 'S0ONCALL' },
      ...change,
    });
    return Template.fromStack(stack);
  }

  /** Functions of ours, not those that CDK may add. */
  const functionsOf = (template: Template) =>
    Object.values(template.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties);

  it('are each traced and instrumented, as one service of the stage (S1.30)', () => {
    const functions = functionsOf(response({ stage: 'staging' }, PARIS.region));
    expect(functions).toHaveLength(7);
    for (const fn of functions)
      expect(fn).toMatchObject({
        TracingConfig: { Mode: 'Active' },
        Environment: {
          Variables: {
            AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-instrument',
            OTEL_AWS_APPLICATION_SIGNALS_ENABLED: 'true',
            OTEL_SERVICE_NAME: 'incident-response-staging',
          },
        },
        Layers: ['arn:aws:lambda:eu-west-3:615299751070:layer:AWSOpenTelemetryDistroJs:13'],
      });
  });

  it('stay traced where they are not to be instrumented', () => {
    const functions = functionsOf(response({ applicationSignals: false }, 'us-gov-west-1'));
    for (const fn of functions) {
      expect(fn.TracingConfig).toEqual({ Mode: 'Active' });
      expect(fn.Layers).toBeUndefined();
      expect(Object.keys(fn.Environment.Variables).filter((name) => /WRAPPER|OTEL/.test(name))).toEqual([]);
    }
  });

  it('take the layer that the response is given', () => {
    const arn = 'arn:aws-us-gov:lambda:us-gov-west-1:399727141365:layer:AWSOpenTelemetryDistroJs:1';
    const signalsLayer = LayerVersion.fromLayerVersionArn(newStack(), 'Mine', arn);
    for (const fn of functionsOf(response({ signalsLayer }, 'us-gov-west-1'))) expect(fn.Layers).toEqual([arn]);
  });

  it('are refused with a layer that nobody uses, and in a region whose layer is not known', () => {
    const signalsLayer = LayerVersion.fromLayerVersionArn(newStack(), 'Mine', 'arn:aws:lambda:eu-west-3:1:layer:x:1');
    expect(faults(() => response({ signalsLayer, applicationSignals: false }))).toEqual([
      'signalsLayer: got a layer, allowed is none where applicationSignals is false',
    ]);
    expect(faults(() => response({}, 'us-gov-west-1'))).toEqual([
      'signalsLayer: got none, and none is known for us-gov-west-1; allowed is AWSOpenTelemetryDistroJs of that region, or applicationSignals false',
    ]);
  });
});
