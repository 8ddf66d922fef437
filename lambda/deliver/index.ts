import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type DeliveryRequest, parseDeliveryRequest } from '../../lib/model/contracts/target-config';
import { DELIVERY_FAILED_MESSAGE } from '../../lib/model/delivery/failure';
import type { IncidentState } from '../../lib/model/incident';
import { deliveriesParameterName } from '../../lib/model/names';
import { readEnvironment } from '../environment';
import { Deliveries } from '../ledger/deliveries';
import { DynamoTable } from '../ledger/dynamo-table';
import { Ledger } from '../ledger/ledger';
import { DeliverySwitch } from '../switch';
import { createTarget } from '../targets';
import type { Target } from '../targets/target';
import { bring, type Outcome } from './bring';
import { Secrets } from './secrets';

/** One call of a vendor is given up after so long. */
const CALL_TIMEOUT_MS = 8_000;
/** A dead worker's lease outlives it by so much. */
const LEASE_MARGIN_MS = 5_000;
/** SQS hides a message for at most 12 hours. */
const LONGEST_WAIT_SECONDS = 43_200;

const { stage, tableName, deliveryQueueUrl, targets } = readEnvironment();
const sqs = new SQSClient();
const table = new DynamoTable(new DynamoDBClient(), tableName);
const ledger = new Ledger(table, Date.now);
const secrets = new Secrets(new SecretsManagerClient(), Date.now);
const deliverySwitch = new DeliverySwitch(new SSMClient(), deliveriesParameterName(stage), Date.now);
const built = new Map<string, Target>();

/** Deliveries of different incidents or targets go side by side, those of one stay in order. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  // Nothing is lost: what would have been told stands in the ledger, and its newest state is told when they are on again.
  if (!(await deliverySwitch.isOn())) {
    console.info({ message: 'nothing told: deliveries are switched off', messages: event.Records.length });
    return { batchItemFailures: [] };
  }
  const leaseMs = context.getRemainingTimeInMillis() + LEASE_MARGIN_MS;
  const failures = await Promise.all(byGroup(event.Records).map((records) => deliverGroup(records, leaseMs)));
  return { batchItemFailures: failures.flat().map((record) => ({ itemIdentifier: record.messageId })) };
}

function byGroup(records: readonly SQSRecord[]): SQSRecord[][] {
  const groups = new Map<string, SQSRecord[]>();
  for (const record of records) {
    const group = record.attributes.MessageGroupId ?? record.messageId;
    groups.set(group, [...(groups.get(group) ?? []), record]);
  }
  return [...groups.values()];
}

/**
 * A request is state, not an event, so the last one of a group stands for all before it. Returns the records that must come
 * again: all or none.
 */
async function deliverGroup(records: SQSRecord[], leaseMs: number): Promise<SQSRecord[]> {
  const outcome = await deliver(records.at(-1)!, leaseMs);
  if (!('retryAfterSeconds' in outcome)) return [];
  await Promise.all(records.map((record) => hide(record, outcome.retryAfterSeconds)));
  return records;
}

async function deliver(record: SQSRecord, leaseMs: number): Promise<Outcome> {
  try {
    const request = parseDeliveryRequest(record.body);
    const outcome = await bringTo(request, leaseMs);
    console.info({ message: 'writes' in outcome ? 'delivered' : 'delivery waits', ...request, ...outcome });
    return outcome;
  } catch (error) {
    const tries = Number(record.attributes.ApproximateReceiveCount);
    console.error({ message: DELIVERY_FAILED_MESSAGE, messageId: record.messageId, why: (error as Error).message });
    return { retryAfterSeconds: Math.min(900, 5 * 2 ** tries), why: 'failed' };
  }
}

async function bringTo({ incident, target, revision }: DeliveryRequest, leaseMs: number): Promise<Outcome> {
  const config = targets.find(({ name }) => name === target);
  if (config === undefined)
    throw new Error(
      `target "${target}": got an unknown name, allowed are ${targets.map(({ name }) => name).join(', ')}`,
    );
  // The secret is read while the ledger is; whoever needs it hears of a failure.
  secrets.values(config.secretArn).catch(() => undefined);
  return bring({
    incident,
    targetName: target,
    audience: config.audience,
    target: targetFor(target),
    state: stateOf(incident, revision),
    deliveries: new Deliveries(table, Date.now, leaseMs),
    now: Date.now,
  });
}

async function stateOf(incident: string, revision: number): Promise<IncidentState> {
  const state = await ledger.state(incident);
  if (state === undefined) throw new Error(`incident ${incident} has no log, asked for revision ${revision}`);
  return state;
}

function targetFor(name: string): Target {
  const config = targets.find((candidate) => candidate.name === name)!;
  const target =
    built.get(name) ??
    createTarget({ config, secret: (fresh) => secrets.values(config.secretArn, fresh), timeoutMs: CALL_TIMEOUT_MS });
  built.set(name, target);
  return target;
}

/** Waiting is done by the queue, never by sleeping. */
async function hide(record: SQSRecord, seconds: number): Promise<void> {
  const VisibilityTimeout = Math.min(LONGEST_WAIT_SECONDS, Math.max(1, Math.ceil(seconds)));
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: deliveryQueueUrl,
      ReceiptHandle: record.receiptHandle,
      VisibilityTimeout,
    }),
  );
}
