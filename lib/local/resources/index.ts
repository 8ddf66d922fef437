import type { LocalResource } from '../deployment';
import { alarmMuteRule } from './alarm-mute-rule';
import { eventSourceMapping } from './event-source-mapping';
import { functionUrl } from './function-url';
import { alias, version } from './function-version';
import type { ResourceKind, Workshop } from './kind';
import { lambdaFunction } from './lambda-function';
import { layerVersion } from './layer-version';
import { queue } from './queue';
import { rule } from './rule';
import { parameter, secret, topic } from './simple';
import { table } from './table';

const KINDS = new Map(
  [
    table,
    queue,
    parameter,
    secret,
    topic,
    rule,
    layerVersion,
    lambdaFunction,
    version,
    alias,
    functionUrl,
    eventSourceMapping,
    alarmMuteRule,
  ].map((kind) => [kind.type, kind]),
);

/**
 * Types that need nothing here: permissions are not enforced, logs go to the runner, alarms and SLOs are evaluated by whoever stands in
 * CloudWatch's place, and there is no earlier version to move traffic from.
 */
const NOTHING_TO_RUN = new Set([
  'AWS::ApplicationSignals::ServiceLevelObjective',
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::CodeDeploy::Application',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
]);

/** Deploys what it knows and returns the rest: nothing is dropped in silence. */
export async function deploy(resources: readonly LocalResource[], workshop: Workshop): Promise<LocalResource[]> {
  const known = resources.flatMap((resource) => {
    const kind = KINDS.get(resource.type);
    return kind === undefined ? [] : [{ resource, kind }];
  });
  // Others may refer to what does not run here: it has a name, and nobody behind it.
  for (const { stack, logicalId, type } of resources) {
    if (!KINDS.has(type))
      workshop.deployment.setPhysical({ stack, logicalId }, { '': logicalId, Arn: `arn:aws:local:::${logicalId}` });
  }
  const byOrder = [...known].sort((a, b) => orderOf(a.kind, a.resource) - orderOf(b.kind, b.resource));
  for (const { resource, kind } of byOrder)
    workshop.deployment.setPhysical(resource, kind.physical(resource, workshop));
  const unsupported = resources.filter(({ type }) => !KINDS.has(type) && !NOTHING_TO_RUN.has(type));
  for (const { resource, kind } of byOrder) {
    if (kind.isSupported?.(resource, workshop) === false) unsupported.push(resource);
    else await kind.create(resource, workshop);
  }
  return unsupported;
}

/** Queues that redrive come after those they redrive to. */
function orderOf(kind: ResourceKind, { properties }: LocalResource): number {
  return (kind.order ?? 0) + ('RedrivePolicy' in properties ? 0.5 : 0);
}
