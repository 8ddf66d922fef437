import type { IncidentEvent } from '../contracts/incident-event';
import { isBudgetGone } from './budget';
import { burning, withCall } from './judge';
import { told } from './milestones';
import { isSameCause, repeatedIncident } from './repeat';
import { worse } from './severity';
import { severityOfSign } from './severity-matrix';
import type { Deed, IncidentState } from './state';

type Event<T extends IncidentEvent['type']> = Extract<IncidentEvent, { type: T }>;

/** What was found out replaces what was known, part by part. */
export function withFindings(before: IncidentState, { at, findings }: Event<'enriched'>): IncidentState {
  // Before there is data a report says nothing to compare with.
  const known = Object.entries(findings.budgets ?? {}).filter(([, { left }]) => left !== undefined);
  const budgetsAtFirst = { ...Object.fromEntries(known), ...before.budgetsAtFirst };
  const state = { ...before, findings: { ...before.findings, ...findings, at }, budgetsAtFirst };
  const { earlier } = state.findings;
  // Whatever a person said of it stands.
  const isFoundOut = state.repeatOf === undefined && isSameCause(state);
  return earlier && isFoundOut ? withRepeat(state, earlier.incident, { at }) : withBudgetGone(state, at);
}

/** Both have one cause: a person says so, or what was found agrees. Raises the ticket, wakes nobody. */
export function withRepeat(
  before: IncidentState,
  of: string,
  { at, by }: Pick<Deed, 'at'> & Partial<Deed>,
): IncidentState {
  if (before.repeatOf === of) return withBudgetGone(before, at);
  const state = withBudgetGone({ ...before, repeatOf: of }, at);
  return told(state, at, 'repeated', { text: of, ...(by === undefined ? {} : { by }) });
}

/** The budget gone twice for one cause is as bad as it gets. That is said, because from then on support is promised news at another pace. */
function withBudgetGone(state: IncidentState, at: number): IncidentState {
  if (state.status !== 'open' || !isBudgetGone(state) || repeatedIncident(state)?.budgetGone !== true) return state;
  const severity = worse(state.severity, severityOfSign('budgetGoneTwice', true));
  if (severity === state.severity) return state;
  const episode = { ...state.episode, severity: worse(state.episode.severity, severity) };
  return told({ ...state, severity, peakSeverity: worse(state.peakSeverity, severity), episode }, at, 'worse');
}

/** Incidents along dependency edges name each other. */
export function withRelated(state: IncidentState, { at, incidents }: Event<'related'>): IncidentState {
  const known = new Set(state.related.map(({ incident }) => incident));
  const others = incidents.filter(({ incident }) => !known.has(incident));
  if (others.length === 0) return state;
  const text = others.map(({ incident }) => incident).join(', ');
  return told({ ...state, related: [...state.related, ...others] }, at, 'related', { text });
}

/** Whoever would have been woken has just been, for another incident: it is that page that counts. */
export function withSharedPage(state: IncidentState, event: Event<'pageShared'>): IncidentState {
  const { episode, pages } = state;
  if (!episode.paged || episode.pageSharedWith !== undefined) return state;
  const milestones = state.milestones.filter(({ kind, at }) => kind !== 'paged' || at !== episode.pagedAt);
  const shared = {
    ...episode,
    pageSharedWith: event.with,
    ...(event.cycle === undefined ? {} : { pageSharedCycle: event.cycle }),
  };
  const next = { ...state, episode: shared, pages: Math.max(0, pages - 1), milestones };
  return told(next, event.at, 'pageShared', { text: event.with });
}

/** Whose page it shared is over, and this goes on: somebody is called for this one. */
export function withOwnPage(state: IncidentState, { at }: Event<'pageUnshared'>): IncidentState {
  if (state.status !== 'open' || state.episode.pageSharedWith === undefined) return state;
  return told(withCall(state, at), at, 'paged', burning(state));
}
