import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { decide, type IncidentState, pending } from '../../lib/model/incident';
import type { Group } from '../../lib/model/names';
import { ask, askTargets } from '../ask-targets';
import { readEnvironment } from '../environment';
import { Breakers } from '../ledger/breakers';
import { Deliveries } from '../ledger/deliveries';
import { DynamoTable } from '../ledger/dynamo-table';
import { Ledger } from '../ledger/ledger';
import { count } from './counts';
import { Sweeper } from './sweep';

const { stage, tableName, deliveryQueueUrl, targets } = readEnvironment();
const names = targets.map((target) => target.name);
const sqs = new SQSClient();
const cloudwatch = new CloudWatchClient();
const table = new DynamoTable(new DynamoDBClient(), tableName);
const ledger = new Ledger(table, Date.now);
const sweeper = new Sweeper({
  stage,
  targets,
  deliveries: new Deliveries(table, Date.now, 0),
  breakers: new Breakers(table, stage, Date.now),
  ask: (asks) => ask(sqs, deliveryQueueUrl, asks),
  now: Date.now,
});

/** Once a minute: what only the passing of time decides. One group that fails does not hold up the others. */
export async function handler(): Promise<void> {
  const groups = await ledger.active(stage);
  const results = await Promise.allSettled([...groups.map(advance), sweeper.measureBreakers()]);
  const failed = results.filter((result) => result.status === 'rejected');
  if (failed.length > 0)
    throw new AggregateError(
      failed.map(({ reason }) => reason),
      `${failed.length} of ${results.length} parts of the pass failed`,
    );
}

async function advance(group: Group): Promise<void> {
  let before: number | undefined;
  const incident = await ledger.advance(group, async (state) => {
    before ??= state.revision;
    return nextEvent(state);
  });
  if (incident === undefined) return;
  if (before !== undefined && incident.state.revision !== before) {
    await askTargets(sqs, deliveryQueueUrl, incident, names);
    console.info({
      message: 'incident advanced',
      incident: incident.id,
      revision: incident.state.revision,
      status: incident.state.status,
    });
  }
  await sweeper.sweep(incident);
}

async function nextEvent(state: IncidentState) {
  const now = Date.now();
  for (const due of pending(state, now)) {
    const answers = await Promise.all(due.questions.map((question) => count(cloudwatch, state, question, now)));
    const event = decide(due, answers);
    if (event !== undefined) return event;
  }
  return undefined;
}
