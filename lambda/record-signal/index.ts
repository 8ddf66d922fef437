import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import {
  ALARM_CONFIGURATION_CHANGE,
  ALARM_STATE_CHANGE,
  type AlarmChange,
} from '../../lib/model/contracts/alarm-event';
import { isSupportReport } from '../../lib/model/contracts/support-report';
import { SIGNAL_FAILED_MESSAGE } from '../../lib/model/delivery/failure';
import { Alarms } from '../alarms';
import { askEnrichment } from '../ask-enrichment';
import { askTargets } from '../ask-targets';
import { readEnvironment } from '../environment';
import { DynamoTable } from '../ledger/dynamo-table';
import { Ledger, type Recorded, type Signal } from '../ledger/ledger';
import { log } from '../log';
import { Admission } from './admission';
import { Catalogue } from './catalogue';
import { receiveReport, reportSignal } from './report';
import { receive, toSignal } from './signal';

const { stage, tableName, deliveryQueueUrl, enrichQueueUrl, rules, targets } = readEnvironment();
const sqs = new SQSClient();
const catalogue = new Catalogue(new SSMClient(), Date.now);
const admission = new Admission(new Alarms(new CloudWatchClient()), Date.now);
const ledger = new Ledger(new DynamoTable(new DynamoDBClient(), tableName), Date.now, rules);

/** A signal in the ledger, or why it is none. */
type Handled = { readonly signal: Signal; readonly recorded: Recorded } | { readonly ignored: string };

/**
 * Changes of alarms and reports of support from the queue into the ledger. A message is forgotten only when everything that follows is
 * durable.
 */
export async function handler(event: SQSEvent, { invokedFunctionArn }: Pick<Context, 'invokedFunctionArn'>) {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { body, messageId } of event.Records) {
    try {
      await tell(isSupportReport(body) ? await recordReport(body, invokedFunctionArn) : await recordAlarm(body));
    } catch (error) {
      log.error({ message: SIGNAL_FAILED_MESSAGE, messageId, why: (error as Error).message });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

async function recordAlarm(body: string): Promise<Handled> {
  const received = receive(body);
  if ('ignored' in received) return received;
  const { change, slo, alarm } = received;
  admission.prepare(change);
  const fresh = change['detail-type'] === ALARM_CONFIGURATION_CHANGE;
  const entry = await catalogue.entry(received.stage, slo, alarm, { fresh });
  if (entry.canary && !isAlarm(change)) return { ignored: 'the test alarm goes back by itself, which says nothing' };
  const signal = toSignal(received, entry);
  return { signal, recorded: await ledger.record(signal, (step) => admission.refusal(change, step)) };
}

async function recordReport(body: string, functionArn: string): Promise<Handled> {
  const report = receiveReport(body, stage, Date.now());
  const signal = reportSignal(report, await catalogue.entry(stage, report.slo, undefined), functionArn);
  return { signal, recorded: await ledger.record(signal) };
}

async function tell(handled: Handled): Promise<void> {
  if ('ignored' in handled) {
    log.info({ message: 'signal ignored', why: handled.ignored });
    return;
  }
  const { signal, recorded } = handled;
  if (recorded.outcome === 'recorded') {
    const incident = await ledger.pageTogether(recorded.incident, targets);
    await askTargets(sqs, deliveryQueueUrl, incident, targets);
    await askEnrichment(sqs, enrichQueueUrl, incident, Date.now());
  }
  log.info({ message: 'signal recorded', key: signal.event.key, ...summary(recorded) });
}

function isAlarm(change: AlarmChange): boolean {
  return change['detail-type'] === ALARM_STATE_CHANGE && change.detail.state.value === 'ALARM';
}

function summary(recorded: Recorded) {
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
