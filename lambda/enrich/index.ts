import { ApplicationSignalsClient } from '@aws-sdk/client-application-signals';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { XRayClient } from '@aws-sdk/client-xray';
import type { SQSEvent } from 'aws-lambda';
import { parseEnrichRequest } from '../../lib/model/contracts/findings';
import { askTargets } from '../ask-targets';
import { readEnvironment } from '../environment';
import { DynamoTable } from '../ledger/dynamo-table';
import { Ledger } from '../ledger/ledger';
import { allEnrichments } from './all';
import { type EnrichProps, enrich } from './enrich';

const { tableName, deliveryQueueUrl, targets, enrichments: names } = readEnvironment();
const sqs = new SQSClient();
const incidents = new Ledger(new DynamoTable(new DynamoDBClient(), tableName), Date.now);
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
  tell: (incident) => askTargets(sqs, deliveryQueueUrl, incident, targets),
  now: Date.now,
};

/** Finds out about incidents after their first message. A request that fails fails the invocation, and comes again. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) await enrich(parseEnrichRequest(body), props);
}
