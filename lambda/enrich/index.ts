import { ApplicationSignalsClient } from '@aws-sdk/client-application-signals';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { XRayClient } from '@aws-sdk/client-xray';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseEnrichRequest } from '../../lib/model/contracts/findings';
import { askTargets } from '../ask-targets';
import { byGroup } from '../by-group';
import { readEnvironment } from '../environment';
import { DynamoTable } from '../ledger/dynamo-table';
import { Ledger } from '../ledger/ledger';
import { log } from '../log';
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

/** Finds out about incidents after their first message. Different ones go side by side. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const failed = await Promise.all(byGroup(event.Records).map(enrichGroup));
  return { batchItemFailures: failed.flat().map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** Each request asks about the incident as it is now, so the last one stands for all before it. Returns those that must come again. */
async function enrichGroup(records: SQSRecord[]): Promise<SQSRecord[]> {
  try {
    await enrich(parseEnrichRequest(records.at(-1)!.body), props);
    return [];
  } catch (error) {
    log.error({
      message: 'incident not enriched',
      messageId: records.at(-1)!.messageId,
      why: (error as Error).message,
    });
    return records;
  }
}
