import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Ask, ask } from '../../lambda/ask-targets';
import { DynamoTable } from '../../lambda/ledger/dynamo-table';
import { Ledger } from '../../lambda/ledger/ledger';
import type { RedeliveryDocument } from '../model/contracts/documents';
import { type Addressee, type IncidentState, targetsOf } from '../model/incident';
import { awsFault } from './aws-fault';
import { checkStage, responseOf } from './response-of';
import { UsageError } from './usage-error';

export { redeliveryInWords } from '../render/redelivery';

export interface RedeliverOptions {
  /** Id of one incident; or `all`. */
  readonly incident?: string;
  /** Every active incident of the stage. */
  readonly all: boolean;
  /** @default - every target that the incident is routed to */
  readonly target?: string;
  readonly stage: string;
}

type Told = readonly [incident: string, state: IncidentState];

// The SDK would warn that its releases of 2027 want a newer Node.js; ours are pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/**
 * Asks again for deliveries: after a refusal was put right, or a message that a person deleted is wanted back. The response stack itself
 * does the rest, so that a delivery which is under way, and a target that is down, are respected.
 *
 * @throws UsageError for an unknown stage, incident or target, or when AWS does not let us
 */
export async function redeliver(options: RedeliverOptions): Promise<RedeliveryDocument> {
  const { stage, target, incident, all } = options;
  checkStage(stage);
  if ((incident === undefined) === !all) {
    const got = all ? 'both' : 'neither';
    throw new UsageError(`--incident, --all: got ${got}, allowed is one of them`);
  }
  try {
    const response = await responseOf(stage);
    checkTarget(
      target,
      response.targets.map(({ name }) => name),
      `of stage ${stage}`,
    );
    const ledger = new Ledger(new DynamoTable(new DynamoDBClient(), response.table), Date.now);
    const told = incident === undefined ? await active(ledger, stage) : [await named(ledger, options)];
    for (const [id, state] of incident === undefined ? [] : told)
      checkTarget(target, targetsOf(state, response.targets), `that hear of ${id}`);
    const asks = told.flatMap((one) => asksOf(one, response.targets, target));
    await ask(new SQSClient(), response.deliveryQueueUrl, asks);
    return {
      version: 1,
      asked: asks.map(({ request: { incident, target, revision } }) => ({ incident, target, revision })),
    };
  } catch (error) {
    throw awsFault(error) ?? error;
  }
}

function checkTarget(target: string | undefined, known: readonly string[], which: string): void {
  if (target === undefined || known.includes(target)) return;
  throw new UsageError(`--target: got "${target}", allowed are the targets ${which}: ${known.join(', ')}`);
}

async function named(ledger: Ledger, { incident = '', stage }: RedeliverOptions): Promise<Told> {
  const state = await ledger.state(incident);
  if (state !== undefined) return [incident, state];
  const known = (await active(ledger, stage)).map(([id]) => id).join(', ') || 'none';
  throw new UsageError(
    `--incident: got "${incident}", allowed are ids of incidents in the ledger; active in stage ${stage}: ${known}`,
  );
}

async function active(ledger: Ledger, stage: string): Promise<Told[]> {
  const groups = await ledger.active(stage);
  const incidents = await Promise.all(groups.map((group) => ledger.advance(group, async () => undefined)));
  return incidents.flatMap((found): Told[] =>
    found === undefined || found.state.sealed ? [] : [[found.id, found.state]],
  );
}

/** A person's wish is never the repetition of another request. */
function asksOf([incident, state]: Told, every: readonly Addressee[], only: string | undefined): Ask[] {
  const { revision } = state;
  const routed = targetsOf(state, every);
  return routed
    .filter((target) => only === undefined || target === only)
    .map((target) => ({
      request: { version: 1, incident, target, revision, force: true },
      id: `${incident}#${target}#asked#${Date.now()}`,
    }));
}
