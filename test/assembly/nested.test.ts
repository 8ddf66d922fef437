import { App, CfnOutput, NestedStack, Stack } from 'aws-cdk-lib';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ResourceReader, readAlarms, readAssembly, resourcesOfType, UNKNOWN } from '../../lib/assembly';
import { writeAssembly } from './fixture';

describe('nested stacks', () => {
  const app = new App();
  const outer = new Stack(app, 'Outer', { env: { account: '111122223333', region: 'eu-west-1' } });
  const nested = new NestedStack(outer, 'Inner');
  const alarm = new Alarm(nested, 'Alarm', {
    alarmName: 'inside',
    metric: new Metric({ namespace: 'Shop', metricName: 'Errors' }),
    threshold: 1,
    evaluationPeriods: 1,
  });
  alarm.addAlarmAction(new SnsAction(new Topic(outer, 'Topic')));
  new CfnOutput(outer, 'Inside', { value: alarm.alarmArn });
  const assembly = readAssembly(app.synth().directory);

  it('are stacks of the assembly, in the place of the one that makes them', () => {
    expect(assembly.stacks).toHaveLength(2);
    expect(assembly.stacks[1]).toMatchObject({
      account: '111122223333',
      region: 'eu-west-1',
      nestedIn: { stack: { name: 'Outer' } },
    });
  });

  it('get their parameters from it', () => {
    const [read] = readAlarms(assembly);
    expect(read).toMatchObject({ name: 'inside', account: '111122223333' });
    expect(read!.actions.alarm).toEqual([expect.stringMatching(/^Outer\.Topic/)]);
  });

  it('give it their outputs', () => {
    const [outside] = resourcesOfType(assembly, 'AWS::CloudFormation::Stack');
    const place = { ...outside!, resource: { Type: 'X', Properties: outer.resolve({ Arn: alarm.alarmArn }) } };
    expect(new ResourceReader(place, assembly, {}).properties()).toEqual({
      Arn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:inside',
    });
  });
});

describe('what is known at deployment only', () => {
  it('is marked, and what stands beside it is there', () => {
    const Properties = {
      Known: 'a',
      Unknown: { Ref: 'Nothing' },
      Joined: { 'Fn::Join': ['', ['a', { Ref: 'Nothing' }]] },
      List: ['a', { 'Fn::Cidr': ['10.0.0.0/8', 1] }],
      Inside: { Deep: [{ Known: 1, Unknown: { 'Fn::ImportValue': 'nobody' } }] },
      Condition: { 'Fn::If': ['Undeclared', 1, 2] },
    };
    const assembly = readAssembly(writeAssembly({ A: { template: { Resources: { R: { Type: 'X', Properties } } } } }));
    const [place] = resourcesOfType(assembly, 'X');
    expect(new ResourceReader(place!, assembly, {}).knownProperties()).toEqual({
      Known: 'a',
      Unknown: UNKNOWN,
      Joined: UNKNOWN,
      List: ['a', UNKNOWN],
      Inside: { Deep: [{ Known: 1, Unknown: UNKNOWN }] },
      Condition: UNKNOWN,
    });
  });

  it('is no name of an alarm that refers to itself', () => {
    const named = (AlarmName: unknown) => ({ Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName } });
    const Resources = { A: named({ Ref: 'B' }), B: named({ 'Fn::Join': ['', ['of-', { Ref: 'A' }]] }) };
    const assembly = readAssembly(writeAssembly({ S: { template: { Resources } } }));
    const [place] = resourcesOfType(assembly, 'AWS::CloudWatch::Alarm');
    const reader = new ResourceReader(place!, assembly, {});
    expect(() => reader.alarmName()).toThrow('got a name that refers to itself');
    expect(reader.knownProperties()).toEqual({ AlarmName: UNKNOWN });
  });

  it('ends where conditions refer to each other in a circle', () => {
    const Conditions = { A: { Condition: 'B' }, B: { 'Fn::Not': [{ Condition: 'A' }] } };
    const Resources = { R: { Type: 'X', Properties: { P: { 'Fn::If': ['A', 1, 2] } } } };
    const assembly = readAssembly(writeAssembly({ S: { template: { Conditions, Resources } } }));
    const [place] = resourcesOfType(assembly, 'X');
    const reader = new ResourceReader(place!, assembly, {});
    expect(() => reader.properties()).toThrow('they refer to each other: S?A -> S?B -> S?A');
    expect(reader.knownProperties()).toEqual({ P: UNKNOWN });
  });
});
