import { type IncidentState, memberObjectives } from '../incident';
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

/** Whether what was found out is about what goes on now, and not about what was before it was mitigated, resolved or came back. */
export function isCurrent({ status, findings, episode, mitigatedAt, resolvedAt }: IncidentState): boolean {
  const since = { open: episode.since, mitigated: mitigatedAt, resolved: resolvedAt }[status] ?? 0;
  return findings.at !== undefined && findings.at >= since;
}
