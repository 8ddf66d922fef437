import { severities } from '../contracts/catalogue';
import type { TargetConfig } from '../contracts/target-config';
import { isCanary } from './canary';
import type { IncidentState } from './state';

export type Addressee = Pick<TargetConfig, 'name' | 'canary' | 'pager'>;

/**
 * Names of the targets that hear of an incident, sorted. Worst severity so far decides, so that whoever was told of the
 * beginning is told of the end. An empty list of targets in a route stands for all of them. Canaries and incidents never
 * reach each other's targets, whatever the routes say. Pagers hear of an incident only once somebody is, or was, to be woken, and of a
 * canary never. What is in shadow reaches nobody.
 */
export function targetsOf(state: IncidentState, targets: readonly Addressee[]): string[] {
  const every = targets.filter(({ canary = false }) => canary === isCanary(state)).map(({ name }) => name);
  const reached = state.announced.flatMap((slo) =>
    (state.objectives[slo]?.routes ?? [])
      .filter((route) => severities.indexOf(state.peakSeverity) <= severities.indexOf(route.from))
      .flatMap((route) => (route.targets.length === 0 ? every : route.targets)),
  );
  const existing = [...new Set(reached)].filter((target) => every.includes(target));
  const misrouted = reached.length > 0 && existing.length === 0;
  const silent = new Set(targets.filter(({ pager = false }) => pager && !callsPagers(state)).map(({ name }) => name));
  return (misrouted ? every : existing).filter((target) => !silent.has(target)).sort();
}

/** Whether a pager hears of an incident: its people are woken elsewhere where no route names one. */
export function reachesPager(state: IncidentState, targets: readonly Addressee[]): boolean {
  const names = targetsOf(state, targets);
  return targets.some(({ name, pager = false }) => pager && names.includes(name));
}

function callsPagers(state: IncidentState): boolean {
  return state.cycles > 0 && !isCanary(state);
}

const EVERYBODY = '*';

/**
 * Names of the targets that are declared to hear of pages, `*` for all of them; empty where none is. Two incidents with one route
 * reach the same people, whatever targets there are.
 */
export function pageRoute({ announced, objectives }: IncidentState): string {
  const hearing = announced
    .flatMap((slo) => objectives[slo]?.routes ?? [])
    .filter(({ from }) => severities.indexOf('sev2') <= severities.indexOf(from))
    .flatMap(({ targets }) => (targets.length === 0 ? [EVERYBODY] : targets));
  return hearing.includes(EVERYBODY) ? EVERYBODY : [...new Set(hearing)].sort().join(',');
}
