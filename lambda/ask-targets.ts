import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveryRequest } from '../lib/model/contracts/target-config';
import { type Addressee, targetsOf } from '../lib/model/incident';
import type { Incident } from './ledger/ledger';

/** SQS takes ten messages in one call. */
const BATCH = 10;

/**
 * Asks every routed target to be brought to the incident's revision. The message group keeps deliveries of one incident to
 * one target in order; the deduplication id makes asking twice the same as asking once.
 */
export async function askTargets(
  sqs: SQSClient,
  queueUrl: string,
  incident: Incident,
  targets: readonly Addressee[],
): Promise<void> {
  const { id, state } = incident;
  const entries = targetsOf(state, targets).map((target, index) => {
    const request: DeliveryRequest = { version: 1, incident: id, target, revision: state.revision };
    return {
      Id: String(index),
      MessageBody: JSON.stringify(request),
      MessageGroupId: `${id}#${target}`,
      MessageDeduplicationId: `${id}#${target}#r${state.revision}`,
    };
  });
  for (let from = 0; from < entries.length; from += BATCH) {
    const sent = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries.slice(from, from + BATCH) }),
    );
    const failed = sent.Failed?.[0];
    if (failed !== undefined)
      throw new Error(`the delivery queue refused a request: ${failed.Code}: ${failed.Message}`);
  }
}
