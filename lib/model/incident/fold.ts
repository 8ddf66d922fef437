import type { Severity } from '../contracts/catalogue';
import type { AlarmDeletedEvent, IncidentEvent, KnownAlarm, LogEntry } from '../contracts/incident-event';
import { isCanary } from './canary';
import { isSuperseded, withEntry } from './entries';
import { clearedAt, concernsMitigation, firingOf } from './episode';
import { breaks, opensIncident } from './kinds';
import { RULES, rulesOf } from './rules';
import { pages, severityNow, tierOf, worse, wouldPage } from './severity';
import { isForTheRecord, isInShadow } from './shadow';
import { SignalKeys } from './signal-keys';
import { type IncidentState, type Milestone, type Register, registerKey } from './state';

/**
 * The incident is a fold over its log: log order decides its life, an alarm's own timestamp decides only that alarm's
 * register. Nothing is read from anywhere else, so the same log gives the same incident everywhere.
 */
export function fold(log: readonly LogEntry[]): IncidentState | undefined {
  return log.reduce(advance, undefined as IncidentState | undefined);
}

/** The next entry of the log; what this code cannot read counts on. */
export function advance(state: IncidentState | undefined, { n, event }: LogEntry): IncidentState | undefined {
  if (event === undefined) return state && { ...state, revision: n };
  return state === undefined ? opened(n, event, NOTHING) : advanced(state, n, event);
}

type Facts = Pick<IncidentState, 'objectives' | 'members' | 'registers' | 'held' | 'signals'>;

const NOTHING: Facts = { objectives: {}, members: [], registers: {}, held: {}, signals: SignalKeys.NONE };

/** An incident that was for the record only begins for people with the first member that is not in shadow. */
function advanced(before: IncidentState, n: number, event: IncidentEvent): IncidentState {
  const state = applied(before, n, event);
  return isForTheRecord(before) && !isForTheRecord(state) ? opened(n, event, before) : state;
}

/** @param facts what is known already */
function opened(n: number, event: IncidentEvent, facts: Facts): IncidentState {
  const { objectives, members, registers, held, signals } = facts;
  const blank: IncidentState = {
    revision: n,
    revisedAt: event.at,
    status: 'open',
    sealed: false,
    openedAt: event.at,
    openedBy: openedBy(event),
    rules: rulesOf('rules' in event ? event.rules : undefined),
    reports: {},
    heard: [],
    updatedAt: event.at,
    missedUpdates: 0,
    related: [],
    absorbed: [],
    findings: {},
    budgetsAtFirst: {},
    severity: 'info',
    peakSeverity: 'info',
    downgraded: false,
    episode: { since: event.at, reopened: false, severity: 'info', paged: false, tiers: [] },
    pages: 0,
    tickets: 0,
    objectives,
    members,
    announced: [],
    registers,
    held,
    milestones: [],
    signals,
  };
  const state = applied(blank, n, event);
  const first: Milestone = { n, at: event.at, kind: 'opened', severity: state.severity };
  return { ...state, milestones: [first], tickets: state.episode.paged || isForTheRecord(state) ? 0 : 1 };
}

function openedBy(event: IncidentEvent): IncidentState['openedBy'] {
  if (event.type === 'report') return { source: 'support', slo: event.slo, report: event.report };
  return 'alarm' in event
    ? { source: 'alarm', slo: event.slo, alarm: event.alarm }
    : { source: 'alarm', slo: '', alarm: '' };
}

function applied(before: IncidentState, n: number, event: IncidentEvent): IncidentState {
  const state = { ...before, revision: n, revisedAt: event.at };
  switch (event.type) {
    case 'alarm':
      return judged(reopenedIfNeeded(withAlarm(state, event), before, event), before, event);
    case 'alarmDeleted':
      return withoutAlarm(state, event);
    case 'held': {
      const decision = { since: event.since, badRequests: event.badRequests };
      const next = { ...state, held: { ...state.held, [registerKey(event.slo, event.alarm)]: decision } };
      if (isInShadow(next, event.slo)) return next;
      return event.badRequests === 0 ? told(next, event.at, 'heldBack', event) : judged(next, before, event);
    }
    case 'mitigated': {
      const severity = worse(severityNow(state), isForTheRecord(state) ? 'info' : 'sev3');
      const woken = state.episode.paged ? { pagedUntil: event.at } : {};
      const over = { mitigatedAt: event.at, clearedAt: clearedAt(state), ...woken };
      return told({ ...state, status: 'mitigated', ...over, severity }, event.at, 'mitigated');
    }
    case 'resolved':
      return told({ ...state, status: 'resolved', resolvedAt: event.at }, event.at, 'resolved');
    case 'sealed':
      return { ...state, sealed: true };
    default:
      return state;
  }
}

/**
 * An alarm that is deleted while it fires leaves a question that no machine can answer, so the incident stays open and says so; unless
 * the SLO has no such tier any more: then it was renamed or given up, and the others speak for it; or is in shadow: then nobody is
 * asked.
 */
function withoutAlarm(before: IncidentState, event: AlarmDeletedEvent): IncidentState {
  const { at, key, slo, alarm, entry } = event;
  const state = withEntry(before, slo, entry);
  const signals = state.signals.with(key);
  const name = registerKey(slo, alarm);
  const register = state.registers[name];
  if (register === undefined || register.gone || register.at > at) return { ...state, signals };
  const { [name]: _, ...others } = state.registers;
  if (!register.firing || isInShadow(state, slo) || isSuperseded(state.objectives[slo], register))
    // Evidence that is gone holds nothing back any more.
    return judged({ ...state, signals, registers: others }, before, event);
  const registers = { ...others, [name]: { ...register, at, gone: true as const } };
  return told({ ...state, signals, registers }, at, 'alarmDeleted', { slo, alarm });
}

