import type { CatalogueEntry, CatalogueTier } from '../contracts/catalogue';
import { lastReportAt } from './reports';
import { tierOf } from './severity';
import { hasSay, leadingMembers } from './shadow';
import { type IncidentState, type Register, registerKey } from './state';

/** What fires, and what fired since the incident was opened or reopened. */

/** Alarms that fire and have a say. */
export function firingOf(state: IncidentState): Register[] {
  return Object.values(state.registers).filter((register) => register.firing && hasSay(state, register));
}

/** The tiers that fired in this episode. Names of tiers are each SLO's own, so its policy says what they are. */
export function firedTiers({ objectives, episode }: IncidentState): { entry: CatalogueEntry; tier: CatalogueTier }[] {
  return Object.entries(objectives).flatMap(([slo, entry]) =>
    entry.tiers.filter(({ alarm }) => episode.tiers.includes(registerKey(slo, alarm))).map((tier) => ({ entry, tier })),
  );
}

/** Whether a page tier fired in this episode: then only page tiers must clear for "mitigated", else every tier. */
export function hasPageTier(state: IncidentState): boolean {
  return firedTiers(state).some(({ tier }) => tier.urgency === 'page');
}

/** Whether the call that it shared is over, because whose it was has been merged into this one. */
export function isCallEnded({ episode, absorbed }: Pick<IncidentState, 'episode' | 'absorbed'>): boolean {
  return episode.pageSharedWith !== undefined && absorbed.includes(episode.pageSharedWith);
}

/** After "mitigated" the ticket tier may come and go; what undoes it is what had to clear for it. */
export function concernsMitigation(state: IncidentState, register: Register): boolean {
  const tier = tierOf(state, register);
  return tier === undefined || tier.urgency === 'page' || !hasPageTier(state);
}

/**
 * When the first tier of every member was clear again; the slower ones need longer to forget by design. One that wakes somebody and began
 * to fire after that says that it went on.
 *
 * @param now it is over, says somebody, whatever still fires
 */
export function clearedAt(state: IncidentState, now: number): number {
  const { openedAt, registers, objectives } = state;
  const cleared = leadingMembers(state).map((slo) => {
    const tiers = objectives[slo]?.tiers ?? [];
    const its = tiers.flatMap(({ alarm }) => registers[registerKey(slo, alarm)] ?? []);
    // A tier that was clear before all this says nothing about its end.
    const since = its.filter(({ firing, since: at }) => !firing && at > openedAt).map(({ since: at }) => at);
    const first = Math.min(...since);
    const wentOn = pagesOf(state, slo).some(({ firing, since: at }) => firing && at > first);
    if (wentOn) return now;
    return its.some(({ firing }) => firing) ? Math.min(first, now) : first;
  });
  return Math.max(...cleared.filter(Number.isFinite), lastReportAt(state) ?? openedAt, openedAt);
}

function pagesOf({ registers, objectives }: IncidentState, slo: string): Register[] {
  const tiers = (objectives[slo]?.tiers ?? []).filter(({ urgency }) => urgency === 'page');
  return tiers.flatMap(({ alarm }) => registers[registerKey(slo, alarm)] ?? []);
}
