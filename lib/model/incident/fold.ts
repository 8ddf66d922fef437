import type { CatalogueEntry, Severity } from '../contracts/catalogue';
import type { AlarmDeletedEvent, IncidentEvent, KnownAlarm, LogEntry } from '../contracts/incident-event';
import { isCanary } from './canary';
import { RULES } from './rules';
import { alarmsOf, breaks, opensIncident, pages, severityNow, tierOf, worse } from './severity';
import { type IncidentState, type Milestone, type Register, registerKey } from './state';

/**
 * The incident is a fold over its log: log order decides its life, an alarm's own timestamp decides only that alarm's
 * register. Nothing is read from anywhere else, so the same log gives the same incident everywhere.
 */
export function fold(log: readonly LogEntry[]): IncidentState | undefined {
  let state: IncidentState | undefined;
  for (const { n, event } of log) {
    if (event !== undefined) state = state === undefined ? opened(n, event) : applied(state, n, event);
    else if (state !== undefined) state = { ...state, revision: n };
  }
  return state;
}

function opened(n: number, event: IncidentEvent): IncidentState {
  const blank: IncidentState = {
    revision: n,
    revisedAt: event.at,
    status: 'open',
    sealed: false,
    openedAt: event.at,
    openedBy: 'slo' in event ? { slo: event.slo, alarm: event.alarm } : { slo: '', alarm: '' },
    severity: 'info',
    peakSeverity: 'info',
    downgraded: false,
    episode: { since: event.at, reopened: false, severity: 'info', paged: false, tiers: [] },
    pages: 0,
    tickets: 0,
    objectives: {},
    members: [],
    registers: {},
    held: {},
    milestones: [],
    signals: new Set(),
  };
  const state = applied(blank, n, event);
  const first: Milestone = { n, at: event.at, kind: 'opened', severity: state.severity };
  return { ...state, milestones: [first], tickets: state.episode.paged ? 0 : 1 };
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
      return event.badRequests === 0 ? told(next, event.at, 'heldBack', event) : judged(next, before, event);
    }
    case 'mitigated': {
      const severity = worse(severityNow(state), 'sev3');
      return told({ ...state, status: 'mitigated', mitigatedAt: event.at, severity }, event.at, 'mitigated');
    }
    case 'resolved':
      return told({ ...state, status: 'resolved', resolvedAt: event.at }, event.at, 'resolved');
    case 'sealed':
      return { ...state, sealed: true };
  }
}

/**
 * An alarm that is deleted while it fires leaves a question that no machine can answer, so the incident stays open and says so; unless
 * the SLO has no such tier any more: then it was renamed, and its successor speaks for it.
 */
function withoutAlarm(state: IncidentState, { at, key, slo, alarm }: AlarmDeletedEvent): IncidentState {
  const signals = new Set(state.signals).add(key);
  const name = registerKey(slo, alarm);
  const register = state.registers[name];
  if (register === undefined || register.gone || register.at > at) return { ...state, signals };
  const { [name]: _, ...others } = state.registers;
  if (!register.firing || isSuperseded(state.objectives[slo], register))
    return { ...state, signals, registers: others };
  const registers = { ...others, [name]: { ...register, at, gone: true as const } };
  return told({ ...state, signals, registers }, at, 'alarmDeleted', { slo, alarm });
}

/** Whether the SLO's newest catalogue entry no longer names the register's alarm. */
function isSuperseded(entry: CatalogueEntry | undefined, { alarm }: Pick<Register, 'alarm'>): boolean {
  return entry !== undefined && !alarmsOf(entry).includes(alarm);
}

type AlarmLike = Extract<IncidentEvent, { type: 'alarm' }>;

function withAlarm(state: IncidentState, event: AlarmLike): IncidentState {
  const objectives: Record<string, CatalogueEntry> =
    event.entry === undefined ? state.objectives : { ...state.objectives, [event.slo]: event.entry };
  const registers = event.entry === undefined ? state.registers : withoutSuperseded(state.registers, event.entry);
  const joins = breaks(event) && !state.members.includes(event.slo);
  return {
    ...state,
    objectives,
    registers: [...(event.known ?? []), event].reduce(
      (before, said) => withRegister(before, event.slo, said),
      registers,
    ),
    members: joins ? [...state.members, event.slo] : state.members,
    signals: event.key === undefined ? state.signals : new Set(state.signals).add(event.key),
  };
}

/** A new entry of an SLO leaves behind the deleted alarms that it does not name. */
function withoutSuperseded(registers: IncidentState['registers'], entry: CatalogueEntry): IncidentState['registers'] {
  const kept = Object.entries(registers).filter(
    ([, register]) => register.slo !== entry.slo || !register.gone || !isSuperseded(entry, register),
  );
  return Object.fromEntries(kept);
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
  const key = registerKey(event.slo, event.alarm);
  const began = state.registers[key]!.firing && !before.registers[key]?.firing && opensIncident(event.alarm);
  if (!began || state.status === 'open' || isCanary(state)) return state;
  const concerns = state.status === 'resolved' || concernsMitigation(state, event.alarm, event.slo);
  if (!concerns) return state;
  const episode = { since: event.at, reopened: true, severity: 'info' as Severity, paged: false, tiers: [] };
  return told({ ...state, status: 'open', episode, tickets: state.tickets + 1 }, event.at, 'reopened', event);
}

/** After "mitigated" the ticket tier may come and go; what undoes it is what had to clear for it. */
function concernsMitigation(state: IncidentState, alarm: string, slo: string): boolean {
  const tier = tierOf(state, { slo, alarm });
  return tier === undefined || tier.urgency === 'page' || !hasPageTier(state);
}

/** Whether a page tier fired in this episode: then only page tiers must clear for "mitigated", else every tier. */
export function hasPageTier(state: IncidentState): boolean {
  const tiers = Object.values(state.objectives).flatMap((entry) => entry.tiers);
  return state.episode.tiers.some((name) => tiers.some((tier) => tier.alarm === name && tier.urgency === 'page'));
}

/** Page, ticket or nothing, and how bad it is, after the facts have changed. */
function judged(
  state: IncidentState,
  before: IncidentState,
  event: { at: number; slo: string; alarm: string },
): IncidentState {
  const firing = Object.values(state.registers).filter((register) => register.firing && opensIncident(register.alarm));
  const now = severityNow(state);
  const open = state.status === 'open';
  const severity = open ? worse(state.episode.severity, now) : state.severity;
  const tiers = [...new Set([...state.episode.tiers, ...firing.map((register) => register.alarm)])];
  const downgraded = firing.some((register) => tierOf(state, register)?.urgency === 'page' && !pages(state, register));
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
  const wakes = !state.episode.reopened || event.at - (state.mitigatedAt ?? 0) > RULES.pageAgainAfterMs;
  const episode = { ...state.episode, paged: true };
  const paged = { ...state, episode, pages: state.pages + (wakes ? 1 : 0), tickets: state.tickets - 1 };
  return told(paged, event.at, 'paged', event);
}

function withJoined(state: IncidentState, before: IncidentState, event: { at: number; slo: string }): IncidentState {
  const joined = before.members.length > 0 && state.members.length > before.members.length;
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
