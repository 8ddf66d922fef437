import type { IncidentEvent } from '../contracts/incident-event';
import { isBudgetGone } from './budget';
import { judged, reopenedByAlarm, reopenedByReport } from './judge';
import { breaks } from './kinds';
import { told } from './milestones';
import { withKnown, withMember } from './registers';
import { isSameCause, repeatedIncident } from './repeat';
import { withReportsOf } from './reports';
import { worse } from './severity';
import { severityOfSign } from './severity-matrix';
import { isInShadow } from './shadow';
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
  const own = state.milestones.findLastIndex(({ kind }) => kind === 'paged');
  const milestones = state.milestones.filter((_, at) => at !== own);
  const shared = { ...episode, pageSharedWith: event.with };
  const next = { ...state, episode: shared, pages: Math.max(0, pages - 1), milestones };
  return told(next, event.at, 'pageShared', { text: event.with });
}

/** A younger incident was merged into this one: its SLOs are members here from now on, its reports are reports here. */
export function withAbsorbed(before: IncidentState, event: Event<'absorbed'>): IncidentState {
  const { at, incident, parts, reports = [] } = event;
  if (before.absorbed.includes(incident)) return before;
  const joined = parts.reduce(
    (state, part) => {
      const { slo } = part.entry;
      const known = withKnown(state, slo, part);
      const isFollowed = !isInShadow(known, slo) || reports.some((report) => report.slo === slo);
      return isFollowed ? withMember(known, slo) : { ...known, members: [...new Set([...known.members, slo])] };
    },
    withReportsOf(withAlarmsOf(before, event), event),
  );
  const state = told({ ...joined, absorbed: [...before.absorbed, incident] }, at, 'absorbed', { text: incident });
  // That its SLOs joined has just been said; that it goes on where this one was at its end has not.
  return judged(goingOn(state, before, event), { ...before, announced: state.announced }, { at });
}

/** What the younger one's alarms and customers say after the end of this one opens it again, since nobody else follows them. */
function goingOn(state: IncidentState, before: IncidentState, { at, reports = [] }: Event<'absorbed'>): IncidentState {
  const byAlarm = reopenedByAlarm(state, before, { at });
  const { resolvedAt = 0 } = before;
  const isNews = before.status !== 'resolved' || reports.some((report) => report.at > resolvedAt);
  if (byAlarm.status === 'open' || !isNews) return byAlarm;
  const { episode, ...reopened } = reopenedByReport(byAlarm, before, { at });
  // However long ago they did.
  const severity = worse(episode.severity, severityOfSign('fewReports', false));
  return { ...reopened, episode: reopened.status === 'open' ? { ...episode, severity } : episode };
}

/** Its alarms may have been first. */
function withAlarmsOf(before: IncidentState, { parts }: Event<'absorbed'>): IncidentState {
  const fired = parts.flatMap(({ known }) => known.filter(breaks).map(({ at }) => at));
  const firstAlarmAt = Math.min(before.firstAlarmAt ?? Number.POSITIVE_INFINITY, ...fired);
  return Number.isFinite(firstAlarmAt) ? { ...before, firstAlarmAt } : before;
}
