import { GetQueueAttributesCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Deployment } from './deployment';

/** The queues of a stack, by their ARNs. */
export class Queues {
  readonly #sqs: SQSClient;
  readonly #urls: ReadonlyMap<string, string>;

  constructor(sqs: SQSClient, urls: ReadonlyMap<string, string>) {
    this.#sqs = sqs;
    this.#urls = urls;
  }

  async send(arn: string, event: object): Promise<void> {
    const QueueUrl = this.#urls.get(arn);
    await this.#sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(event) }));
  }

  /** Messages in every queue that others redrive to. */
  async deadLetters(deployment: Deployment): Promise<number> {
    const arns = deployment.resources.flatMap((resource) => {
      const policy = resource.type === 'AWS::SQS::Queue' ? resource.properties.RedrivePolicy : undefined;
      return policy === undefined
        ? []
        : [deployment.resolve<{ deadLetterTargetArn: string }>(resource, policy).deadLetterTargetArn];
    });
    const counts = await Promise.all([...new Set(arns)].map((arn) => this.#messagesIn(arn)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async #messagesIn(arn: string): Promise<number> {
    const QueueUrl = this.#urls.get(arn);
    const { Attributes } = await this.#sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  }
}
