import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { METRICS } from '../../lib/model/delivery/metrics';
import type { Observation } from '../../lib/model/incident';
import { deliveriesParameterName } from '../../lib/model/names';
import { Alarms } from '../alarms';
import { askEnrichment } from '../ask-enrichment';
import { ask, askTargets } from '../ask-targets';
import { measure } from '../emf';
import { readEnvironment } from '../environment';
import { Breakers } from '../ledger/breakers';
import { Deliveries } from '../ledger/deliveries';
import { DynamoTable } from '../ledger/dynamo-table';
import { type Incident, Ledger } from '../ledger/ledger';
import { log } from '../log';
import { sendAll } from '../send-all';
import { DeliverySwitch } from '../switch';
import { advanceWith } from './advance';
import { count } from './counts';
import { missedChanges, observe } from './observe';
import { Sweeper } from './sweep';

const { stage, tableName, signalQueueUrl, deliveryQueueUrl, enrichQueueUrl, targets } = readEnvironment();
const sqs = new SQSClient();
const cloudwatch = new CloudWatchClient();
const alarms = new Alarms(cloudwatch);
const table = new DynamoTable(new DynamoDBClient(), tableName);
const ledger = new Ledger(table, Date.now);
const deliverySwitch = new DeliverySwitch(new SSMClient(), deliveriesParameterName(stage), Date.now);
const sweeper = new Sweeper({
  stage,
  targets,
  deliveries: new Deliveries(table, Date.now, 0),
  breakers: new Breakers(table, stage, Date.now),
  ask: (asks) => ask(sqs, deliveryQueueUrl, asks),
  now: Date.now,
});

const advance = advanceWith({
  ledger,
  sweeper,
  targets,
  tell: (incident) => askTargets(sqs, deliveryQueueUrl, incident, targets),
  enrich: (incident) => askEnrichment(sqs, enrichQueueUrl, incident, Date.now()),
  count: (state, question, now) => count(cloudwatch, state, question, now),
  now: () => Date.now(),
});

/**
 * Once a minute: what the alarms say against what the incidents have heard, and what only the passing of time decides. One group that
 * fails does not hold up the others.
 */
export async function handler(): Promise<void> {
  const [observed, groups, isOn] = await Promise.all([
    observe(alarms, stage),
    ledger.active(stage),
    deliverySwitch.isOn(),
  ]);
  measure(stage, [{ name: METRICS.deliveriesOff, value: isOn ? 0 : 1, unit: 'Count' }]);
  const [measured, ...results] = await Promise.allSettled([
    sweeper.measureBreakers(),
    ...groups.map((group) => advance(group, observed, isOn)),
  ]);
  const incidents = results.flatMap((result) => (result.status === 'fulfilled' ? (result.value ?? []) : []));
  // A group that could not be read hears what it has heard before once more, which changes nothing. What is sealed hears nothing more.
  const listening = incidents.filter(({ state }) => !state.sealed);
  if (observed !== undefined) await report(observed, listening);
  const all = [measured, ...results];
  const failures = all.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${all.length} parts of the pass failed`);
}

/** What no event told goes the way of events. */
async function report(observed: Observation, incidents: readonly Incident[]): Promise<void> {
  const changes = await missedChanges(alarms, observed, incidents, Date.now());
  if (changes.length === 0) return;
  // What does not arrive is still unheard in the next minute.
  await sendAll(
    sqs,
    signalQueueUrl,
    changes.map((change) => ({ MessageBody: JSON.stringify(change) })),
  );
  log.info({ message: 'missed changes found', alarms: changes.map(({ detail }) => detail.alarmName) });
}
