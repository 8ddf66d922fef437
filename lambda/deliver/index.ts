import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type DeliveryRequest, parseDeliveryRequest, type TargetConfig } from '../../lib/model/contracts/target-config';
import { DELIVERY_FAILED_MESSAGE } from '../../lib/model/delivery/failure';
import { METRICS } from '../../lib/model/delivery/metrics';
import { type Unreachable, unreachableBeside } from '../../lib/model/delivery/notice';
import type { Silence } from '../../lib/model/delivery/silence';
import type { IncidentState } from '../../lib/model/incident';
import { deliveriesParameterName } from '../../lib/model/names';
import { ask } from '../ask-targets';
import { measure } from '../emf';
import { readEnvironment } from '../environment';
import { Breakers } from '../ledger/breakers';
import { Deliveries } from '../ledger/deliveries';
import { DynamoTable } from '../ledger/dynamo-table';
import { Incidents } from '../ledger/incidents';
import { log } from '../log';
import { Secrets } from '../secrets';
import { DeliverySwitch } from '../switch';
import { loadTarget } from '../targets';
import type { Target } from '../targets/target';
import { bring, type Outcome, type Told } from './bring';
import { drawWith } from './draw';
import { Health } from './health';
import { awaited, type Later, postpone } from './later';
import { observed } from './observed';

/** One call of a vendor is given up after so long. */
const CALL_TIMEOUT_MS = 8_000;
/** A dead worker's lease outlives it by so much. */
const LEASE_MARGIN_MS = 5_000;
/** SQS hides a message for at most 12 hours. */
const LONGEST_WAIT_SECONDS = 43_200;

const { stage, tableName, deliveryQueueUrl, targets } = readEnvironment();
const sqs = new SQSClient();
const table = new DynamoTable(new DynamoDBClient(), tableName);
const incidents = new Incidents(table, Date.now);
const breakers = new Breakers(table, stage, Date.now);
const health = new Health(breakers, stage, Math.random);
const secrets = new Secrets(new SecretsManagerClient(), Date.now);
const deliverySwitch = new DeliverySwitch(new SSMClient(), deliveriesParameterName(stage), Date.now);
const cloudWatch = new CloudWatchClient();
const later: Later = { ask: (asks) => ask(sqs, deliveryQueueUrl, asks), now: Date.now };
const built = new Map<string, Promise<Target>>();

/** Deliveries of different incidents or targets go side by side, those of one stay in order. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  // Nothing is lost: what would have been told stands in the ledger, and its newest state is told when they are on again.
  if (!(await deliverySwitch.isOn())) {
    log.info({ message: 'nothing told: deliveries are switched off', messages: event.Records.length });
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
  const outcome = await deliver(records, leaseMs);
  if (!('retryAfterSeconds' in outcome)) return [];
  await Promise.all(records.map((record) => hide(record, outcome.retryAfterSeconds)));
  return records;
}

async function deliver(records: readonly SQSRecord[], leaseMs: number): Promise<Outcome> {
  const record = records.at(-1)!;
  try {
    const requests = records.map(({ body }) => parseDeliveryRequest(body));
    const request = { ...requests.at(-1)!, force: requests.some(({ force }) => force) };
    if (request.notBefore !== undefined) return await awaited(request, later);
    const outcome = await bringTo(request, leaseMs);
    tell(request, outcome);
    const wait = laterOf(outcome);
    return wait === undefined ? outcome : await postpone(request, wait, later);
  } catch (error) {
    const tries = Number(record.attributes.ApproximateReceiveCount);
    const why = (error as Error).message;
    log.error({ message: DELIVERY_FAILED_MESSAGE, messageId: record.messageId, why });
    return { retryAfterSeconds: Math.min(900, 5 * 2 ** tries), reason: 'failed', why };
  }
}

/** In how many seconds the request is to come again, with a message of its own. */
function laterOf(outcome: Outcome): number | undefined {
  if (!('retryAfterSeconds' in outcome)) return outcome.againAfterSeconds;
  return outcome.reason === 'paced' ? outcome.retryAfterSeconds : undefined;
}

function tell({ force: _, ...request }: DeliveryRequest, outcome: Outcome): void {
  if ('retryAfterSeconds' in outcome) {
    log.info({ message: 'delivery waits', ...request, ...outcome });
    return;
  }
  log.info({ message: 'delivered', ...request, ...outcome, ...silence(outcome) });
  const { seconds } = outcome;
  if (seconds === undefined) return;
  measure(stage, [{ name: METRICS.deliverySeconds, value: seconds, unit: 'Seconds' }], { Target: request.target });
}

function silence({ writes }: Told): { reason?: Silence } {
  return writes.length === 0 ? { reason: 'unchanged' } : {};
}

async function bringTo(
  { incident, target, revision, force = false }: DeliveryRequest,
  leaseMs: number,
): Promise<Outcome> {
  const config = targets.find(({ name }) => name === target);
  if (config === undefined)
    throw new Error(
      `target "${target}": got an unknown name, allowed are ${targets.map(({ name }) => name).join(', ')}`,
    );
  // The secret is read while the ledger is; whoever needs it hears of a failure.
  secrets.values(config.secretArn).catch(() => undefined);
  // Before anything else is begun, which nobody would wait for when this fails.
  const loaded = await targetFor(target);
  const state = stateOf(incident, revision);
  return bring({
    incident,
    targetName: target,
    audience: config.audience,
    target: loaded,
    state,
    unreachable: unreachable(target, state),
    deliveries: new Deliveries(table, Date.now, leaseMs),
    draw: drawWith(cloudWatch, state),
    admit: (placeAt) => health.admit(target, placeAt),
    force,
    now: Date.now,
  });
}

/** The breakers are read while the log is. */
async function unreachable(target: string, state: Promise<IncidentState>): Promise<Unreachable[]> {
  const [known, of] = await Promise.all([breakers.all(), state]);
  return unreachableBeside(target, of, targets, known);
}

async function stateOf(incident: string, revision: number): Promise<IncidentState> {
  const state = await incidents.state(incident);
  if (state === undefined) throw new Error(`incident ${incident} has no log, asked for revision ${revision}`);
  return state;
}

function targetFor(name: string): Promise<Target> {
  const config = targets.find((candidate) => candidate.name === name)!;
  const target = built.get(name) ?? load(config);
  built.set(name, target);
  // One that does not load is loaded anew by the next delivery: nothing of it is kept.
  target.catch(() => built.delete(name));
  return target;
}

async function load(config: TargetConfig): Promise<Target> {
  const secret = (fresh?: boolean) => secrets.values(config.secretArn, fresh);
  const target = await loadTarget({ config, secret, timeoutMs: CALL_TIMEOUT_MS });
  return observed(target, (call, result) => health.observe(config.name, call, result));
}

/** Waiting is done by the queue, never by sleeping. A message that it cannot hide comes again in its own time: those beside it are done. */
async function hide({ receiptHandle, messageId }: SQSRecord, seconds: number): Promise<void> {
  const VisibilityTimeout = Math.min(LONGEST_WAIT_SECONDS, Math.max(1, Math.ceil(seconds)));
  const message = { QueueUrl: deliveryQueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout };
  try {
    await sqs.send(new ChangeMessageVisibilityCommand(message));
  } catch (error) {
    log.warn({ message: 'message not hidden', messageId, why: (error as Error).message });
  }
}
