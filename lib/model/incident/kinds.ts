import type { AlarmValue } from '../contracts/alarm-event';
import type { CatalogueEntry } from '../contracts/catalogue';
import { BUDGET_EXHAUSTED, BUDGET_WARNING, EVIDENCE, NO_DATA } from '../names';

/** What the kinds of an SLO's alarms mean for incidents. */

/** Names of all alarms that an SLO has, by its catalogue entry. */
export function alarmsOf({ tiers, evidence, noData, budgetAlarms = [] }: CatalogueEntry): string[] {
  const [its, silence] = [evidence ? [EVIDENCE] : [], noData ? [NO_DATA] : []];
  return [...tiers.map(({ alarm }) => alarm), ...its, ...silence, ...budgetAlarms];
}

/**
 * Whether incidents hear of an alarm at all. Those on the budget stay in ALARM for days, long after the fault is gone, and would keep
 * every incident open; their people are reached by the alarms' own actions.
 */
export function concernsIncidents(alarm: string): boolean {
  return alarm !== BUDGET_WARNING && alarm !== BUDGET_EXHAUSTED;
}

/** Whether an alarm says that a promise is broken: burn-rate tiers and missing data do, evidence alone does not. */
export function opensIncident(alarm: string): boolean {
  return alarm !== EVIDENCE && concernsIncidents(alarm);
}

/** Whether what an alarm says now is that a promise is broken. */
export function breaks({ alarm, value }: { readonly alarm: string; readonly value: AlarmValue }): boolean {
  return value === 'ALARM' && opensIncident(alarm);
}
