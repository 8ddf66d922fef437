import type { AlarmDefinition, Objective } from '../assembly';

/**
 * Whose alarm each one is: one SLO's and no other's, so that nothing is counted twice. Where two SLOs have one name (in stacks that name no
 * account or region), each has the alarms of its own stack.
 */
export function ownersOf(objectives: readonly Objective[]): ReadonlyMap<AlarmDefinition, Objective> {
  const owners = new Map<AlarmDefinition, Objective>();
  for (const inOwnStack of [true, false]) {
    for (const objective of objectives) {
      for (const alarm of objective.alarms) {
        if (!owners.has(alarm) && (alarm.stack === objective.stack) === inOwnStack) owners.set(alarm, objective);
      }
    }
  }
  return owners;
}
