import type { CatalogueEntry } from '../contracts/catalogue';
import { isFallback } from './fallback';
import { alarmsOf } from './kinds';
import { effectiveEntry, isInShadow } from './shadow';
import type { IncidentState, Register } from './state';

/** What becomes of an incident when the catalogue entry of one of its SLOs is another. */

/**
 * Whether an incident must hear of the entry that comes with an alarm, or with a report of support: it has none, or one that says something else about it. What only
 * stands in for an entry that cannot be found now says less than the one it has.
 */
export function isNewsOf(state: IncidentState | undefined, entry: CatalogueEntry, alarm?: string): boolean {
  const before = state?.objectives[entry.slo];
  if (state === undefined || before === undefined) return true;
  if (isFallback(entry)) return false;
  const shadow = effectiveEntry(state, entry).shadow ?? false;
  return (
    shadow !== isInShadow(state, entry.slo) ||
    (alarm !== undefined && !alarmsOf(before).includes(alarm) && alarmsOf(entry).includes(alarm))
  );
}

/** The incident with a new entry of an SLO, without deleted alarms that it does not name. */
export function withEntry(state: IncidentState, slo: string, entry: CatalogueEntry | undefined): IncidentState {
  if (entry === undefined) return state;
  const kept = Object.entries(state.registers).filter(
    ([, register]) => register.slo !== slo || !register.gone || !isSuperseded(entry, register),
  );
  const objectives = { ...state.objectives, [slo]: effectiveEntry(state, entry) };
  return { ...state, objectives, registers: Object.fromEntries(kept) };
}

/** Whether an alarm that is deleted was given up by the SLO's declaration, which then has other alarms or none. */
export function isGivenUp(entry: CatalogueEntry, deleted: Pick<Register, 'alarm'>): boolean {
  return !isFallback(entry) && isSuperseded(entry, deleted);
}

/** Whether the SLO's newest catalogue entry no longer names the register's alarm. */
export function isSuperseded(entry: CatalogueEntry | undefined, { alarm }: Pick<Register, 'alarm'>): boolean {
  return entry !== undefined && !alarmsOf(entry).includes(alarm);
}
