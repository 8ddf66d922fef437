// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax of Fn::Sub
import { AssemblyError, type PhysicalReference, readAssembly, resolveIntrinsics } from '../../lib/assembly';
import { ACCOUNT, REGION, writeAssembly } from './fixture';

const assembly = readAssembly(
  writeAssembly({
    Producer: {
      name: 'producer',
      template: {
        Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
        Outputs: {
          TopicName: { Value: { Ref: 'Topic' }, Export: { Name: 'Producer:Topic' } },
          Derived: { Value: 'x', Export: { Name: { 'Fn::Sub': '${AWS::StackName}-derived' } } },
          Circle: { Value: { 'Fn::ImportValue': 'circle' }, Export: { Name: 'circle' } },
        },
      },
    },
    Consumer: {
      name: 'consumer',
      template: {
        Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
        Mappings: { Layers: { [REGION]: { Arn: 'here' }, 'eu-west-9': { Arn: 'there' } } },
        Parameters: {
          Plain: { Type: 'String', Default: 'plain' },
          Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/version' },
        },
      },
    },
    China: { environment: `aws://${ACCOUNT}/cn-north-1`, template: { Resources: {} } },
  }),
);

function physical({ stack, logicalId, attribute }: PhysicalReference): unknown {
  if (logicalId === 'Unknown' || logicalId === 'Plain' || logicalId === 'Version') return undefined;
  return `${stack.name}/${logicalId}${attribute ? `/${attribute}` : ''}`;
}

function resolve(value: unknown, stackName = 'consumer') {
  const stack = assembly.stacks.find(({ name }) => name === stackName)!;
  const environment = { account: '000000000000', region: 'us-east-1' };
  return resolveIntrinsics(value, { assembly, stack, environment, physical, logicalId: 'Here' }, 'Properties');
}

describe('intrinsic functions', () => {
  it.each([
    ['a plain value', { a: [1, true, null, 'x'] }, { a: [1, true, null, 'x'] }],
    ['Ref of a resource', { Ref: 'Queue' }, 'consumer/Queue'],
    ['Ref of a parameter with a default', { Ref: 'Plain' }, 'plain'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'consumer/Queue/Arn'],
    ['GetAtt as a text with a nested attribute', { 'Fn::GetAtt': 'Queue.Outputs.X' }, 'consumer/Queue/Outputs.X'],
    ['Join with functions inside', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 1]] }, `a-${REGION}-1`],
    ['Sub with a pseudo parameter', { 'Fn::Sub': 'arn:${AWS::Partition}:x:${AWS::AccountId}' }, `arn:aws:x:${ACCOUNT}`],
    [
      'Sub with attributes and variables',
      { 'Fn::Sub': ['${Queue.Arn} ${v}', { v: { Ref: 'Plain' } }] },
      'consumer/Queue/Arn plain',
    ],
    ['Sub with a literal', { 'Fn::Sub': '${!Keep} ${AWS::StackName}' }, '${Keep} consumer'],
    ['Select of a Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['FindInMap', { 'Fn::FindInMap': ['Layers', { Ref: 'AWS::Region' }, 'Arn'] }, 'here'],
    ['ImportValue', { 'Fn::ImportValue': 'Producer:Topic' }, 'producer/Topic'],
    ['ImportValue of an export with a computed name', { 'Fn::ImportValue': 'producer-derived' }, 'x'],
    [
      'GetStackOutput',
      { 'Fn::GetStackOutput': { StackName: 'producer', OutputName: 'TopicName', Region: REGION } },
      'producer/Topic',
    ],
    ['NoValue in an object and a list', { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
    ['NoValue alone', { Ref: 'AWS::NoValue' }, undefined],
    ['an object with one key that is no function', { Reference: 'x' }, { Reference: 'x' }],
  ])('resolves %s', (_, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it('knows the suffix and the partition of a region in China', () => {
    expect(resolve({ 'Fn::Sub': '${AWS::Partition} ${AWS::URLSuffix}' }, 'China')).toBe('aws-cn amazonaws.com.cn');
  });

  it.each([
    [
      'a resource nobody knows',
      { a: [{ Ref: 'Unknown' }] },
      'Properties.a[0].Ref: the physical value of "Unknown" is not known',
    ],
    [
      'an attribute nobody knows',
      { 'Fn::GetAtt': ['Unknown', 'Arn'] },
      'the physical value of "Unknown.Arn" is not known',
    ],
    ['an SSM parameter, whose default is a name', { Ref: 'Version' }, '"Version" is not known'],
    ['an unknown function', { 'Fn::Cidr': [] }, 'Properties: got Fn::Cidr, allowed are Ref, Fn::GetAtt'],
    ['a function of the language itself', { 'Fn::toString': [] }, 'got Fn::toString'],
    [
      'a mapping without the key',
      { 'Fn::FindInMap': ['Layers', 'mars', 'Arn'] },
      'the mapping "Layers" holds nothing under "mars" and "Arn"',
    ],
    ['an export nobody makes', { 'Fn::ImportValue': 'nobody' }, 'no stack of the assembly exports "nobody"'],
    ['outputs in a circle', { 'Fn::ImportValue': 'circle' }, 'producer/Circle -> producer/Circle'],
    ['an output nobody has', { 'Fn::GetStackOutput': { StackName: 'producer', OutputName: 'No' } }, 'has the output'],
    ['a malformed output reference', { 'Fn::GetStackOutput': null }, 'has the output null'],
    ['a malformed Join', { 'Fn::Join': 'x' }, 'Properties.Fn::Join: got "x", allowed is a list'],
    ['a Select outside the list', { 'Fn::Select': [5, ['a']] }, 'got index 5, allowed are 0 to 0'],
    ['a list in a text', { 'Fn::Join': ['', [['a']]] }, 'got ["a"], allowed is a text'],
    ['a GetAtt without attribute', { 'Fn::GetAtt': 'Queue' }, 'allowed is a resource and an attribute'],
  ])('refuses %s and names stack, resource and path', (_, value, message) => {
    expect(() => resolve(value)).toThrow(AssemblyError);
    expect(() => resolve(value)).toThrow(message);
    expect(() => resolve(value)).toThrow(/^stack "(consumer|producer)", resource "Here": Properties/);
  });
});
