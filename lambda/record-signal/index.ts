import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import {
  ALARM_CONFIGURATION_CHANGE,
  ALARM_STATE_CHANGE,
  type AlarmChange,
} from '../../lib/model/contracts/alarm-event';
import { SIGNAL_FAILED_MESSAGE } from '../../lib/model/delivery/failure';
import { Alarms } from '../alarms';
import { askTargets } from '../ask-targets';
import { readEnvironment } from '../environment';
import { DynamoTable } from '../ledger/dynamo-table';
import { Ledger } from '../ledger/ledger';
import { log } from '../log';
import { Admission } from './admission';
import { Catalogue } from './catalogue';
import { receive, toSignal } from './signal';

const { tableName, deliveryQueueUrl, targets } = readEnvironment();
const sqs = new SQSClient();
const catalogue = new Catalogue(new SSMClient(), Date.now);
const admission = new Admission(new Alarms(new CloudWatchClient()), Date.now);
const ledger = new Ledger(new DynamoTable(new DynamoDBClient(), tableName), Date.now);

/** Changes of alarms from the queue into the ledger. A message is forgotten only when everything that follows is durable. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      await recordSignal(record);
    } catch (error) {
      log.error({ message: SIGNAL_FAILED_MESSAGE, messageId: record.messageId, why: (error as Error).message });
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}

async function recordSignal(record: SQSRecord): Promise<void> {
  const received = receive(record.body);
  if ('ignored' in received) {
    log.info({ message: 'signal ignored', why: received.ignored });
    return;
  }
  admission.prepare(received.change);
  const fresh = received.change['detail-type'] === ALARM_CONFIGURATION_CHANGE;
  const entry = await catalogue.entry(received.stage, received.slo, received.alarm, { fresh });
  if (entry.canary && !isAlarm(received.change)) {
    log.info({ message: 'signal ignored', why: 'the test alarm goes back by itself, which says nothing' });
    return;
  }
  const signal = toSignal(received, entry);
  const recorded = await ledger.record(signal, (step) => admission.refusal(received.change, step));
  if (recorded.outcome === 'recorded') await askTargets(sqs, deliveryQueueUrl, recorded.incident, targets);
  log.info({ message: 'signal recorded', key: signal.event.key, ...summary(recorded) });
}

function isAlarm(change: AlarmChange): boolean {
  return change['detail-type'] === ALARM_STATE_CHANGE && change.detail.state.value === 'ALARM';
}

function summary(recorded: Awaited<ReturnType<Ledger['record']>>) {
  if (recorded.outcome !== 'recorded') return recorded;
  const { incident, duplicate, outcome } = recorded;
  return {
    outcome,
    duplicate,
    incident: incident.id,
    revision: incident.state.revision,
    status: incident.state.status,
  };
}
