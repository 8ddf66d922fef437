import type { AlarmValue } from '../contracts/alarm-event';
import { type CatalogueEntry, type CatalogueTier, type Severity, severities } from '../contracts/catalogue';
import { EVIDENCE, NO_DATA } from '../names';
import { type HeldDecision, type IncidentState, type Register, registerKey } from './state';

type Facts = Pick<IncidentState, 'objectives' | 'registers' | 'held'>;

export function worse(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) <= severities.indexOf(b) ? a : b;
}

/** The tier behind an alarm; nothing for `evidence`, `no-data` and alarms that the catalogue entry does not name. */
export function tierOf(facts: Facts, register: Pick<Register, 'slo' | 'alarm'>): CatalogueTier | undefined {
  return facts.objectives[register.slo]?.tiers.find((tier) => tier.alarm === register.alarm);
}

/** Names of all alarms that an SLO has, by its catalogue entry. */
export function alarmsOf({ tiers, evidence, noData }: CatalogueEntry): string[] {
  return [...tiers.map(({ alarm }) => alarm), ...(evidence ? [EVIDENCE] : []), ...(noData ? [NO_DATA] : [])];
}

/** Whether an alarm says that a promise is broken: burn-rate tiers and missing data do, evidence alone does not. */
export function opensIncident(alarm: string): boolean {
  return alarm !== EVIDENCE;
}

/** Whether what an alarm says now is that a promise is broken. */
export function breaks({ alarm, value }: { readonly alarm: string; readonly value: AlarmValue }): boolean {
  return value === 'ALARM' && opensIncident(alarm);
}

/**
 * Page if and only if a page tier is in ALARM and evidence is not OK, or the tier was held in ALARM and the count did not
 * find zero bad requests. Unknown or absent evidence means page. Without this rule a service with 60 requests an hour
 * would be paged 22 to 45 times a month while keeping its promise.
 */
export function pages(facts: Facts, register: Register): boolean {
  if (!register.firing || tierOf(facts, register)?.urgency !== 'page') return false;
  if (!facts.objectives[register.slo]?.evidence) return true;
  if (facts.registers[registerKey(register.slo, EVIDENCE)]?.value !== 'OK') return true;
  const decision = heldDecision(facts, register);
  return decision !== undefined && decision.badRequests !== 0;
}

/** The count that was made for this spell of the tier in ALARM, when it was made. */
export function heldDecision(facts: Facts, register: Register): HeldDecision | undefined {
  const decision = facts.held[registerKey(register.slo, register.alarm)];
  return decision?.since === register.since ? decision : undefined;
}

/** Severity of what fires now; `info` when nothing does. */
export function severityNow(facts: Facts): Severity {
  return Object.values(facts.registers)
    .filter((register) => register.firing && opensIncident(register.alarm))
    .map((register) => severityOf(facts, register))
    .reduce(worse, 'info');
}

function severityOf(facts: Facts, register: Register): Severity {
  if (facts.objectives[register.slo]?.canary) return 'info';
  const critical = facts.objectives[register.slo]?.critical ?? false;
  if (register.alarm === NO_DATA) return critical ? 'sev2' : 'sev3';
  if (!pages(facts, register)) return 'sev3';
  return critical && isFastest(facts, register) ? 'sev1' : 'sev2';
}

function isFastest(facts: Facts, register: Register): boolean {
  const windows = facts.objectives[register.slo]?.tiers.map((tier) => tier.longMinutes) ?? [];
  return tierOf(facts, register)?.longMinutes === Math.min(...windows);
}
