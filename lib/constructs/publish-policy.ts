import { Annotations, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/**
 * A topic with a policy of its own refuses CloudWatch unless told otherwise, and alarms would be lost in silence. Warns where the
 * policy is out of sight.
 *
 * @param what name of the property that holds the topic
 */
export function letCloudWatchPublish(scope: Construct, what: string, topic: ITopic, warning: string): void {
  letPublish(scope, what, topic, warning, { sid: 'LetCloudWatchPublish', service: 'cloudwatch.amazonaws.com' });
}

/** The same for OpsCenter, which tells of changes of OpsItems. */
export function letOpsCenterPublish(scope: Construct, what: string, topic: ITopic, warning: string): void {
  letPublish(scope, what, topic, warning, { sid: 'LetOpsCenterPublish', service: 'ssm.amazonaws.com' });
}

function letPublish(
  scope: Construct,
  what: string,
  topic: ITopic,
  warning: string,
  { sid, service }: { readonly sid: string; readonly service: string },
): void {
  const statement = new PolicyStatement({
    sid,
    effect: Effect.ALLOW,
    principals: [new ServicePrincipal(service)],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(topic).account } },
  });
  if (topic.addToResourcePolicy(statement).statementAdded) return;
  const why = `${what}: got an imported topic, whose policy cannot be changed here`;
  Annotations.of(scope).addWarningV2(warning, `${why}; let ${service} publish to it`);
}
