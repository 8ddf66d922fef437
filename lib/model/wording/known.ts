import { type IncidentState, type Milestone, memberObjectives, type Status } from '../incident';
import { isEnriched } from '../incident/enrichment';
import { isFallback } from '../incident/fallback';
import { NO_DATA } from '../names';

/** What may be said of an incident at all: never more than is known. */

/** Whether all that is known is that no data arrives: nobody can say that customers have trouble, nor that they have none. */
export function isBlind({ episode, reports }: IncidentState): boolean {
  const { tiers } = episode;
  return Object.keys(reports).length === 0 && tiers.length > 0 && tiers.every((key) => key.endsWith(`/${NO_DATA}`));
}

/** Whether it was over, and is not. */
export function isBack({ status, episode }: IncidentState): boolean {
  return status === 'open' && episode.reopened;
}

/** Whether the catalogue knows none of its SLOs: then nobody can say whether customers notice. */
export function isUndeclared(state: IncidentState): boolean {
  return memberObjectives(state).every(isFallback);
}

/**
 * Whether what was found out is about what goes on now, and not about what was before it was mitigated, resolved or came back. Clocks of
 * two functions may differ by a little: whoever looked knew of it, or looked later.
 */
export function isCurrent(state: IncidentState): boolean {
  const { status, findings, episode, milestones, mitigatedAt, resolvedAt } = state;
  if (findings.at === undefined) return false;
  const since = { open: episode.since, mitigated: mitigatedAt, resolved: resolvedAt }[status] ?? 0;
  const turn = milestones.findLast(({ kind }) => TURNS[status].includes(kind))?.n;
  return findings.at >= since || (turn !== undefined && isEnriched(state, turn));
}

const TURNS: Readonly<Record<Status, readonly Milestone['kind'][]>> = {
  open: ['opened', 'reopened'],
  mitigated: ['mitigated'],
  resolved: ['resolved', 'unconfirmed', 'falsePositive', 'merged'],
};
