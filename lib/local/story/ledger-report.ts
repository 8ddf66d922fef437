import { Deliveries, type ObjectRow } from '../../../lambda/ledger/deliveries';
import { DynamoTable } from '../../../lambda/ledger/dynamo-table';
import { Ledger } from '../../../lambda/ledger/ledger';
import type { Objective } from '../../assembly';
import type { StoryIncident, StoryTarget } from '../../model/contracts/documents';
import {
  budgetUsed,
  detectionOf,
  type IncidentState,
  possibleRepeat,
  priorityOf,
  stateName,
} from '../../model/incident';
import { incidentId } from '../../model/names';
import { LOCAL_ENVIRONMENT } from '../ports';
import type { LocalStack } from '../stack';

export interface LedgerReport {
  readonly incidents: StoryIncident[];
  readonly deliveries: { readonly confirmed: number; readonly failed: number; readonly retried: number };
}

const STATES = { new: 'pending', intent: 'in doubt', done: 'confirmed', rejected: 'rejected' } as const;

/** What the ledger says about every incident of the declared services, and about what was told. */
export async function incidentsOf(stack: LocalStack, objectives: readonly Objective[]): Promise<LedgerReport> {
  const table = new DynamoTable(stack.dynamodb, stack.physicalName('AWS::DynamoDB::Table'));
  const ledger = new Ledger(table, () => 0);
  const deliveries = new Deliveries(table, () => 0, 0);
  const groups = new Map(
    objectives.map(({ entry: { stage, service, segment } }) => [
      `${stage}/${service}/${segment}`,
      { stage, service, segment },
    ]),
  );
  const incidents: StoryIncident[] = [];
  let [confirmed, retried, failed] = [0, 0, await stack.deadLetters()];
  for (const { stage, service, segment } of groups.values()) {
    const group = { ...LOCAL_ENVIRONMENT, stage, service, ...(segment === undefined ? {} : { segment }) };
    for (let generation = 1; ; generation += 1) {
      const id = incidentId(group, generation);
      const state = await ledger.state(id);
      if (state === undefined) break;
      const targets: StoryTarget[] = [];
      for (const config of stack.targets) {
        const { object, notes } = await deliveries.rows(id, config.name);
        if (object === undefined) continue;
        const sent = notes.filter(({ phase }) => phase === 'done').length;
        confirmed += (object.ref === undefined ? 0 : 1) + object.edits + sent;
        retried += object.retries;
        failed += [object, ...notes].filter(({ phase }) => phase === 'rejected').length;
        targets.push(targetOf(config, object, sent));
      }
      incidents.push(incidentOf(id, { service, ...(segment === undefined ? {} : { segment }) }, state, targets));
    }
  }
  return { incidents, deliveries: { confirmed, failed, retried } };
}

function targetOf(
  config: { name: string; kind: string; audience: StoryTarget['audience'] },
  object: ObjectRow,
  notes: number,
): StoryTarget {
  return {
    name: config.name,
    kind: config.kind,
    audience: config.audience,
    ref: object.ref?.url ?? object.ref?.id ?? null,
    id: object.ref?.id ?? null,
    state: STATES[object.phase],
    revision: object.doneRevision,
    edits: object.edits,
    notes,
  };
}

function incidentOf(
  id: string,
  group: StoryIncident['group'],
  state: IncidentState,
  targets: StoryTarget[],
): StoryIncident {
  const { source, ...opening } = state.openedBy;
  const tier = state.objectives[opening.slo]?.tiers.find((one) => 'alarm' in opening && one.alarm === opening.alarm);
  return {
    id,
    group,
    status: state.status,
    state: stateName(state),
    members: [...state.members],
    severity: state.peakSeverity,
    priority: priorityOf(state),
    sources: ['alarm' as const, 'support' as const].filter(
      (kind) => kind === source || (kind === 'support' ? state.firstReportAt : state.firstAlarmAt) !== undefined,
    ),
    openedBy: { ...opening, urgency: tier?.urgency ?? 'ticket' },
    pages: state.pages,
    openedAt: iso(state.openedAt),
    ...moments(state),
    ...whatItWas(state),
    targets,
  };
}

function moments({ milestones, mitigatedAt, resolvedAt, confirmation }: IncidentState) {
  const acknowledgedAt = milestones.find(({ kind }) => kind === 'acknowledged')?.at;
  return {
    ...(acknowledgedAt === undefined ? {} : { acknowledgedAt: iso(acknowledgedAt) }),
    ...(mitigatedAt === undefined ? {} : { mitigatedAt: iso(mitigatedAt) }),
    ...(resolvedAt === undefined ? {} : { resolvedAt: iso(resolvedAt) }),
    ...(confirmation === undefined ? {} : { confirmation: confirmationOf(confirmation) }),
  };
}

function confirmationOf({ askedAt, confirmed }: NonNullable<IncidentState['confirmation']>) {
  return { askedAt: iso(askedAt), ...(confirmed === undefined ? {} : { confirmedAt: iso(confirmed.at) }) };
}

function whatItWas(state: IncidentState) {
  const { cause, repeatOf, related, reports, members, milestones, firstAlarmAt, firstReportAt } = state;
  const earlier = possibleRepeat(state)?.incident;
  const { by, leadMs } = detectionOf(state);
  const used = members.flatMap((slo) => {
    const share = budgetUsed(state, slo);
    return share === undefined ? [] : [[slo, share]];
  });
  return {
    ...(cause === undefined ? {} : { cause: causeOf(cause) }),
    ...(repeatOf === undefined ? {} : { repeatOf }),
    ...(earlier === undefined ? {} : { possibleRepeatOf: earlier }),
    deeds: milestones.flatMap(({ at, by, kind }) =>
      by === undefined ? [] : [{ at: iso(at), by: by.name, did: kind }],
    ),
    related: [...related],
    reports: Object.values(reports).map(({ report, slo, count }) => ({ report, slo, count })),
    detectedBy: by,
    ...(firstAlarmAt === undefined ? {} : { firstAlarmAt: iso(firstAlarmAt) }),
    ...(firstReportAt === undefined ? {} : { firstReportAt: iso(firstReportAt) }),
    ...(leadMs === undefined ? {} : { leadSeconds: Math.round(leadMs / 1000) }),
    budgetUsed: Object.fromEntries(used) as Record<string, number>,
  };
}

function causeOf({ tag, text, closed }: NonNullable<IncidentState['cause']>) {
  return { tag, text, ...(closed === undefined ? {} : { closedAt: iso(closed.at) }) };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
