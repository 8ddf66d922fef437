import type { Severity } from '../contracts/catalogue';
import { isCanary } from './canary';
import { concernsMitigation, firingOf } from './episode';
import { told } from './milestones';
import { reportedBy, severityOfReports } from './reports';
import { severityNow, tierOf, worse, wouldPage } from './severity';
import { wakes } from './severity-matrix';
import { isForTheRecord } from './shadow';
import { type IncidentState, type Milestone, type Register, registerKey } from './state';

/** What was heard, and of which SLO. */
export interface Occasion {
  readonly at: number;
  readonly slo?: string;
  readonly alarm?: string;
}

/** Page, ticket or nothing, and how bad it is, after the facts have changed. */
export function judged(state: IncidentState, before: IncidentState, event: Occasion): IncidentState {
  const firing = firingOf(state);
  const open = state.status === 'open';
  const severity = open ? worse(state.episode.severity, judgement(state, event.at)) : state.severity;
  const tiers = [...new Set([...state.episode.tiers, ...firing.map(({ slo, alarm }) => registerKey(slo, alarm))])];
  const downgraded = firing.some(
    (register) => tierOf(state, register)?.urgency === 'page' && !wouldPage(state, register),
  );
  const spells = spellsOf(state, before);
  const episode = open ? { ...state.episode, severity, tiers, ...(spells && { spells }) } : state.episode;
  const next = { ...state, severity, peakSeverity: worse(state.peakSeverity, severity), downgraded, episode };
  return withWorse(withJoined(withPage(next, event), before, event), before, event);
}

function spellsOf(state: IncidentState, before: IncidentState): number | undefined {
  const { spells } = state.episode;
  const begins = burning(state) !== undefined && burning(before) === undefined;
  return spells !== undefined && begins ? spells + 1 : spells;
}

/** The matrix, whatever the source: what fires and what support hears. */
export function judgement(state: IncidentState, at: number): Severity {
  return worse(severityNow(state), severityOfReports(state, at));
}

/** A breach that begins again belongs to the same incident, in a new episode. */
export function reopenedByAlarm(state: IncidentState, before: IncidentState, event: Occasion): IncidentState {
  if (state.status === 'open' || isCanary(state)) return state;
  // Who said "mitigated" while it burns is left alone for a while; then the clock asks again.
  const { mitigatedAt = 0, mitigatedBy, rules } = state;
  const snoozed = state.status === 'mitigated' && mitigatedBy !== undefined && event.at < mitigatedAt + rules.snoozeMs;
  if (snoozed) return state;
  const known = new Set(firingOf(before).map(({ slo, alarm }) => registerKey(slo, alarm)));
  const began = firingOf(state).filter(({ slo, alarm }) => !known.has(registerKey(slo, alarm)));
  const concerns = state.status === 'resolved' || began.some((register) => concernsMitigation(state, register));
  return began.length === 0 || !concerns ? state : reopened(state, event);
}

/**
 * Customers who speak up after the end say that it was none. While it is only mitigated, late voices are those of before, unless many
 * speak up since. Of whoever was counted before nothing new is heard.
 */
export function reopenedByReport(state: IncidentState, before: IncidentState, event: Occasion): IncidentState {
  if (state.status === 'open' || reportedBy(state) <= reportedBy(before)) return state;
  const { mitigatedAt = 0 } = state;
  const since = { ...state, heard: state.heard.filter(({ at }) => at > mitigatedAt) };
  return state.status === 'resolved' || wakes(severityOfReports(since, event.at)) ? reopened(state, event) : state;
}

export function reopened(before: IncidentState, event: Occasion): IncidentState {
  const { end: _end, mitigatedBy: _, resolvedBy: _by, confirmation: _asked, reviewed: _reviewed, ...state } = before;
  const episode = { since: event.at, reopened: true, severity: 'info' as Severity, paged: false, tiers: [] };
  const tickets = state.tickets + (isForTheRecord(state) ? 0 : 1);
  return told({ ...state, status: 'open', episode, tickets }, event.at, 'reopened', about(event));
}

/** @param anyway whether somebody is woken although somebody was a short while ago */
export function withPage(state: IncidentState, event: Occasion, anyway = false): IncidentState {
  if (state.status !== 'open' || state.episode.paged || !wakes(judgement(state, event.at))) return state;
  // Somebody who was woken within the hour knows; after an episode that woke nobody there is no such person.
  const again = state.pagedUntil === undefined || event.at - state.pagedUntil > state.rules.pageAgainAfterMs;
  const { troubleSince = beganAt(state, event.at) } = state;
  const episode = { ...state.episode, paged: true, pagedAt: event.at };
  const paged = { ...state, episode, tickets: state.tickets - 1, troubleSince };
  const what = event.slo === undefined ? burning(state) : about(event);
  return again || anyway
    ? told(withCall(paged, event.at), event.at, 'paged', what)
    : told(paged, event.at, 'pageSpared', what);
}

/** Somebody is called for this episode. Who took it while it was a ticket, or said so to another call, has not answered this one. */
export function withCall(state: IncidentState, at: number): IncidentState {
  const { acknowledged: _, pageSharedWith: _with, pageSharedCycle: _cycle, ...episode } = state.episode;
  const cycle = state.cycles + 1;
  return { ...state, episode: { ...episode, pagedAt: at, cycle, spells: 1 }, pages: state.pages + 1, cycles: cycle };
}

/** What wakes somebody, where no signal says it: the clock does, or a merger. Nothing where customers alone do. */
export function burning(state: IncidentState): Register | undefined {
  return firingOf(state).find((register) => wouldPage(state, register));
}

/** Since when what fires has done so without a break, or customers have spoken up: single failures of hours before are another matter. */
function beganAt(state: IncidentState, at: number): number {
  const reported = Object.values(state.reports).map(({ since }) => since);
  return Math.min(at, ...firingOf(state).map(({ since }) => since), ...reported);
}

function withJoined(state: IncidentState, before: IncidentState, event: Occasion): IncidentState {
  const joined = before.announced.length > 0 && state.announced.length > before.announced.length;
  return joined ? told(state, event.at, 'joined', { ...(event.slo === undefined ? {} : { slo: event.slo }) }) : state;
}

/** Said only where nothing else says it: that somebody is woken, that it begins again. */
function withWorse(state: IncidentState, before: IncidentState, event: Occasion): IncidentState {
  const isWorse = before.status === 'open' && state.severity !== before.severity && before.severity !== 'info';
  return isWorse && !wasTold(state, ['paged', 'pageSpared', 'reopened'])
    ? told(state, event.at, 'worse', about(event))
    : state;
}

function wasTold({ milestones, revision }: IncidentState, kinds: readonly Milestone['kind'][]): boolean {
  return milestones.some(({ n, kind }) => n === revision && kinds.includes(kind));
}

function about({ slo, alarm }: Occasion): Pick<Occasion, 'slo' | 'alarm'> {
  return { ...(slo === undefined ? {} : { slo }), ...(alarm === undefined ? {} : { alarm }) };
}
