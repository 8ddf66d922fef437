import type { IncidentEvent } from '../contracts/incident-event';
import { isCounted } from '../contracts/measurement';
import { isCanary } from './canary';
import { firedTiers, firingOf, hasPageTier } from './episode';
import { isCauseOpen, needsConfirmation } from './life';
import { pagerDecides } from './pager';
import { dueForPeople, NOBODY, type People } from './people-timers';
import { lastReportAt } from './reports';
import { CANARY_MS } from './rules';
import { fastestPageTier, heldDecision, tierOf, wouldPage } from './severity';
import { hasSay, leadingMembers } from './shadow';
import type { IncidentState, Register } from './state';

/**
 * What only the passing of time decides. `pending` names the events that are due now and the counts of requests that must be
 * read first; `decide` turns one into an event, or into nothing when the counts speak against it.
 */
export type Question =
  /** Bad requests of an SLO in the last minutes. */
  | { readonly kind: 'bad'; readonly slo: string; readonly minutes: number }
  /** Requests (or samples) of an SLO since a moment, and how many are usual in such a span; at least so many mean that somebody is there. */
  | {
      readonly kind: 'traffic';
      readonly slo: string;
      readonly since: number;
      readonly least: number;
      readonly leastShareOfUsual: number;
    };

/** null: could not be read. */
export type Answer = { readonly bad: number } | { readonly requests: number; readonly usual: number } | null;

export interface Pending {
  readonly event: IncidentEvent;
  readonly questions: readonly Question[];
}

/** @param people who is there to answer; nobody is asked or told anything by the clock where nobody is */
export function pending(state: IncidentState, now: number, people: People = NOBODY): Pending[] {
  if (state.sealed) return [];
  if (isCanary(state)) return endOfCanary(state, now);
  const held = Object.values(state.registers).flatMap((register) => heldTier(state, register, now));
  const personal = dueForPeople(state, now, people).map((event) => ({ event, questions: [] }));
  return [...held, ...endOfIncident(state, now, people), ...personal];
}

export function decide({ event, questions }: Pending, answers: readonly Answer[]): IncidentEvent | undefined {
  if (event.type === 'held') {
    const answer = answers[0];
    return { ...event, badRequests: answer && 'bad' in answer ? answer.bad : null };
  }
  return questions.every((question, index) => isTraffic(question, answers[index] ?? null)) ? event : undefined;
}

/** Whether an event ends an incident or a part of it: no end is decided on what is known to be out of date. */
export function isEnd({ type }: IncidentEvent): boolean {
  return type === 'mitigated' || type === 'resolved' || type === 'sealed';
}

/** A clear counts only with traffic: with nobody there, Application Signals shows burn from attainment, and OK says nothing. */
function isTraffic(question: Question, answer: Answer): boolean {
  if (question.kind !== 'traffic' || answer === null || !('requests' in answer)) return false;
  return answer.requests >= Math.max(question.least, question.leastShareOfUsual * answer.usual);
}

function heldTier(state: IncidentState, register: Register, now: number): Pending[] {
  const tier = tierOf(state, register);
  if (!register.firing || tier?.heldMinutes === undefined || state.status !== 'open') return [];
  const due = now - register.since >= tier.heldMinutes * 60_000;
  if (!due || wouldPage(state, register) || heldDecision(state, register) !== undefined) return [];
  const { slo, alarm, since } = register;
  const event: IncidentEvent = { version: 1, type: 'held', at: now, slo, alarm, since, badRequests: null };
  return [{ event, questions: [{ kind: 'bad', slo, minutes: tier.shortMinutes }] }];
}

/** By the clock alone, and sealed at once: the next canary opens the next incident. */
function endOfCanary({ status, openedAt }: IncidentState, now: number): Pending[] {
  if (status === 'resolved') return [{ event: { version: 1, type: 'sealed', at: now }, questions: [] }];
  const due = now - openedAt >= CANARY_MS;
  return due ? [{ event: { version: 1, type: 'resolved', at: now }, questions: [] }] : [];
}

function endOfIncident(state: IncidentState, now: number, people: People): Pending[] {
  if (state.status === 'resolved') {
    // Called a false positive, it may fire on: `reconcile` would take its alarm for one that nobody has heard of, once a minute.
    const isHeard = firingOf(state).some(({ gone }) => !gone);
    const due = !isHeard && now - (state.resolvedAt ?? now) >= state.rules.reopenWindowMs;
    return due ? [{ event: { version: 1, type: 'sealed', at: now }, questions: [] }] : [];
  }
  if (pagerDecides(state, people.pager)) return [];
  const type = state.status === 'open' ? 'mitigated' : 'resolved';
  if (type === 'resolved' && !mayResolve(state, now)) return [];
  const { rules } = state;
  const concerned = Object.values(state.registers).filter((register) => mustClear(state, register));
  const clearSince = Math.max(
    ...concerned.map((register) => register.since),
    state.episode.since,
    lastReportAt(state) ?? state.episode.since,
  );
  if (concerned.some((register) => register.firing) || now - clearSince < quietMs(state)) return [];
  // What the catalogue does not know where to count (it has no entry) is not asked for: nobody could answer, and it would never end.
  const traffic = leadingMembers(state).flatMap((slo): Question[] => {
    const measurement = state.objectives[slo]?.measurement;
    if (measurement === undefined || !isCounted(measurement)) return [];
    const least = measurement.kind === 'periods' ? rules.leastSamples : rules.leastRequests;
    return [{ kind: 'traffic', slo, since: clearSince, least, leastShareOfUsual: rules.leastShareOfUsual }];
  });
  return [{ event: { version: 1, type, at: now }, questions: traffic }];
}

/** That the alarms are quiet is not all: the cause must be dealt with, and where customers spoke up, one of them asked, for a day at most. */
function mayResolve(state: IncidentState, now: number): boolean {
  if (isCauseOpen(state)) return false;
  const { confirmation, mitigatedAt = now, rules } = state;
  if (!needsConfirmation(state) || confirmation?.confirmed !== undefined) return true;
  return now - (confirmation?.askedAt ?? mitigatedAt) >= rules.confirmationMs;
}

/** To be mitigated: the page tiers (every tier when no page tier fired). To be resolved: every tier. Always: data. */
function mustClear(state: IncidentState, register: Register): boolean {
  if (!hasSay(state, register)) return false;
  const tier = tierOf(state, register);
  if (tier === undefined) return true;
  return state.status === 'mitigated' || tier.urgency === 'page' || !hasPageTier(state);
}

function quietMs(state: IncidentState): number {
  if (state.status === 'mitigated') return state.rules.resolveQuietMs;
  const isSlow = firedTiers(state).some(
    ({ entry, tier }) => tier.urgency === 'page' && tier.longMinutes > (fastestPageTier(entry)?.longMinutes ?? 0),
  );
  return isSlow ? state.rules.quietAfterSlowMs : state.rules.quietMs;
}
