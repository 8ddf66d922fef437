import type { TemplateResource } from '../../../lib/assembly';
import { ACCOUNT, alarm, composite, found, type Resources, stack } from '../template';

const arn = (service: string, rest: string, region = 'eu-west-1') => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
const ARNS = {
  topic: arn('sns', 'pages'),
  function: arn('lambda', 'function:page'),
  version: arn('lambda', 'function:page:7'),
  alias: arn('lambda', 'function:page:live'),
  opsItem: arn('ssm', 'opsitem:2#CATEGORY=Availability'),
  incident: `arn:aws:ssm-incidents::${ACCOUNT}:responseplan/shop`,
  investigation: arn('aiops', 'investigation-group/abc'),
  ec2: 'arn:aws:automate:eu-west-1:ec2:reboot',
  swf: arn('swf', 'action/actions/AWS_EC2.InstanceId.Stop/1.0'),
  scaling: arn('autoscaling', 'scalingPolicy:abc:autoScalingGroupName/shop:policyName/out'),
};
const RESOURCES: Resources = {
  Topic: { Type: 'AWS::SNS::Topic' },
  Fifo: { Type: 'AWS::SNS::Topic', Properties: { FifoTopic: true, TopicName: 'pages.fifo' } },
  Queue: { Type: 'AWS::SQS::Queue' },
  Function: { Type: 'AWS::Lambda::Function' },
  Alias: { Type: 'AWS::Lambda::Alias' },
  Scaling: { Type: 'AWS::ApplicationAutoScaling::ScalingPolicy' },
  Custom: { Type: 'Custom::Pager' },
};
const ANY =
  'is the ARN of an SNS topic, a Lambda function (version, alias), an OpsItem, a response plan, an investigation group, an EC2 action or a scaling policy';
const att = (...path: string[]) => ({ 'Fn::GetAtt': path });

const of = (resource: TemplateResource) => found(stack({ ...RESOURCES, ...ERRORS, Watched: resource }));
const ERRORS = { Errors: alarm() };
const metric = (change: Record<string, unknown>) => of(alarm({ AlarmName: 'watched', ...change }));
const anyOf = (change: Record<string, unknown>) => of(composite('ALARM(errors)', change));
const line = (level: string, what: string, got: string, allowed: string) =>
  `${level} alarm-action Shop/Watched: ${what}: got ${got}, allowed ${allowed}`;

describe('actions of a metric alarm', () => {
  it.each(Object.entries(ARNS))('may be of the kind %s', (_, action) => {
    expect(metric({ AlarmActions: [action] })).toEqual([]);
  });

  it.each([
    ['a topic', { Ref: 'Topic' }],
    ['the attribute of a topic', att('Topic', 'TopicArn')],
    ['a function', att('Function', 'Arn')],
    ['an alias', { Ref: 'Alias' }],
    ['a scaling policy', { Ref: 'Scaling' }],
    ['what a custom resource answers', att('Custom', 'Arn')],
    ['what is known at deployment only', { Ref: 'TopicOfOthers' }],
    [
      'an ARN with a part that is not known yet',
      { 'Fn::Join': ['', ['arn:aws:sns:eu-west-1:', ACCOUNT, ':', att('Topic', 'TopicName')]] },
    ],
  ])('may be %s of the template', (_, action) => {
    expect(metric({ AlarmActions: [action] }).filter((found) => !found.includes('not-checked'))).toEqual([]);
  });

  it.each([
    ['not-an-arn', '"not-an-arn"'],
    [arn('sqs', 'pages'), `"${arn('sqs', 'pages')}"`],
    [arn('sns', 'pages:11111111-subscription'), `"${arn('sns', 'pages:11111111-subscription')}"`],
    [arn('ssm', 'opsitem:5'), `"${arn('ssm', 'opsitem:5')}"`],
    ['arn:aws:automate:eu-west-1:ec2:explode', '"arn:aws:automate:eu-west-1:ec2:explode"'],
    [{ Ref: 'Queue' }, 'Queue, which is AWS::SQS::Queue'],
    [att('Queue', 'Arn'), 'Queue, which is AWS::SQS::Queue'],
    ['x'.repeat(900), `"${'x'.repeat(80)}…"`],
  ])('are not %j', (action, got) => {
    expect(metric({ OKActions: [action] })).toEqual([line('error', 'OKActions[0]', got, ANY)]);
  });

  it('are the ARN of a function, not its name', () => {
    expect(metric({ AlarmActions: [{ Ref: 'Function' }, att('Topic', 'TopicName')] })).toEqual([
      line('error', 'AlarmActions[0]', 'Ref of Function, which is AWS::Lambda::Function', 'is its ARN'),
      line('error', 'AlarmActions[1]', 'TopicName of Topic, which is AWS::SNS::Topic', 'is its ARN'),
    ]);
  });

  it('are no FIFO topics, as far as anybody knows', () => {
    expect(metric({ AlarmActions: [{ Ref: 'Fifo' }, arn('sns', 'x.fifo')] })).toEqual([
      line('warning', 'AlarmActions[0]', 'the FIFO topic Fifo', 'is a standard topic'),
      line('warning', 'AlarmActions[1]', `the FIFO topic "${arn('sns', 'x.fifo')}"`, 'is a standard topic'),
    ]);
  });

  it('are in the region of the alarm, where it is known', () => {
    const far = arn('sns', 'pages', 'us-east-1');
    const AlarmActions = [far, ARNS.incident];
    expect(metric({ AlarmActions })).toEqual([
      line('error', 'AlarmActions[0]', `"${far}" of us-east-1`, 'is what is in eu-west-1, as the alarm is'),
    ]);
    expect(found(stack({ Watched: alarm({ AlarmActions }) }, { region: undefined }))).toEqual([]);
  });

  it('are at most five for each state', () => {
    const topics = (count: number) => Array.from({ length: count }, (_, at) => arn('sns', `t${at}`));
    expect(metric({ AlarmActions: topics(5), OKActions: topics(5) })).toEqual([]);
    expect(metric({ InsufficientDataActions: topics(6) })).toEqual([
      line('error', 'InsufficientDataActions', '6 actions', 'are 5'),
    ]);
  });

  it('investigate what is broken, not what is fine', () => {
    expect(metric({ OKActions: [ARNS.investigation] })).toEqual([
      line(
        'warning',
        'OKActions[0]',
        'an investigation group for a metric alarm',
        'is what is documented for this state',
      ),
    ]);
  });
});

describe('actions of a composite alarm', () => {
  it.each(['topic', 'function', 'opsItem', 'incident', 'investigation'] as const)('may be of the kind %s', (kind) => {
    expect(anyOf({ AlarmActions: [ARNS[kind]] })).toEqual([]);
  });

  const allowed = 'is an SNS topic or a Lambda function';
  it('neither scale nor stop anything', () => {
    expect(anyOf({ AlarmActions: [ARNS.ec2, { Ref: 'Scaling' }] })).toEqual([
      line('error', 'AlarmActions[0]', 'an action on an EC2 instance for a composite alarm', allowed),
      line('error', 'AlarmActions[1]', 'a scaling policy for a composite alarm', allowed),
    ]);
  });

  it('when it is OK are documented as topics and functions', () => {
    expect(anyOf({ OKActions: [ARNS.topic, ARNS.opsItem] })).toEqual([
      line('warning', 'OKActions[1]', 'an OpsItem of Systems Manager for a composite alarm', allowed),
    ]);
  });
});
