import { severities } from '../contracts/catalogue';
import type { IncidentState } from './state';

/**
 * Names of the targets that hear of an incident, sorted. Worst severity so far decides, so that whoever was told of the
 * beginning is told of the end. `every` is what an empty list of targets in a route stands for.
 */
export function targetsOf(state: IncidentState, every: readonly string[]): string[] {
  const reached = state.members.flatMap((slo) =>
    (state.objectives[slo]?.routes ?? [])
      .filter((route) => severities.indexOf(state.peakSeverity) <= severities.indexOf(route.from))
      .flatMap((route) => (route.targets.length === 0 ? every : route.targets)),
  );
  const existing = [...new Set(reached)].filter((target) => every.includes(target)).sort();
  const misrouted = reached.length > 0 && existing.length === 0;
  return misrouted ? [...every].sort() : existing;
}
