import type { TargetConfig } from '../contracts/target-config';
import { targetsOf } from './routing';
import type { IncidentState } from './state';

/** A page of an incident: when somebody was woken, and by which way. */
export interface Page {
  readonly at: number;
  /** Names of the pagers that hear of it, or of all targets that hear of SEV2 where there is no pager: one route reaches the same people. */
  readonly route: string;
  /** Which of the incident's calls it is. */
  readonly cycle?: number;
}

export type Woken = Pick<TargetConfig, 'name' | 'audience' | 'canary' | 'pager'>;

/**
 * The page of the present episode; nothing where nobody is woken: it is a ticket or over, somebody was woken for it
 * within the hour before, or the page is another incident's already.
 */
export function pageOf(state: IncidentState, targets: readonly Woken[]): Page | undefined {
  const { cycle, pagedAt: at, pageSharedWith } = state.episode;
  if (state.status !== 'open' || cycle === undefined || at === undefined || pageSharedWith !== undefined)
    return undefined;
  const route = routeOf(state, targets);
  return route === '' ? undefined : { at, route, cycle };
}

/** Whether a page belongs to the one that the route heard before it. */
export function isSharedPage(page: Page, last: Pick<Page, 'at'>, pageTogetherMs: number): boolean {
  return Math.abs(page.at - last.at) < pageTogetherMs;
}

/** What support hears wakes nobody, and makes no other route of one. */
function routeOf(state: IncidentState, targets: readonly Woken[]): string {
  const engineers = targets.filter(({ audience }) => audience !== 'support');
  const heard = targetsOf({ ...state, peakSeverity: 'sev2' }, engineers.length === 0 ? targets : engineers);
  const pagers = targets.filter(({ name, pager = false }) => pager && heard.includes(name)).map(({ name }) => name);
  return (pagers.length === 0 ? heard : pagers.sort()).join(',');
}
