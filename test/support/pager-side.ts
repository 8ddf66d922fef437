import { incidentIn } from '../../lambda/callbacks/parts';
import type { LocalStack } from '../../lib/local';
import { FakePagerDuty } from '../../lib/local/fakes/pagerduty';
import { ledgerOf } from './on-record';

/** Name of the target that wakes people. */
export const PAGER = 'pager';

/** The pager as whoever is on duty sees it. */
export function pagerOf({ vendors }: LocalStack): FakePagerDuty {
  const system = vendors.systemOf(PAGER);
  if (!(system instanceof FakePagerDuty)) throw new Error(`the estate has no pager "${PAGER}"`);
  return system;
}

/** Calls to whoever is on duty about one incident, by their keys, oldest first. */
export function callsOf(stack: LocalStack, incident: string) {
  return pagerOf(stack)
    .objects()
    .filter(({ id }) => incidentIn(id) === incident);
}

/**
 * What is wrong at the pager about an incident that should be over: one call per cycle in which it called by itself, none twice, none
 * that nobody ever heard of, and nothing that rings on. Sentences; none when all is well.
 */
export async function brokenCalls(stack: LocalStack, incident: string): Promise<string[]> {
  const state = await ledgerOf(stack).state(incident);
  const calls = callsOf(stack, incident);
  const keys = Array.from({ length: state?.cycles ?? 0 }, (_, index) => `slo-${incident}-${index + 1}`);
  const isShared = state?.milestones.some(({ kind }) => kind === 'pageShared') ?? false;
  const faults = keys.flatMap((key) => {
    const times = calls.filter(({ id }) => id === key).length;
    return times === 1 || (times === 0 && isShared) ? [] : [`${key}: got ${times} calls, allowed is one`];
  });
  const strange = calls.filter(({ id }) => !keys.includes(id)).map(({ id }) => `${id}: nobody was to be called`);
  const ringing = calls.filter(({ isClosed }) => !isClosed).map(({ id }) => `${id}: rings on`);
  return [...faults, ...strange, ...ringing].map((fault) => `${PAGER}: ${fault}`);
}
