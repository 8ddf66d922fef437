import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { arnOf } from '../deployment';
import type { ResourceKind } from './kind';

interface QueueProperties {
  readonly QueueName?: string;
  readonly FifoQueue?: boolean;
  readonly ContentBasedDeduplication?: boolean;
  readonly VisibilityTimeout?: number;
  readonly DelaySeconds?: number;
  readonly MessageRetentionPeriod?: number;
  readonly RedrivePolicy?: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number };
}

/** Queues are addressed by the emulator's own URL, whatever host the emulator writes into its answers. */
export const queue: ResourceKind = {
  type: 'AWS::SQS::Queue',
  physical(resource, { deployment, sqs: _, queueUrls }) {
    const { QueueName, FifoQueue } = resource.properties as QueueProperties;
    const name =
      deployment.resolve<string | undefined>(resource, QueueName) ??
      `${deployment.generatedName(resource)}${FifoQueue ? '.fifo' : ''}`;
    const arn = arnOf('sqs', name);
    const url = `${queueUrls.get('') ?? ''}/000000000000/${name}`;
    queueUrls.set(arn, url);
    return { '': url, Arn: arn, QueueName: name };
  },
  // Dead-letter queues first: a queue that redrives to them must find them.
  async create(resource, { deployment, sqs }) {
    const properties = deployment.resolve<QueueProperties>(resource, resource.properties);
    const {
      FifoQueue,
      ContentBasedDeduplication,
      VisibilityTimeout,
      DelaySeconds,
      MessageRetentionPeriod,
      RedrivePolicy,
    } = properties;
    const given = { VisibilityTimeout, DelaySeconds, MessageRetentionPeriod };
    const attributes = Object.entries(given).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    if (FifoQueue)
      attributes.push(['FifoQueue', 'true'], ['ContentBasedDeduplication', String(ContentBasedDeduplication ?? false)]);
    if (RedrivePolicy !== undefined) attributes.push(['RedrivePolicy', JSON.stringify(RedrivePolicy)]);
    const QueueName = deployment.resolve<string>(resource, { 'Fn::GetAtt': [resource.logicalId, 'QueueName'] });
    await sqs.send(new CreateQueueCommand({ QueueName, Attributes: Object.fromEntries(attributes) }));
  },
};
