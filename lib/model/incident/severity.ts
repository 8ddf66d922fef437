import { type CatalogueEntry, type CatalogueTier, type Severity, severities } from '../contracts/catalogue';
import { EVIDENCE, NO_DATA } from '../names';
import { opensIncident } from './kinds';
import { type Sign, severityOfSign } from './severity-matrix';
import { isInShadow } from './shadow';
import { type HeldDecision, type IncidentState, type Register, registerKey } from './state';

type Facts = Pick<IncidentState, 'objectives' | 'registers' | 'held'>;

export function worse(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) <= severities.indexOf(b) ? a : b;
}

/** The tier behind an alarm; nothing for `evidence`, `no-data` and alarms that the catalogue entry does not name. */
export function tierOf(
  facts: Pick<Facts, 'objectives'>,
  register: Pick<Register, 'slo' | 'alarm'>,
): CatalogueTier | undefined {
  return facts.objectives[register.slo]?.tiers.find((tier) => tier.alarm === register.alarm);
}

/**
 * Page if and only if a page tier is in ALARM and evidence is not OK, or the tier was held in ALARM and the count did not
 * find zero bad requests. Unknown or absent evidence means page. Without this rule a service with 60 requests an hour
 * would be paged 20 to 35 times a month while keeping its promise.
 */
export function wouldPage(facts: Facts, register: Register): boolean {
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
  const { canary = false, critical = false } = facts.objectives[register.slo] ?? {};
  if (canary || isInShadow(facts, register.slo)) return 'info';
  return severityOfSign(signOf(facts, register), critical);
}

function signOf(facts: Facts, register: Register): Sign {
  if (register.alarm === NO_DATA) return 'silence';
  if (tierOf(facts, register)?.urgency !== 'page') return 'ticketTier';
  if (!wouldPage(facts, register)) return 'heldBack';
  return isFastest(facts, register) ? 'fastPage' : 'slowPage';
}

/** Whether the alarm is the SLO's page tier that sees a fault first, whatever the policy calls it. */
function isFastest(facts: Pick<Facts, 'objectives'>, register: Pick<Register, 'slo' | 'alarm'>): boolean {
  const entry = facts.objectives[register.slo];
  const tier = tierOf(facts, register);
  return entry !== undefined && tier?.urgency === 'page' && tier.longMinutes === fastestPageTier(entry)?.longMinutes;
}

/** The page tier with the shortest long window; nothing where the policy wakes nobody. */
export function fastestPageTier({ tiers }: Pick<CatalogueEntry, 'tiers'>): CatalogueTier | undefined {
  const [fastest] = tiers.filter(({ urgency }) => urgency === 'page').sort((a, b) => a.longMinutes - b.longMinutes);
  return fastest;
}
