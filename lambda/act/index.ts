import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseCommandRequest } from '../../lib/model/contracts/command';
import { COMMAND_FAILED_MESSAGE } from '../../lib/model/delivery/failure';
import { askEnrichment } from '../ask-enrichment';
import { askTargets } from '../ask-targets';
import { slackApp } from '../doors/slack-app';
import { sayTo } from '../doors/slack-reply';
import { readEnvironment } from '../environment';
import { DynamoTable } from '../ledger/dynamo-table';
import { Ledger } from '../ledger/ledger';
import { log } from '../log';
import { Secrets } from '../secrets';
import { type Actors, act } from './act';
import { Members } from './members';
import { rights } from './rights';
import { usersOf } from './users';

const CALL_MS = 5000;
/** Slack is asked again after so long, and then after twice as long each time: about five times until the person is told. */
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 60;

const { tableName, deliveryQueueUrl, enrichQueueUrl, commandQueueUrl, targets, slackActions } = readEnvironment();
const sqs = new SQSClient();
const app = slackApp(slackActions, targets, new Secrets(new SecretsManagerClient(), Date.now));
const membersOf = (group: string) => new Members(usersOf(app.call(CALL_MS), group), Date.now);
const support = app.supportGroup === undefined ? undefined : membersOf(app.supportGroup);
const actors: Actors = {
  ledger: new Ledger(new DynamoTable(new DynamoDBClient(), tableName), Date.now),
  may: rights(membersOf(app.userGroup), support),
  tell: async (incident) => {
    await askTargets(sqs, deliveryQueueUrl, incident, targets);
    await askEnrichment(sqs, enrichQueueUrl, incident, Date.now());
  },
  answer: (replyTo, text) => sayTo(replyTo, text, { apiUrl: app.apiUrl, timeoutMs: CALL_MS }),
  now: Date.now,
};

/** What people asked for, one after the other as the queue brings it; what no longer makes sense by then is refused. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures = [];
  for (const record of event.Records) {
    if (!(await isHandled(record))) batchItemFailures.push({ itemIdentifier: record.messageId });
  }
  return { batchItemFailures };
}

async function isHandled(record: SQSRecord): Promise<boolean> {
  try {
    const { outcome } = await act(parseCommandRequest(record.body), actors);
    if (outcome === 'retry') await hide(record);
    return outcome !== 'retry';
  } catch (error) {
    log.error({ message: COMMAND_FAILED_MESSAGE, messageId: record.messageId, why: (error as Error).message });
    return false;
  }
}

async function hide({ receiptHandle, attributes }: SQSRecord): Promise<void> {
  const tries = Number(attributes.ApproximateReceiveCount);
  const VisibilityTimeout = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (tries - 1));
  const message = { QueueUrl: commandQueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout };
  await sqs.send(new ChangeMessageVisibilityCommand(message));
}
