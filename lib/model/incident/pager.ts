import type { Page } from '../wording/document';
import { judgement } from './judge';
import { wakes } from './severity-matrix';
import type { IncidentState } from './state';

/**
 * The call to whoever is on duty, as the incident stands; nothing while nobody was ever to be woken. One cycle is one call: a pager goes on
 * by itself until somebody acknowledges it, and calls nobody anew within it.
 */
export function pageNow(state: IncidentState): Page | undefined {
  const { status, episode, cycles, end, mitigatedBy, rules } = state;
  if (cycles === 0) return undefined;
  // What people end elsewhere must not go on ringing.
  const isEndedHere = end?.kind === 'falsePositive' || end?.kind === 'merged' || mitigatedBy !== undefined;
  const decides = rules.pagerOwnsLifecycle && !isEndedHere;
  const page = { cycle: episode.cycle ?? cycles, ...(decides && { pagerDecides: true as const }) };
  // Whoever was woken within the hour before knows: this episode called nobody.
  if (status !== 'open' || episode.cycle === undefined) return { ...page, state: 'over' };
  const { acknowledged, pageSharedWith, pageSharedCycle } = episode;
  const shared = pageSharedCycle !== undefined && { with: { incident: pageSharedWith!, cycle: pageSharedCycle } };
  const { spells = 1 } = episode;
  const anew = decides && spells > 1 && { spell: spells };
  return { ...page, ...shared, ...anew, state: acknowledged === undefined ? 'calling' : 'acknowledged' };
}

/**
 * Whether whoever was called decides at the pager what becomes of it, and the clock does not. Where the pager called nobody, it cannot;
 * nor after somebody called it mitigated elsewhere, because what was said at the pager never arrived.
 *
 * @param isHeard whether a pager hears of the incident at all: `reachesPager`
 */
export function pagerDecides({ status, episode, rules }: IncidentState, isHeard: boolean): boolean {
  const { cycle, pageSharedWith } = episode;
  return (
    isHeard && rules.pagerOwnsLifecycle && status === 'open' && cycle !== undefined && pageSharedWith === undefined
  );
}

/**
 * Whether the page that the incident shared is over while it burns and nobody is on it: then it must call by itself, or it would be lost.
 *
 * @param other whose page it shared; nothing where it cannot be read any more
 */
export function isPageLost(state: IncidentState, other: IncidentState | undefined, now: number): boolean {
  const { pageSharedWith, pageSharedCycle, acknowledged } = state.episode;
  if (state.status !== 'open' || pageSharedWith === undefined || acknowledged !== undefined) return false;
  if (!wakes(judgement(state, now))) return false;
  return !goesOn(other, pageSharedCycle);
}

/** Whether a call still goes on, so that more can be written down under it: what is sent for one that is over would call anew, for nobody. */
export function goesOn(other: IncidentState | undefined, cycle: number | undefined): boolean {
  const page = other && pageNow(other);
  return page !== undefined && page.state !== 'over' && page.cycle === (cycle ?? page.cycle);
}
