import { Breakers } from '../../lambda/ledger/breakers';
import { Deliveries } from '../../lambda/ledger/deliveries';
import type { DynamoTable } from '../../lambda/ledger/dynamo-table';
import { Ledger } from '../../lambda/ledger/ledger';
import type { Symptom } from '../doctor';
import type { FailureReason } from '../model/contracts/target-result';
import { isOpen } from '../model/delivery/breaker';
import { line } from '../render/text';

/**
 * What the ledger knows of deliveries to the targets: those that do not answer, and those that refused an incident which is still active.
 *
 * @param now epoch milliseconds
 */
export async function ledgerSymptoms(
  table: DynamoTable,
  stage: string,
  targets: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, readonly Symptom[]>> {
  const clock = () => now;
  const [breakers, refusals] = await Promise.all([
    new Breakers(table, stage, clock).all(),
    refusedDeliveries(table, stage, clock),
  ]);
  return new Map(
    targets.map((target) => {
      const breaker = breakers.get(target);
      const silent = breaker !== undefined && isOpen(breaker) ? [silence(breaker.failingSince)] : [];
      return [target, [...silent, ...(refusals.get(target) ?? [])]];
    }),
  );
}

function silence(since: number): Symptom {
  return {
    id: 'not-reached',
    level: 'error',
    message: `deliveries: got no good answer since ${new Date(since).toISOString()}, allowed are targets that answer: they wait meanwhile`,
    remedy: 'put right what else is found here; what waits is delivered within 10 minutes of the first good answer',
  };
}

async function refusedDeliveries(
  table: DynamoTable,
  stage: string,
  now: () => number,
): Promise<Map<string, Symptom[]>> {
  const ledger = new Ledger(table, now);
  const deliveries = new Deliveries(table, now, 0);
  const found = new Map<string, Symptom[]>();
  for (const group of await ledger.active(stage)) {
    const incident = await ledger.current(group);
    if (incident === undefined) continue;
    for (const [target, { phase, why = 'no reason', reason }] of await deliveries.objects(incident.id)) {
      if (phase === 'rejected') found.set(target, [...(found.get(target) ?? []), refusal(incident.id, why, reason)]);
    }
  }
  return found;
}

/** What is gone may have been taken away by a person, who meant it. */
function refusal(incident: string, why: string, reason: FailureReason | undefined): Symptom {
  const gone = reason === 'gone';
  return {
    id: 'delivery-refused',
    level: gone ? 'warning' : 'error',
    message: `incident ${incident}: got a refusal (${line(why)}), allowed are targets that take it`,
    remedy: `${gone ? 'unless a person meant it: ' : ''}put it right, then: slo redeliver --incident ${incident}`,
  };
}
