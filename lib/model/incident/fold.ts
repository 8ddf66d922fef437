import type { AlarmDeletedEvent, IncidentEvent, LogEntry } from '../contracts/incident-event';
import { withAbsorbed } from './absorbed';
import { isSuperseded, withEntry } from './entries';
import { isCallEnded } from './episode';
import { withFindings, withOwnPage, withRelated, withSharedPage } from './found';
import { judged, reopened, reopenedByAlarm, reopenedByReport, withCall, withPage } from './judge';
import { told } from './milestones';
import { asked, mitigated, resolved, withDeed } from './people';
import { withAlarm } from './registers';
import { withReport } from './reports';
import { rulesOf } from './rules';
import { isForTheRecord, isInShadow } from './shadow';
import { SignalKeys } from './signal-keys';
import { type IncidentState, type Milestone, registerKey } from './state';

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
  return state === undefined ? opened(n, event, nothing(event)) : advanced(state, n, event);
}

type Facts = Pick<
  IncidentState,
  'rules' | 'objectives' | 'members' | 'registers' | 'held' | 'reports' | 'heard' | 'signals'
>;

function nothing(event: IncidentEvent): Facts {
  const rules = rulesOf('rules' in event ? event.rules : undefined);
  const signals = SignalKeys.NONE;
  return { rules, objectives: {}, members: [], registers: {}, held: {}, reports: {}, heard: [], signals };
}

/** An incident that was for the record only begins for people with the first member that is not in shadow. */
function advanced(before: IncidentState, n: number, event: IncidentEvent): IncidentState {
  const state = applied(before, n, event);
  return isForTheRecord(before) && !isForTheRecord(state) ? opened(n, event, before) : state;
}

/** @param facts what is known already */
function opened(n: number, event: IncidentEvent, facts: Facts): IncidentState {
  const { rules, objectives, members, registers, held, reports, heard, signals } = facts;
  const since = heardAt(event);
  const blank: IncidentState = {
    revision: n,
    revisedAt: event.at,
    rules,
    status: 'open',
    sealed: false,
    openedAt: event.at,
    openedBy: openedBy(event),
    severity: 'info',
    peakSeverity: 'info',
    downgraded: false,
    episode: { since, reopened: false, severity: 'info', paged: false, tiers: [] },
    pages: 0,
    tickets: 0,
    cycles: 0,
    objectives,
    members,
    announced: [],
    registers,
    held,
    reports,
    heard,
    updatedAt: since,
    missedUpdates: 0,
    related: [],
    absorbed: [],
    findings: {},
    budgetsAtFirst: {},
    milestones: [],
    signals,
  };
  const state = applied(blank, n, event);
  const first: Milestone = { n, at: event.at, kind: 'opened', severity: state.severity };
  const tickets = state.episode.paged || isForTheRecord(state) ? 0 : 1;
  return { ...state, updatedAt: since, milestones: [first], tickets };
}

/** From when on people can have known. */
function heardAt(event: IncidentEvent): number {
  return event.type === 'alarm' ? (event.heard ?? event.at) : event.at;
}

function openedBy(event: IncidentEvent): IncidentState['openedBy'] {
  if (event.type === 'report') return { source: 'support', slo: event.slo, report: event.report };
  const { slo, alarm } = event.type === 'alarm' ? event : { slo: '', alarm: '' };
  return { source: 'alarm', slo, alarm };
}

function applied(before: IncidentState, n: number, event: IncidentEvent): IncidentState {
  const state = { ...before, revision: n, revisedAt: event.at };
  // Its log is closed; only what people learned from it may follow.
  if (before.sealed && event.type !== 'reviewed') return state;
  switch (event.type) {
    case 'alarm': {
      const { slo, alarm } = event;
      const occasion = { at: heardAt(event), slo, alarm };
      return judged(reopenedByAlarm(withAlarm(state, event), before, occasion), before, occasion);
    }
    case 'alarmDeleted':
      return withoutAlarm(state, event);
    case 'report': {
      const { at, slo } = event;
      return asked(judged(reopenedByReport(withReport(state, event), before, { at, slo }), before, { at, slo }), at);
    }
    case 'held': {
      const decision = { since: event.since, badRequests: event.badRequests };
      const next = { ...state, held: { ...state.held, [registerKey(event.slo, event.alarm)]: decision } };
      if (isInShadow(next, event.slo)) return next;
      return event.badRequests === 0 ? told(next, event.at, 'heldBack', event) : judged(next, before, event);
    }
    case 'mitigated':
      return mitigated(state, event);
    case 'reopened': {
      const again = reopened(state, event);
      return judged(withPage(again, event, true), before, event);
    }
    case 'resolved':
      return resolved(state, event);
    case 'sealed':
      return { ...state, sealed: true };
    case 'notifiedAgain': {
      const again = { ...state, episode: { ...state.episode, notifiedAgainAt: event.at } };
      // Nobody was called for what came back within the hour, or the call was ended by a merger: now somebody is.
      const isCalled = state.episode.cycle !== undefined && !isCallEnded(state);
      return told(isCalled ? again : withCall(again, event.at), event.at, 'notifiedAgain');
    }
    case 'reminded':
      return told({ ...state, remindedAt: event.at }, event.at, 'reminded');
    case 'updateMissed':
      return told({ ...state, missedUpdates: state.missedUpdates + 1 }, event.at, 'updateMissed');
    case 'enriched':
      return withFindings(state, event);
    case 'related':
      return withRelated(state, event);
    case 'pageShared':
      return withSharedPage(state, event);
    case 'pageUnshared':
      return withOwnPage(state, event);
    case 'absorbed':
      return withAbsorbed(state, event);
    default:
      return withDeed(state, event);
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
