import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { METRICS } from '../../lib/model/delivery/metrics';
import { decide, type IncidentState, isEnd, isUnsure, type Observation, pending } from '../../lib/model/incident';
import { deliveriesParameterName, type Group } from '../../lib/model/names';
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
import { count } from './counts';
import { missedChanges, observe } from './observe';
import { peopleOf } from './people';
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
  // A group that could not be read hears what it has heard before once more, which changes nothing.
  if (observed !== undefined) await report(observed, incidents);
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

/** While deliveries are switched off nobody is asked: the ledger moves on, and the sweeper brings targets to its newest state afterwards. */
async function advance(group: Group, observed: Observation | undefined, isOn: boolean): Promise<Incident | undefined> {
  let before: number | undefined;
  const found = await ledger.advance(group, async (state, incident) => {
    before ??= state.revision;
    return (await nextEvent(state, observed)) ?? ledger.pageApart(incident, state);
  });
  if (found === undefined) return undefined;
  const isAdvanced = found.state.revision !== before;
  const incident = isAdvanced ? await ledger.pageTogether(found, targets) : found;
  const { sealed, revision, status } = incident.state;
  // The end is told again before nobody looks at the incident any more: the first try may have died.
  if (isAdvanced || sealed) {
    if (isOn) await askTargets(sqs, deliveryQueueUrl, incident, targets);
    log.info({ message: 'incident advanced', incident: incident.id, revision, status });
  }
  const into = await ledger.absorb(incident);
  if (!isOn) return incident;
  if (into !== undefined) await askTargets(sqs, deliveryQueueUrl, into, targets);
  if (sealed) await ledger.retire(incident);
  await askEnrichment(sqs, enrichQueueUrl, into ?? incident, Date.now());
  await sweeper.sweep(incident);
  return incident;
}

/** No end is decided on what is known to be out of date; whatever else is due can wait for nothing. */
async function nextEvent(state: IncidentState, observed: Observation | undefined) {
  const now = Date.now();
  const unsure = observed !== undefined && isUnsure(state, observed);
  for (const due of pending(state, now, peopleOf(targets, state))) {
    if (unsure && isEnd(due.event)) continue;
    const answers = await Promise.all(due.questions.map((question) => count(cloudwatch, state, question, now)));
    const event = decide(due, answers);
    if (event !== undefined) return event;
  }
  return undefined;
}
