import { ApplicationSignalsClient } from '@aws-sdk/client-application-signals';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { XRayClient } from '@aws-sdk/client-xray';
import type { SQSEvent } from 'aws-lambda';
import { parseEnrichRequest } from '../../lib/model/contracts/findings';
import { deliveriesParameterName } from '../../lib/model/names';
import { askTargets } from '../ask-targets';
import { readEnvironment } from '../environment';
import { DynamoTable } from '../ledger/dynamo-table';
import { type Incident, Ledger } from '../ledger/ledger';
import { DeliverySwitch } from '../switch';
import { allEnrichments } from './all';
import { type EnrichProps, enrich } from './enrich';

const { stage, tableName, deliveryQueueUrl, targets, enrichments: names } = readEnvironment();
const sqs = new SQSClient();
const incidents = new Ledger(new DynamoTable(new DynamoDBClient(), tableName), Date.now);
const deliverySwitch = new DeliverySwitch(new SSMClient(), deliveriesParameterName(stage), Date.now);
const sources = {
  applicationSignals: new ApplicationSignalsClient(),
  cloudwatch: new CloudWatchClient(),
  xray: new XRayClient(),
  incidents,
};
const props: EnrichProps = {
  incidents,
  enrichments: allEnrichments(sources).filter(({ name }) => names.includes(name)),
  relates: names.includes('related'),
  tell,
  now: Date.now,
};

/** While deliveries are switched off nobody is asked; the sweeper brings targets up to date afterwards. */
async function tell(incident: Incident): Promise<void> {
  if (await deliverySwitch.isOn()) await askTargets(sqs, deliveryQueueUrl, incident, targets);
}

/** Finds out about incidents after their first message. A request that fails fails the invocation, and comes again. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) await enrich(parseEnrichRequest(body), props);
}
