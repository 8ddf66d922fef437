import type { IncidentEvent, PersonalEvent } from '../contracts/incident-event';
import { clearedAt } from './episode';
import { withRepeat } from './found';
import { needsConfirmation } from './life';
import { told } from './milestones';
import { severityNow, worse } from './severity';
import { isForTheRecord } from './shadow';
import type { IncidentState } from './state';

/** What people do to an incident. Whether they may is decided before (`commands.ts`); here it has happened. */
export function withDeed(before: IncidentState, event: PersonalEvent): IncidentState {
  const { at, by, key } = event;
  if (before.signals.has(key)) return before;
  const state = { ...before, signals: before.signals.with(key) };
  const deed = { at, by };
  switch (event.type) {
    case 'acknowledged': {
      if (state.status !== 'open' || state.episode.acknowledged !== undefined) return state;
      return told({ ...state, episode: { ...state.episode, acknowledged: deed } }, at, 'acknowledged', { by });
    }
    case 'noted':
      return told(state, at, 'noted', { by, text: event.text, support: event.support });
    case 'causeNamed': {
      const named = told({ ...state, cause: { ...event.cause, ...deed } }, at, 'causeNamed', {
        by,
        text: event.cause.text,
      });
      return event.repeatOf === undefined ? named : withRepeat(named, event.repeatOf, deed);
    }
    case 'causeClosed': {
      const { cause } = state;
      if (cause === undefined || cause.closed !== undefined) return state;
      const closed = { ...cause, closed: { ...deed, how: event.how } };
      return told({ ...state, cause: closed }, at, 'causeClosed', { by, text: event.how });
    }
    case 'confirmed': {
      const confirmed = { ...deed, customer: event.customer };
      const confirmation = { askedAt: state.confirmation?.askedAt ?? at, confirmed };
      return told({ ...state, confirmation }, at, 'confirmed', { by, text: event.customer });
    }
    case 'falsePositive': {
      const end = { kind: 'falsePositive', by, reason: event.reason } as const;
      return told({ ...state, ...over(state, at), end }, at, 'falsePositive', { by, text: event.reason });
    }
    case 'merged': {
      const end = { kind: 'merged', into: event.into, group: groupOf(event.group) } as const;
      return told({ ...state, ...over(state, at), sealed: true, end }, at, 'merged', { by, text: event.into });
    }
    case 'reviewed': {
      const reviewed = { ...deed, ...(event.url === undefined ? {} : { url: event.url }) };
      return told({ ...state, reviewed }, at, 'reviewed', {
        by,
        ...(event.url === undefined ? {} : { text: event.url }),
      });
    }
  }
}

/** By the clock, or by a person while it may still burn. A customer is asked then, so that the answer may be there at the end. */
export function mitigated(
  before: IncidentState,
  { at, by, key }: Extract<IncidentEvent, { type: 'mitigated' }>,
): IncidentState {
  const { mitigatedBy: _, ...rest } = before;
  const state = by === undefined ? rest : settled(rest);
  const severity = worse(severityNow(state), isForTheRecord(state) ? 'info' : 'sev3');
  const woken = state.episode.paged ? { pagedUntil: at } : {};
  const next = {
    ...state,
    status: 'mitigated',
    mitigatedAt: at,
    ...(by === undefined ? {} : { mitigatedBy: by }),
    clearedAt: clearedAt(state, at),
    ...woken,
    severity,
    signals: key === undefined ? state.signals : state.signals.with(key),
  } as const;
  return told(asked(next, at), at, 'mitigated', { ...(by === undefined ? {} : { by }) });
}

/**
 * By the clock, after all is quiet; or at the pager that owns the lifecycle, while it may still burn. Where a customer's word was needed and
 * did not come, it says so.
 */
export function resolved(
  before: IncidentState,
  { at, by, key }: Extract<IncidentEvent, { type: 'resolved' }>,
): IncidentState {
  const ended = { ...before, status: 'resolved', resolvedAt: at } as const;
  const state = by === undefined ? ended : { ...ended, ...byPager(before, at, key), resolvedBy: by };
  const isUnconfirmed = needsConfirmation(state) && state.confirmation?.confirmed === undefined;
  const said = by === undefined ? {} : { by };
  return isUnconfirmed
    ? told({ ...state, end: { kind: 'unconfirmed' } }, at, 'unconfirmed', said)
    : told(state, at, 'resolved', said);
}

/** What the clock says on the way by "mitigated" to the end. */
function byPager(before: IncidentState, at: number, key: string | undefined) {
  const { registers, signals } = settled(before);
  const known = key === undefined ? signals : signals.with(key);
  return { ...over(before, at), registers, signals: known, clearedAt: clearedAt(before, at) };
}

/** An alarm that was deleted while it was on asked a question that no machine can answer: a person just has. */
function settled(state: IncidentState): IncidentState {
  const kept = Object.entries(state.registers).filter(([, { gone }]) => !gone);
  return { ...state, registers: Object.fromEntries(kept) };
}

/**
 * The incident, with the question for a customer's word where one is needed and nobody has asked; or where one has answered, and another
 * customer spoke up after that.
 */
export function asked(state: IncidentState, at: number): IncidentState {
  const { status, confirmation, reports } = state;
  if (status !== 'mitigated' || !needsConfirmation(state)) return state;
  const { askedAt, confirmed } = confirmation ?? {};
  const isContradicted = confirmed !== undefined && Object.values(reports).some((said) => said.at > confirmed.at);
  return askedAt === undefined || isContradicted ? { ...state, confirmation: { askedAt: at } } : state;
}

function over(state: IncidentState, at: number) {
  return { status: 'resolved', resolvedAt: at, ...(state.episode.paged ? { pagedUntil: at } : {}) } as const;
}

function groupOf({ segment, ...group }: Extract<PersonalEvent, { type: 'merged' }>['group']) {
  return { ...group, ...(segment === undefined ? {} : { segment }) };
}
