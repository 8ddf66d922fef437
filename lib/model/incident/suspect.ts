import type { Change } from '../contracts/findings';
import type { IncidentState } from './state';

/** The last deployment before the first sign of trouble, where it was close enough to be the reason. */
export function suspectOf(state: IncidentState): Change | undefined {
  const first = firstSign(state);
  const deployments = (state.findings.changes ?? []).filter(({ kind, at }) => kind === 'DEPLOYMENT' && at <= first);
  const [last] = [...deployments].sort((a, b) => b.at - a.at);
  return last !== undefined && first - last.at < state.rules.suspectMs ? last : undefined;
}

/** When the trouble was first seen or heard of: the one that woke somebody, where one did. */
export function firstSign(state: IncidentState): number {
  const { openedAt, troubleSince, firstAlarmAt = openedAt, firstReportAt = openedAt } = state;
  return troubleSince ?? Math.min(openedAt, firstAlarmAt, firstReportAt);
}

/** How it was found out, and by how much monitoring was ahead of customers: negative where they were first. */
export function detectionOf({ openedBy, firstAlarmAt, firstReportAt }: IncidentState): {
  readonly by: 'alarm' | 'support';
  readonly leadMs?: number;
} {
  const by = openedBy.source;
  return firstAlarmAt === undefined || firstReportAt === undefined
    ? { by }
    : { by, leadMs: firstReportAt - firstAlarmAt };
}
