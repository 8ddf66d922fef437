import { CloudWatchClient, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Context } from 'aws-lambda';
import { type CanaryVerdict, judgeCanary, LEAST_GAP_MS, signalOf } from '../../lib/model/delivery/canary';
import { METRICS } from '../../lib/model/delivery/metrics';
import { targetsOf } from '../../lib/model/incident';
import { alarmName, CANARY, DELIVERY_CANARY, deliveriesParameterName, type Group } from '../../lib/model/names';
import { measure } from '../emf';
import { readEnvironment } from '../environment';
import { Canaries } from '../ledger/canaries';
import { Deliveries } from '../ledger/deliveries';
import { DynamoTable } from '../ledger/dynamo-table';
import { Incidents } from '../ledger/incidents';
import { log } from '../log';
import { DeliverySwitch } from '../switch';

const { stage, tableName, targets } = readEnvironment();
const cloudwatch = new CloudWatchClient();
const table = new DynamoTable(new DynamoDBClient(), tableName);
const incidents = new Incidents(table, Date.now);
const canaries = new Canaries(table, stage);
const deliveries = new Deliveries(table, Date.now, 0);
const deliverySwitch = new DeliverySwitch(new SSMClient(), deliveriesParameterName(stage), Date.now);

/**
 * Judges the canary before and sends the next. It is sent by CloudWatch itself, because nobody else may send events of
 * CloudWatch's. While deliveries are switched off none is sent: silence by intent breaks no promise.
 */
export async function handler(_event: unknown, context: Pick<Context, 'invokedFunctionArn'>): Promise<void> {
  const now = Date.now();
  if (!(await deliverySwitch.isOn())) return log.info({ message: 'no canary: deliveries are switched off' });
  const last = await canaries.last();
  if (last !== undefined && now - last.sentAt < LEAST_GAP_MS)
    return log.info({ message: 'no canary: the last one was sent just now', sentAt: last.sentAt });
  if (last !== undefined && !last.judged) {
    tell(last.sentAt, await judged(groupOf(context.invokedFunctionArn), last.sentAt));
    await canaries.judged(last);
  }
  await cloudwatch.send(
    new SetAlarmStateCommand({
      AlarmName: alarmName({ stage, slo: DELIVERY_CANARY, alarm: CANARY }),
      StateValue: 'ALARM',
      StateReason: 'Test alarm of cdk-slo, raised by its function "canary": nobody needs to act.',
    }),
  );
  await canaries.sent(now, last);
  log.info({ message: 'canary sent' });
}

async function judged(group: Group, sentAt: number): Promise<CanaryVerdict> {
  const incident = await incidents.current(group);
  if (incident === undefined) return judgeCanary(undefined, []);
  const { id, log, state } = incident;
  const signals = log.flatMap(({ n, event }) =>
    event?.type === 'alarm' && event.value === 'ALARM' ? [{ at: event.at, revision: n }] : [],
  );
  const shown = targetsOf(state, targets).map(async (name) => {
    const { object } = await deliveries.rows(id, name);
    return { name, shown: object?.shown ?? [] };
  });
  return judgeCanary(signalOf(sentAt, signals), await Promise.all(shown));
}

function tell(sentAt: number, verdict: CanaryVerdict): void {
  measure(stage, [
    { name: METRICS.canariesTotal, value: 1, unit: 'Count' },
    { name: METRICS.canariesGood, value: verdict.good ? 1 : 0, unit: 'Count' },
  ]);
  log.info({ message: 'canary judged', sentAt, ...verdict });
}

/** The canary's incident is of the account and region in which the function itself runs. */
function groupOf(functionArn: string): Group {
  const [, , , region = '', account = ''] = functionArn.split(':');
  return { account, region, stage, service: DELIVERY_CANARY };
}
