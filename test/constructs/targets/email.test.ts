import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { type EmailTopicProps, emailTopic, IncidentResponse } from '../../../lib';

const ADDRESSES = ['team@shop.example', 'boss@shop.example'];

function deployed(props: (stack: Stack) => Partial<EmailTopicProps>): Template {
  const stack = new Stack(new App(), 'Response');
  new IncidentResponse(stack, 'IncidentResponse', { targets: [emailTopic({ name: 'mails', ...props(stack) })] });
  return Template.fromStack(stack);
}

/** What the role of `deliver` may do of a service. */
function allowed(template: Template, service: string): unknown[] {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => id.includes('deliver'));
  const statements = policies.flatMap(
    ([, policy]) => policy.Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
  );
  return statements.filter(({ Action }) => [Action].flat().some((action) => action.startsWith(`${service}:`)));
}

it('makes a topic that takes no unencrypted calls, with one subscription for each address', () => {
  const template = deployed(() => ({ addresses: ADDRESSES }));
  const subscriptions = Object.values(template.findResources('AWS::SNS::Subscription'));
  expect(subscriptions.map(({ Properties }) => [Properties.Protocol, Properties.Endpoint])).toEqual(
    ADDRESSES.map((address) => ['email', address]),
  );
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: Match.objectLike({
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ]),
    }),
  });
});

it('lets deliver publish to that topic, and to nothing else', () => {
  const template = deployed(() => ({ addresses: ADDRESSES }));
  const [topic] = Object.keys(template.findResources('AWS::SNS::Topic')).filter((id) => id.includes('mails'));
  expect(allowed(template, 'sns')).toEqual([{ Action: 'sns:Publish', Effect: 'Allow', Resource: { Ref: topic } }]);
});

it('lets deliver use the key of a topic that has one', () => {
  const template = deployed((stack) => ({ topic: new Topic(stack, 'Mine', { masterKey: new Key(stack, 'Key') }) }));
  expect(allowed(template, 'kms')).toContainEqual({
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Effect: 'Allow',
    Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
  });
});

it('tells deliver its topic, and needs no secret', () => {
  const stack = new Stack(new App(), 'Response');
  const { config, secret } = emailTopic({ name: 'mails', topic: new Topic(stack, 'Mine') }).bind(stack);
  expect(config).toMatchObject({ kind: 'email', settings: { topicArn: expect.any(String) } });
  expect([secret, config.secretArn]).toEqual([undefined, undefined]);
});

it.each<[Partial<EmailTopicProps>, string]>([
  [{}, 'topic, addresses: got neither, allowed is one of them'],
  [{ addresses: [] }, 'topic, addresses: got neither'],
  [{ addresses: ['team'] }, 'addresses: got "team", allowed are e-mail addresses known at synth'],
  [{ addresses: ['a@b.example', 'a@b.example'] }, 'addresses: got "a@b.example" twice, allowed is each once'],
  [{ addresses: ADDRESSES, name: 'My mails' }, 'name: got "My mails"'],
])('refuses %j', (props, fault) => {
  expect(() => deployed(() => props)).toThrow(fault);
});

it('refuses a topic beside addresses, and one that is FIFO', () => {
  expect(() => deployed((stack) => ({ topic: new Topic(stack, 'Mine'), addresses: ADDRESSES }))).toThrow(
    'topic, addresses: got topic and addresses, allowed is one of them',
  );
  expect(() => deployed((stack) => ({ topic: new Topic(stack, 'Mine', { fifo: true }) }))).toThrow(
    'topic: got a FIFO topic, allowed is a standard one',
  );
});

it('leaves nothing open in cdk-nag', () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'cdk-slo-email-')) });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  emailTopic({ name: 'mails', addresses: ADDRESSES }).bind(new Stack(app, 'Mails'));
  expect(() => app.synth()).not.toThrow();
  rmSync(app.outdir, { recursive: true });
});
