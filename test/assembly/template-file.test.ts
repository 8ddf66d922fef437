import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssemblyError, readAlarms, readAssembly, readComposites } from '../../lib/assembly';
import { writeAssembly } from './fixture';

const YAML = `
Parameters:
  Limit: { Type: Number, Default: 5 }
  Name: { Type: String }
Conditions:
  IsLarge: !Not [!Equals [!Ref Limit, 5]]
  Either: !Or [!Condition IsLarge, !Equals [a, a]]
Resources:
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: !Sub 'shop-\${AWS::Region}'
      Namespace: Shop
      MetricName: Errors
      Statistic: Sum
      Period: !If [IsLarge, 300, 60]
      EvaluationPeriods: 1
      ComparisonOperator: GreaterThanThreshold
      Threshold: !If [Either, !Ref Limit, 1]
      AlarmActions: [!GetAtt Topic.TopicArn]
  Any:
    Type: AWS::CloudWatch::CompositeAlarm
    Properties:
      AlarmRule: !Join ['', ['ALARM("', !Ref Alarm, '")']]
  Topic: { Type: AWS::SNS::Topic }
`;

function written(file: string, text: string): string {
  const path = join(writeAssembly({}), file);
  writeFileSync(path, text);
  return path;
}

describe('one template', () => {
  it('is read as a stack of the name of its file, in YAML with its short forms', () => {
    const assembly = readAssembly(written('shop.template.yaml', YAML));
    expect(assembly.stacks.map(({ name }) => name)).toEqual(['shop']);
    expect(readAlarms(assembly)).toMatchObject([
      { name: 'shop-us-east-1', period: 60, threshold: 5, actions: { alarm: ['shop.Topic.TopicArn'] } },
    ]);
    expect(readComposites(assembly)[0]!.rule).toBe('ALARM("shop-us-east-1")');
  });

  it('may be JSON of any name', () => {
    const [stack] = readAssembly(written('template', '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}')).stacks;
    expect(stack).toMatchObject({ name: 'template', template: { Resources: { T: { Type: 'AWS::SNS::Topic' } } } });
  });

  // Nine levels of nine aliases each would be 9^9 texts.
  const bomb = Array.from({ length: 9 }, (_, at) =>
    at === 0 ? 'a0: &a0 [x]' : `a${at}: &a${at} [${`*a${at - 1}, `.repeat(9)}]`,
  );
  it.each([
    ['JSON that is no template', 'package.json', '{"name": "shop"}', /package\.json: Resources: Invalid key/],
    ['half a JSON', 'a.json', '{"Resources": {', /a\.json: .*JSON/],
    ['no YAML', 'a.yaml', 'Resources:\n  A: [\n', /a\.yaml: .*line 3/],
    ['a text', 'a.yaml', 'hello', /a\.yaml: Invalid type: Expected Object/],
    ['nothing', 'a.yaml', '', /a\.yaml: Invalid type: Expected Object/],
    [
      'nested deeper than the parser reads',
      'a.yaml',
      `Resources: ${'['.repeat(100_000)}`,
      /line 1: got more than 100 levels/,
    ],
    ['a bomb of aliases', 'a.yaml', `${bomb.join('\n')}\nResources: {}`, /Excessive alias count/],
  ])('is refused where it is %s', (_, file, text, message) => {
    const path = written(file, text);
    expect(() => readAssembly(path)).toThrow(message);
    expect(() => readAssembly(path)).toThrow(AssemblyError);
  });
});
