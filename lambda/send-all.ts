import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, type SQSClient } from '@aws-sdk/client-sqs';

/** SQS takes ten messages in one call. */
const BATCH = 10;

/** @throws Error when the queue refuses one of them; those before it are sent */
export async function sendAll(
  sqs: SQSClient,
  queueUrl: string,
  messages: readonly Omit<SendMessageBatchRequestEntry, 'Id'>[],
): Promise<void> {
  const entries = messages.map((message, index) => ({ Id: String(index), ...message }));
  for (let from = 0; from < entries.length; from += BATCH) {
    const batch = { QueueUrl: queueUrl, Entries: entries.slice(from, from + BATCH) };
    const failed = (await sqs.send(new SendMessageBatchCommand(batch))).Failed?.[0];
    if (failed !== undefined) throw new Error(`queue ${queueUrl} refused a message: ${failed.Code}: ${failed.Message}`);
  }
}
