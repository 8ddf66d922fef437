import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Callback } from '../../lib/model/contracts/callback';
import { queueJson } from '../../lib/model/queue-json';
import { readEnvironment } from '../environment';
import { Secrets } from '../secrets';
import { callbackDoor } from './door';
import { listenersOf } from './listeners';

/** PagerDuty waits for 5 s, the others for 10 and more. */
const QUEUE_MS = 2500;

const { commandQueueUrl, targets } = readEnvironment();
const sqs = new SQSClient();
const secrets = new Secrets(new SecretsManagerClient(), Date.now);

/** What the other sides of targets tell of people's deeds there. */
export const handler = callbackDoor({ listeners: listenersOf(targets, secrets, Date.now), record, now: Date.now });

async function record(callback: Callback): Promise<void> {
  const message = { QueueUrl: commandQueueUrl, MessageBody: queueJson(callback) };
  await sqs.send(new SendMessageCommand(message), { abortSignal: AbortSignal.timeout(QUEUE_MS) });
}
