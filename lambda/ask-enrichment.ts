import type { SQSClient } from '@aws-sdk/client-sqs';
import type { EnrichRequest } from '../lib/model/contracts/findings';
import { needsEnrichment } from '../lib/model/incident/enrichment';
import type { Incident } from './ledger/ledger';
import { log } from './log';
import { sendAll } from './send-all';

/**
 * Asks for more to be found out about the incident, where it is time. Targets are asked first: what people are told does not wait
 * for this, and does not fail with it, because `reconcile` asks again within a minute. Asking twice is the same as asking once.
 *
 * @param queueUrl nothing is found out without it
 */
export async function askEnrichment(
  sqs: SQSClient,
  queueUrl: string | undefined,
  { id, state }: Pick<Incident, 'id' | 'state'>,
  now: number,
): Promise<void> {
  if (queueUrl === undefined || !needsEnrichment(state, now)) return;
  const request: EnrichRequest = { version: 1, incident: id, revision: state.revision };
  const message = {
    MessageBody: JSON.stringify(request),
    MessageGroupId: id,
    MessageDeduplicationId: `${id}#r${state.revision}`,
  };
  try {
    await sendAll(sqs, queueUrl, [message]);
  } catch (error) {
    log.error({ message: 'enrichment not asked for', incident: id, why: (error as Error).message });
  }
}
