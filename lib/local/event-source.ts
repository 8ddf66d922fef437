import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { FunctionProcess, InvocationResult } from './lambda/function-process';
import { LOCAL_ENVIRONMENT } from './ports';
import type { LocalMapping } from './resources/kind';

/** One event source mapping: reads a queue, invokes the function, deletes what it handled. AWS runs several pollers, this is one. */
export class EventSource {
  readonly #mapping: LocalMapping;
  readonly #queueUrl: string;
  readonly #sqs: SQSClient;
  readonly #fn: FunctionProcess;

  constructor(mapping: LocalMapping, queueUrl: string, sqs: SQSClient, fn: FunctionProcess) {
    this.#mapping = mapping;
    this.#queueUrl = queueUrl;
    this.#sqs = sqs;
    this.#fn = fn;
  }

  /** Handles everything that is visible now, what was received before included. */
  async drain(received: readonly Message[], now: number): Promise<void> {
    for (let messages = received; messages.length > 0; messages = await this.receive())
      await this.#handle(messages, now);
  }

  /** A batch of what is visible now: nobody else sees it until its visibility timeout. */
  async receive(): Promise<readonly Message[]> {
    const { batchSize } = this.#mapping;
    const command = new ReceiveMessageCommand({
      QueueUrl: this.#queueUrl,
      MaxNumberOfMessages: Math.min(10, batchSize),
      WaitTimeSeconds: 0,
      MessageSystemAttributeNames: ['All'],
    });
    const { Messages = [] } = await this.#sqs.send(command);
    return Messages;
  }

  async #handle(messages: readonly Message[], now: number): Promise<void> {
    const result = await this.#fn.invoke({ Records: messages.map((message) => this.#record(message)) }, now);
    await this.#delete(this.#handled(messages, result));
  }

  /**
   * What need not come again. A failed invocation has handled nothing, nor has one whose report is wrong: not a list, or with an id
   * that is not in the batch. Source: Lambda developer guide, "Handling errors for an SQS event source", success and failure conditions.
   */
  #handled(messages: readonly Message[], result: InvocationResult): readonly Message[] {
    if ('error' in result) return [];
    if (!this.#mapping.reportsFailures) return messages;
    const failures = (result.answer as { batchItemFailures?: unknown } | null | undefined)?.batchItemFailures ?? [];
    if (!Array.isArray(failures)) return [];
    const failed = new Set(failures.map((failure: { itemIdentifier?: unknown } | null) => failure?.itemIdentifier));
    const rest = messages.filter(({ MessageId }) => !failed.has(MessageId));
    return rest.length + failed.size === messages.length ? rest : [];
  }

  #record({ MessageId, ReceiptHandle, Body, Attributes, MD5OfBody }: Message): object {
    return {
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: Attributes,
      messageAttributes: {},
      md5OfBody: MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: this.#mapping.queueArn,
      awsRegion: LOCAL_ENVIRONMENT.region,
    };
  }

  async #delete(messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle: ReceiptHandle! }));
    await this.#sqs.send(new DeleteMessageBatchCommand({ QueueUrl: this.#queueUrl, Entries }));
  }
}
