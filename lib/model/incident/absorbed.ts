import type { IncidentEvent } from '../contracts/incident-event';
import { judged, judgement, reopenedByAlarm, reopenedByReport } from './judge';
import { breaks } from './kinds';
import { told } from './milestones';
import { withKnown, withMember } from './registers';
import { withReportsOf } from './reports';
import { pageRoute } from './routing';
import { worse } from './severity';
import { severityOfSign, wakes } from './severity-matrix';
import { isInShadow } from './shadow';
import type { IncidentState } from './state';

type Absorbed = Extract<IncidentEvent, { type: 'absorbed' }>;

/** A younger incident was merged into this one: its SLOs are members here from now on, its reports are reports here. */
export function withAbsorbed(before: IncidentState, event: Absorbed): IncidentState {
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
  return judged(woken(goingOn(state, before, event), event), { ...before, announced: state.announced }, { at });
}

/**
 * The younger one has woken the same people for what goes on here: whoever merged them knows, and nobody is woken once more, unless nobody
 * says in time to be on it. Who answered that call has answered this.
 */
function woken(state: IncidentState, { at, incident, route, acknowledged }: Absorbed): IncidentState {
  const { status } = state;
  const { acknowledged: _, ...episode } = state.episode;
  const answer = acknowledged && { acknowledged };
  if (episode.pageSharedWith === incident) return { ...state, episode: { ...state.episode, pagedAt: at, ...answer } };
  if (route === undefined || route !== pageRoute(state) || status !== 'open' || episode.paged) return state;
  if (!wakes(judgement(state, at))) return state;
  const shared = { ...episode, paged: true, pagedAt: at, pageSharedWith: incident, ...answer };
  return { ...state, episode: shared, tickets: state.tickets - 1 };
}

/** What the younger one's alarms and customers say after the end of this one opens it again, since nobody else follows them. */
function goingOn(state: IncidentState, before: IncidentState, { at, reports = [] }: Absorbed): IncidentState {
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
function withAlarmsOf(before: IncidentState, { parts }: Absorbed): IncidentState {
  const fired = parts.flatMap(({ known }) => known.filter(breaks).map(({ at }) => at));
  const firstAlarmAt = Math.min(before.firstAlarmAt ?? Number.POSITIVE_INFINITY, ...fired);
  return Number.isFinite(firstAlarmAt) ? { ...before, firstAlarmAt } : before;
}
