import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Audience, IncidentResponse, OPSITEMS_WARNING, type OpsItemsProps, opsItems } from '../../../lib';

function stackWith(change: (stack: Stack) => Partial<OpsItemsProps> = () => ({})) {
  const stack = new Stack(new App(), 'Response');
  const target = opsItems({ name: 'tickets', ...change(stack) });
  return { stack, bound: target.bind(stack) };
}

describe('OpsItems as a target', () => {
  it('has no secret, and says what it needs of the account', () => {
    const { stack, bound } = stackWith(() => ({ audience: Audience.SUPPORT }));
    expect(bound.config).toEqual({ name: 'tickets', kind: 'opsitems', audience: 'support', settings: {} });
    expect(bound.secret).toBeUndefined();
    expect(stack.resolve(bound.permissions)).toEqual([
      { actions: ['ssm:CreateOpsItem', 'ssm:DescribeOpsItems'], resource: '*', reason: expect.any(String) },
      {
        actions: ['ssm:GetOpsItem', 'ssm:UpdateOpsItem'],
        resource: { 'Fn::Join': ['', expect.arrayContaining([':opsitem/*'])] },
        reason: expect.any(String),
      },
    ]);
  });

  it('lets OpsCenter publish to the topic that hears of changes', () => {
    const { stack, bound } = stackWith((scope) => ({ notify: new Topic(scope, 'Topic') }));
    expect(stack.resolve(bound.config.settings)).toEqual({ topicArn: { Ref: expect.stringMatching(/^Topic/) } });
    Template.fromStack(stack).hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Action: 'sns:Publish',
            Principal: { Service: 'ssm.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ],
      },
    });
  });

  it('warns of a topic whose policy is out of sight', () => {
    const arn = 'arn:aws:sns:eu-west-3:123456789012:tickets';
    const { stack } = stackWith((scope) => ({ notify: Topic.fromTopicArn(scope, 'Topic', arn) }));
    const warnings = Annotations.fromStack(stack).findWarning(
      '*',
      Match.stringLikeRegexp('let ssm.amazonaws.com publish'),
    );
    expect(JSON.stringify(warnings[0])).toContain(OPSITEMS_WARNING);
  });

  it.each([
    ['a FIFO topic', (scope: Stack) => ({ notify: new Topic(scope, 'T', { fifo: true }) }), /notify: got a FIFO topic/],
    ['a wrong name', () => ({ name: 'My Tickets' }), /name: got "My Tickets"/],
  ])('refuses %s', (_what, change, message) => {
    expect(() => stackWith(change)).toThrow(message);
  });

  it('are once in a response: a second target would take the OpsItems of the first for its own', () => {
    const stack = new Stack(new App(), 'Response');
    const targets = [opsItems({ name: 'tickets' }), opsItems({ name: 'support', audience: Audience.SUPPORT })];
    expect(() => new IncidentResponse(stack, 'IncidentResponse', { targets })).toThrow(
      /got "tickets" and "support" at the same place/,
    );
  });
});