type AlarmLike = Extract<IncidentEvent, { type: 'alarm' }>;

function withAlarm(before: IncidentState, event: AlarmLike): IncidentState {
  const state = withEntry(before, event.slo, event.entry);
  const joins = breaks(event) && !state.members.includes(event.slo);
  const registers = [...(event.known ?? []), event].reduce(
    (known, said) => withRegister(known, event.slo, said),
    state.registers,
  );
  const next = {
    ...state,
    registers,
    members: joins ? [...state.members, event.slo] : state.members,
    signals: event.key === undefined ? state.signals : state.signals.with(event.key),
  };
  return announces(next, event) ? { ...next, announced: [...next.announced, event.slo] } : next;
}

/** Whether people begin to hear of the SLO: it breaks its promise and is not, or no longer, in shadow. */
function announces(state: IncidentState, event: AlarmLike): boolean {
  const { slo } = event;
  if (isInShadow(state, slo) || state.announced.includes(slo) || !state.members.includes(slo)) return false;
  const its = Object.values(state.registers).filter((register) => register.slo === slo);
  return breaks(event) || its.some(({ firing, alarm }) => firing && opensIncident(alarm));
}

function withRegister(
  registers: IncidentState['registers'],
  slo: string,
  said: KnownAlarm,
): IncidentState['registers'] {
  const key = registerKey(slo, said.alarm);
  return { ...registers, [key]: newer(registers[key], slo, said) };
}

function newer(old: Register | undefined, slo: string, event: KnownAlarm): Register {
  if (old !== undefined && old.at >= event.at) return old;
  const firing = event.value === 'INSUFFICIENT_DATA' ? (old?.firing ?? false) : event.value === 'ALARM';
  const since = old !== undefined && old.firing === firing ? old.since : event.at;
  const { alarm, value, at, reading } = event;
  return { slo, alarm, value, at, firing, since, ...(reading === undefined ? {} : { reading }) };
}

/** A breach that begins again belongs to the same incident, in a new episode. */
function reopenedIfNeeded(state: IncidentState, before: IncidentState, event: AlarmLike): IncidentState {
  if (state.status === 'open' || isCanary(state)) return state;
  const known = new Set(firingOf(before).map(({ slo, alarm }) => registerKey(slo, alarm)));
  const began = firingOf(state).filter(({ slo, alarm }) => !known.has(registerKey(slo, alarm)));
  const concerns = state.status === 'resolved' || began.some((register) => concernsMitigation(state, register));
  if (began.length === 0 || !concerns) return state;
  const episode = { since: event.at, reopened: true, severity: 'info' as Severity, paged: false, tiers: [] };
  const tickets = state.tickets + (isForTheRecord(state) ? 0 : 1);
  return told({ ...state, status: 'open', episode, tickets }, event.at, 'reopened', event);
}

/** Page, ticket or nothing, and how bad it is, after the facts have changed. */
function judged(
  state: IncidentState,
  before: IncidentState,
  event: { at: number; slo: string; alarm: string },
): IncidentState {
  const firing = firingOf(state);
  const now = severityNow(state);
  const open = state.status === 'open';
  const severity = open ? worse(state.episode.severity, now) : state.severity;
  const tiers = [...new Set([...state.episode.tiers, ...firing.map(({ slo, alarm }) => registerKey(slo, alarm))])];
  const downgraded = firing.some(
    (register) => tierOf(state, register)?.urgency === 'page' && !wouldPage(state, register),
  );
  const episode = open ? { ...state.episode, severity, tiers } : state.episode;
  const next = { ...state, severity, peakSeverity: worse(state.peakSeverity, severity), downgraded, episode };
  return withJoined(withPage(next, event, firing), before, event);
}

function withPage(
  state: IncidentState,
  event: { at: number; slo: string; alarm: string },
  firing: Register[],
): IncidentState {
  if (state.status !== 'open' || state.episode.paged || !firing.some((register) => pages(state, register)))
    return state;
  // Somebody who was woken within the hour knows; after an episode that woke nobody there is no such person.
  const wakes = state.pagedUntil === undefined || event.at - state.pagedUntil > RULES.pageAgainAfterMs;
  const episode = { ...state.episode, paged: true };
  const paged = { ...state, episode, pages: state.pages + (wakes ? 1 : 0), tickets: state.tickets - 1 };
  return told(paged, event.at, 'paged', event);
}

function withJoined(state: IncidentState, before: IncidentState, event: { at: number; slo: string }): IncidentState {
  const joined = before.announced.length > 0 && state.announced.length > before.announced.length;
  return joined ? told(state, event.at, 'joined', { slo: event.slo }) : state;
}

/** Nobody follows a canary's conversation: its message says all there is. */
function told(
  state: IncidentState,
  at: number,
  kind: Milestone['kind'],
  about: { slo?: string; alarm?: string } = {},
): IncidentState {
  if (isCanary(state)) return state;
  const milestone: Milestone = {
    n: state.revision,
    at,
    kind,
    severity: state.severity,
    ...(about.slo === undefined ? {} : { slo: about.slo }),
    ...(about.alarm === undefined ? {} : { alarm: about.alarm }),
  };
  return { ...state, milestones: [...state.milestones, milestone] };
}
