import { severities } from '../contracts/catalogue';
import type { IncidentState } from './state';

/** A page of an incident: when somebody was woken, and by which way. */
export interface Page {
  readonly at: number;
  /** Names of the targets, `*` for all of them: pages with one route reach the same people. */
  readonly route: string;
}

const EVERYBODY = '*';

/**
 * The page of the present episode; nothing where nobody is woken: it is a ticket or over, somebody was woken for it
 * within the hour before, or the page is another incident's already.
 */
export function pageOf(state: IncidentState): Page | undefined {
  const { status, episode, milestones, pagedUntil, rules } = state;
  if (status !== 'open' || !episode.paged || episode.pageSharedWith !== undefined) return undefined;
  // An incident that begins with a page says so by its beginning alone.
  const at = milestones.findLast(({ kind }) => kind === 'paged')?.at ?? episode.since;
  const isKnown = pagedUntil !== undefined && at - pagedUntil <= rules.pageAgainAfterMs;
  const route = pageRoute(state);
  return isKnown || route === '' ? undefined : { at, route };
}

/** Whether a page belongs to the one that the route heard before it. */
export function isSharedPage(page: Page, last: Pick<Page, 'at'>, pageTogetherMs: number): boolean {
  return Math.abs(page.at - last.at) < pageTogetherMs;
}

/** Names of the targets that hear of pages, `*` for all of them; empty where none does. */
export function pageRoute({ announced, objectives }: IncidentState): string {
  const hearing = announced
    .flatMap((slo) => objectives[slo]?.routes ?? [])
    .filter(({ from }) => severities.indexOf('sev2') <= severities.indexOf(from))
    .flatMap(({ targets }) => (targets.length === 0 ? [EVERYBODY] : targets));
  return hearing.includes(EVERYBODY) ? EVERYBODY : [...new Set(hearing)].sort().join(',');
}
