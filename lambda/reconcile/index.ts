import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { METRICS } from '../../lib/model/delivery/metrics';
import { decide, type IncidentState, pending } from '../../lib/model/incident';
import { deliveriesParameterName, type Group } from '../../lib/model/names';
import { askTargets } from '../ask-targets';
import { measure } from '../emf';
import { readEnvironment } from '../environment';
import { DynamoTable } from '../ledger/dynamo-table';
import { Ledger } from '../ledger/ledger';
import { DeliverySwitch } from '../switch';
import { count } from './counts';

const { stage, tableName, deliveryQueueUrl, targets } = readEnvironment();
const sqs = new SQSClient();
const cloudwatch = new CloudWatchClient();
const ledger = new Ledger(new DynamoTable(new DynamoDBClient(), tableName), Date.now);
const deliverySwitch = new DeliverySwitch(new SSMClient(), deliveriesParameterName(stage), Date.now);

/** Once a minute: what only the passing of time decides. One group that fails does not hold up the others. */
export async function handler(): Promise<void> {
  const isOn = await deliverySwitch.isOn();
  measure(stage, [{ name: METRICS.deliveriesOff, value: isOn ? 0 : 1, unit: 'Count' }]);
  const groups = await ledger.active(stage);
  const results = await Promise.allSettled(groups.map((group) => advance(group, isOn)));
  const failed = results.filter((result) => result.status === 'rejected');
  if (failed.length > 0)
    throw new AggregateError(
      failed.map(({ reason }) => reason),
      `${failed.length} of ${groups.length} groups failed`,
    );
}

/** While deliveries are switched off nobody is asked: the ledger moves on, and targets are brought to its newest state afterwards. */
async function advance(group: Group, isOn: boolean): Promise<void> {
  let before: number | undefined;
  const incident = await ledger.advance(group, async (state) => {
    before ??= state.revision;
    return nextEvent(state);
  });
  if (incident === undefined || before === undefined || incident.state.revision === before) return;
  if (isOn) await askTargets(sqs, deliveryQueueUrl, incident, targets);
  console.info({
    message: 'incident advanced',
    incident: incident.id,
    revision: incident.state.revision,
    status: incident.state.status,
  });
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
