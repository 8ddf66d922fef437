import { DynamoTable } from '../../lambda/ledger/dynamo-table';
import { Ledger } from '../../lambda/ledger/ledger';
import type { LocalStack } from '../../lib/local';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';

/** What a person did to an incident, as the type of the event that its log must hold. */
export interface Done {
  readonly incident: string;
  readonly type: IncidentEvent['type'];
}

/** What came from people in an evening. */
export interface Said {
  readonly done: readonly Done[];
  /** What support heard: so many customers, and of which incident. */
  readonly report: { readonly incident: string; readonly id: string; readonly count: number };
}

export function ledgerOf(stack: LocalStack): Ledger {
  return new Ledger(new DynamoTable(stack.dynamodb, stack.physicalName('AWS::DynamoDB::Table')), () => 0);
}

export async function timesOnRecord(stack: LocalStack, { incident, type }: Done): Promise<number> {
  const found = await ledgerOf(stack).change(incident, () => undefined);
  return found?.log.filter(({ event }) => event?.type === type).length ?? 0;
}

/** What of it is not in the ledger exactly once: a command that was lost or done twice, customers that were not counted. Sentences. */
export async function brokenWords(stack: LocalStack, { done, report }: Said): Promise<string[]> {
  const deeds = done.map(async (deed) => {
    const times = await timesOnRecord(stack, deed);
    return times === 1 ? [] : [`${deed.incident}: got "${deed.type}" ${times} times in the log, allowed is once`];
  });
  const heard = (await ledgerOf(stack).state(report.incident))?.reports[report.id]?.count;
  const lost =
    (heard ?? 0) === report.count ? [] : [`${report.id}: got ${heard} customers, allowed are the ${report.count}`];
  return [...lost, ...(await Promise.all(deeds)).flat()];
}

/** Whether nobody was woken for an incident and nobody who was awake was told that it is theirs. */
export async function isPageLost(stack: LocalStack, incident: string): Promise<boolean> {
  const state = await ledgerOf(stack).state(incident);
  return !state?.milestones.some(({ kind }) => kind === 'pageShared') && (state?.pages ?? 0) === 0;
}
