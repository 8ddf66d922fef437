import type { IncidentEvent } from '../contracts/incident-event';
import { isCounted } from '../contracts/measurement';
import { isCanary } from './canary';
import { hasPageTier } from './fold';
import { RULES } from './rules';
import { heldDecision, opensIncident, pages, tierOf } from './severity';
import type { IncidentState, Register } from './state';

/**
 * What only the passing of time decides. `pending` names the events that are due now and the counts of requests that must be
 * read first; `decide` turns one into an event, or into nothing when the counts speak against it.
 */
export type Question =
  /** Bad requests of an SLO in the last minutes. */
  | { readonly kind: 'bad'; readonly slo: string; readonly minutes: number }
  /** Requests of an SLO since a moment, and how many are usual in such a span. */
  | { readonly kind: 'traffic'; readonly slo: string; readonly since: number };

/** null: could not be read. */
export type Answer = { readonly bad: number } | { readonly requests: number; readonly usual: number } | null;

export interface Pending {
  readonly event: IncidentEvent;
  readonly questions: readonly Question[];
}

export function pending(state: IncidentState, now: number): Pending[] {
  if (state.sealed) return [];
  if (isCanary(state)) return endOfCanary(state, now);
  const held = Object.values(state.registers).flatMap((register) => heldTier(state, register, now));
  return [...held, ...endOfIncident(state, now)];
}

export function decide({ event }: Pending, answers: readonly Answer[]): IncidentEvent | undefined {
  if (event.type === 'held') {
    const answer = answers[0];
    return { ...event, badRequests: answer && 'bad' in answer ? answer.bad : null };
  }
  return answers.every(isTraffic) ? event : undefined;
}

/** A clear counts only with traffic: with nobody there, Application Signals shows burn from attainment, and OK says nothing. */
function isTraffic(answer: Answer): boolean {
  if (answer === null || !('requests' in answer)) return false;
  return answer.requests >= Math.max(RULES.leastRequests, RULES.leastShareOfUsual * answer.usual);
}

function heldTier(state: IncidentState, register: Register, now: number): Pending[] {
  const tier = tierOf(state, register);
  if (!register.firing || tier?.heldMinutes === undefined || state.status !== 'open') return [];
  const due = now - register.since >= tier.heldMinutes * 60_000;
  if (!due || pages(state, register) || heldDecision(state, register) !== undefined) return [];
  const { slo, alarm, since } = register;
  const event: IncidentEvent = { version: 1, type: 'held', at: now, slo, alarm, since, badRequests: null };
  return [{ event, questions: [{ kind: 'bad', slo, minutes: tier.shortMinutes }] }];
}

/** By the clock alone, and sealed at once: the next canary opens the next incident. */
function endOfCanary({ status, openedAt }: IncidentState, now: number): Pending[] {
  if (status === 'resolved') return [{ event: { version: 1, type: 'sealed', at: now }, questions: [] }];
  const due = now - openedAt >= RULES.canaryMs;
  return due ? [{ event: { version: 1, type: 'resolved', at: now }, questions: [] }] : [];
}

function endOfIncident(state: IncidentState, now: number): Pending[] {
  if (state.status === 'resolved') {
    const due = now - (state.resolvedAt ?? now) >= RULES.reopenWindowMs;
    return due ? [{ event: { version: 1, type: 'sealed', at: now }, questions: [] }] : [];
  }
  const type = state.status === 'open' ? 'mitigated' : 'resolved';
  const concerned = Object.values(state.registers).filter((register) => mustClear(state, register));
  const clearSince = Math.max(...concerned.map((register) => register.since), state.episode.since);
  if (concerned.some((register) => register.firing) || now - clearSince < quietMs(state)) return [];
  // What the catalogue does not know where to count (it has no entry) is not asked for: nobody could answer, and it would never end.
  const counted = state.members.filter((slo) => {
    const entry = state.objectives[slo];
    return entry !== undefined && isCounted(entry.measurement);
  });
  const traffic = counted.map((slo): Question => ({ kind: 'traffic', slo, since: clearSince }));
  return [{ event: { version: 1, type, at: now }, questions: traffic }];
}

/** To be mitigated: the page tiers (every tier when no page tier fired). To be resolved: every tier. Always: data. */
function mustClear(state: IncidentState, register: Register): boolean {
  if (!opensIncident(register.alarm)) return false;
  const tier = tierOf(state, register);
  if (tier === undefined) return true;
  return state.status === 'mitigated' || tier.urgency === 'page' || !hasPageTier(state);
}

function quietMs(state: IncidentState): number {
  if (state.status === 'mitigated') return RULES.resolveQuietMs;
  const tiers = Object.values(state.objectives).flatMap((entry) => entry.tiers);
  const pageTiers = tiers.filter((tier) => tier.urgency === 'page' && state.episode.tiers.includes(tier.alarm));
  const slowest = Math.max(0, ...pageTiers.map((tier) => tier.longMinutes));
  const fastest = Math.min(...tiers.map((tier) => tier.longMinutes));
  return slowest > fastest ? RULES.quietAfterSlowMs : RULES.quietMs;
}
