import { isCanary } from './canary';
import { isForTheRecord } from './shadow';
import type { IncidentState, Milestone } from './state';

/** After these an incident is another one than that which was looked into. */
const NEWS: readonly Milestone['kind'][] = [
  'opened',
  'joined',
  'absorbed',
  'paged',
  'pageSpared',
  'reopened',
  'mitigated',
  'resolved',
  'unconfirmed',
];

/**
 * Whether more should be found out now: something happened that what is known does not cover, or it is bad and what is known has grown
 * old. Nobody reads of canaries and of incidents for the record, and what is over for good is left alone.
 */
export function needsEnrichment(state: IncidentState, now: number): boolean {
  const { sealed, findings, milestones } = state;
  if (sealed || isCanary(state) || isForTheRecord(state)) return false;
  const known = findings.revision ?? 0;
  return milestones.some(({ n, kind }) => n > known && NEWS.includes(kind)) || hasGrownOld(state, now);
}

/** Whether what is known was found out at that revision or a later one. */
export function isEnriched({ findings }: IncidentState, revision: number): boolean {
  return (findings.revision ?? 0) >= revision;
}

function hasGrownOld({ status, severity, findings, rules }: IncidentState, now: number): boolean {
  if (status !== 'open' || (severity !== 'sev1' && severity !== 'sev2')) return false;
  return findings.at !== undefined && now - findings.at >= rules.refreshMs;
}
