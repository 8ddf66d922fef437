import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveryRequest } from '../lib/model/contracts/target-config';
import { type Addressee, targetsOf } from '../lib/model/incident';
import type { Incident } from './ledger/ledger';
import { sendAll } from './send-all';

/** One request, and what makes it the same as another: SQS forgets the second of two with one id within five minutes. */
export interface Ask {
  readonly request: DeliveryRequest;
  readonly id: string;
}

/** Asks every routed target to be brought to the incident's revision. Asking twice is the same as asking once. */
export async function askTargets(
  sqs: SQSClient,
  queueUrl: string,
  incident: Incident,
  targets: readonly Addressee[],
): Promise<void> {
  const { id, state } = incident;
  const asks = targetsOf(state, targets).map((target): Ask => {
    const request: DeliveryRequest = { version: 1, incident: id, target, revision: state.revision };
    return { request, id: `${id}#${target}#r${state.revision}` };
  });
  await ask(sqs, queueUrl, asks);
}

/**
 * The message group keeps deliveries of one incident to one target in order. What is for later has a group of its own: SQS holds back
 * all of a group behind a message that waits, and what is urgent must not wait.
 */
export async function ask(sqs: SQSClient, queueUrl: string, asks: readonly Ask[]): Promise<void> {
  const messages = asks.map(({ request, id }) => ({
    MessageBody: JSON.stringify(request),
    MessageGroupId: `${request.incident}#${request.target}${request.notBefore === undefined ? '' : '#later'}`,
    MessageDeduplicationId: id,
  }));
  await sendAll(sqs, queueUrl, messages);
}
