import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Callback, isCallback, parseCallback } from '../../lib/model/contracts/callback';
import { parseCommandRequest } from '../../lib/model/contracts/command';
import { COMMAND_FAILED_MESSAGE } from '../../lib/model/delivery/failure';
import { askEnrichment } from '../ask-enrichment';
import { askTargets } from '../ask-targets';
import { readEnvironment } from '../environment';
import { Deliveries } from '../ledger/deliveries';
import { DynamoTable } from '../ledger/dynamo-table';
import { type Incident, Ledger } from '../ledger/ledger';
import { log } from '../log';
import { type Actors, act } from './act';
import { commandOf, type Records } from './callback-command';
import { slackActors } from './slack-actors';

/**
 * Slack is asked again after so long, and then after twice as long each time: about five times until the person is told. A delivery in doubt
 * is waited for longer (callback-command.ts): the queue's ten tries last for ten minutes.
 */
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 120;

const environment = readEnvironment();
const { stage, tableName, deliveryQueueUrl, enrichQueueUrl, commandQueueUrl, targets } = environment;
const sqs = new SQSClient();
const table = new DynamoTable(new DynamoDBClient(), tableName);
const ledger = new Ledger(table, Date.now);
/** Leases are looked at and never taken. */
const records: Records = {
  ledger,
  deliveries: new Deliveries(table, Date.now, 0),
  stage,
  pagers: new Set(targets.filter(({ pager }) => pager).map(({ name }) => name)),
  support: new Set(targets.filter(({ audience }) => audience === 'support').map(({ name }) => name)),
  now: Date.now,
};
/** Nobody waits for an answer to what they did in a ticket. */
const byCallback: Actors = { ledger, targets, tell, answer: async () => undefined, now: Date.now };
const inSlack: Actors = { ...byCallback, ...slackActors(environment) };

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
    const isDone = isCallback(record.body)
      ? await isHeard(parseCallback(record.body))
      : (await act(parseCommandRequest(record.body), inSlack)).outcome !== 'retry';
    if (!isDone) await hide(record);
    return isDone;
  } catch (error) {
    log.error({ message: COMMAND_FAILED_MESSAGE, messageId: record.messageId, why: (error as Error).message });
    return false;
  }
}

async function tell(incident: Incident): Promise<void> {
  await askTargets(sqs, deliveryQueueUrl, incident, targets);
  await askEnrichment(sqs, enrichQueueUrl, incident, Date.now());
}

async function isHeard(callback: Callback): Promise<boolean> {
  const meant = await commandOf(callback, records);
  if ('request' in meant) return (await act(meant.request, byCallback)).outcome !== 'retry';
  const { id, target, says } = callback;
  log.info({ message: 'callback without effect', id, target, says: says.type, ...meant });
  return 'ignored' in meant;
}

async function hide({ receiptHandle, attributes }: SQSRecord): Promise<void> {
  const tries = Number(attributes.ApproximateReceiveCount);
  const VisibilityTimeout = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (tries - 1));
  const message = { QueueUrl: commandQueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout };
  await sqs.send(new ChangeMessageVisibilityCommand(message));
}
