import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { decide, disagreements, type IncidentState, type Observation, pending } from '../../lib/model/incident';
import type { Group } from '../../lib/model/names';
import { Alarms } from '../alarms';
import { askTargets } from '../ask-targets';
import { readEnvironment } from '../environment';
import { DynamoTable } from '../ledger/dynamo-table';
import { type Incident, Ledger } from '../ledger/ledger';
import { count } from './counts';
import { missedChanges, observe, send } from './observe';

const { stage, tableName, signalQueueUrl, deliveryQueueUrl, targets } = readEnvironment();
const names = targets.map((target) => target.name);
const sqs = new SQSClient();
const cloudwatch = new CloudWatchClient();
const alarms = new Alarms(cloudwatch);
const ledger = new Ledger(new DynamoTable(new DynamoDBClient(), tableName), Date.now);

/**
 * Once a minute: what the alarms say against what the incidents have heard, and what only the passing of time decides. One group that
 * fails does not hold up the others.
 */
export async function handler(): Promise<void> {
  const [observed, groups] = await Promise.all([observe(alarms, stage), ledger.active(stage)]);
  const results = await Promise.allSettled(groups.map((group) => advance(group, observed)));
  const incidents = results.flatMap((result) => (result.status === 'fulfilled' ? (result.value ?? []) : []));
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  // A group that could not be read hears what it has heard before once more, which changes nothing.
  if (observed !== undefined) await report(observed, incidents);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${groups.length} groups failed`);
}

/** What no event told goes the way of events. */
async function report(observed: Observation, incidents: readonly Incident[]): Promise<void> {
  const changes = await missedChanges(alarms, observed, incidents, Date.now());
  if (changes.length === 0) return;
  await send(sqs, signalQueueUrl, changes);
  console.info({ message: 'missed changes found', alarms: changes.map(({ detail }) => detail.alarmName) });
}

async function advance(group: Group, observed: Observation | undefined): Promise<Incident | undefined> {
  let before: number | undefined;
  const incident = await ledger.advance(group, async (state) => {
    before ??= state.revision;
    return nextEvent(state, observed);
  });
  if (incident === undefined) return undefined;
  const { sealed, revision } = incident.state;
  // The end is told again before nobody looks at the incident any more: the first try may have died.
  if (revision === before && !sealed) return incident;
  await askTargets(sqs, deliveryQueueUrl, incident, names);
  if (sealed) await ledger.retire(incident);
  console.info({
    message: 'incident advanced',
    incident: incident.id,
    revision: incident.state.revision,
    status: incident.state.status,
  });
  return incident;
}

async function nextEvent(state: IncidentState, observed: Observation | undefined) {
  const now = Date.now();
  const unsure = observed !== undefined && disagreements(state, observed).length > 0;
  for (const due of pending(state, now)) {
    // No end is decided on what is known to be out of date.
    if (unsure && due.event.type !== 'held') continue;
    const answers = await Promise.all(due.questions.map((question) => count(cloudwatch, state, question, now)));
    const event = decide(due, answers);
    if (event !== undefined) return event;
  }
  return undefined;
}
