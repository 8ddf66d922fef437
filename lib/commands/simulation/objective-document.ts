import type { Objective } from '../../assembly';
import type {
  Fault as FaultDocument,
  PolicyName,
  SimulatedIncidentDocument,
  SimulatedObjective,
} from '../../model/contracts/documents';
import { parseAlarmName } from '../../model/names';
import { intervalMinutes, type Urgency } from '../../model/slo';
import { durationInWords } from '../../model/wording/words';
import {
  ALTERNATIVES,
  type AlertPolicy,
  excludedStretches,
  type Fault,
  faultsOf,
  type Outcome,
  type Run,
  type RunProps,
  run,
  type SimulatedIncident,
  type Transition,
  timeOf,
} from '../../simulate';
import { comparedPolicies } from './comparison';
import { proposedGoals } from './goals';
import { historyFigures, type RecordedObjective } from './recordings';
import type { Scene } from './scene';

export interface ObjectiveProps {
  readonly recorded: RecordedObjective;
  /** Every SLO of the assembly. */
  readonly estate: readonly Objective[];
  readonly policy: PolicyName;
  readonly scene: Scene & Omit<RunProps, 'objectives' | 'policies'>;
  readonly remarks: readonly string[];
  /** Hears which share of the work is done. */
  readonly passed: (share: number) => void;
}

export interface SimulatedAlone {
  readonly document: SimulatedObjective;
  readonly run: Run;
}

/** What the alarms of one SLO would have done, as if it were alone. */
export function simulateObjective(props: ObjectiveProps): SimulatedAlone {
  const { recorded, estate, policy, scene } = props;
  const { objective } = recorded;
  const policies = Object.values(ALTERNATIVES).map((build) => build(objective));
  const runProps = { ...scene, objectives: [objective], policies };
  const ran = run(runProps);
  const end = timeOf(ran.to + (scene.lagMinutes ?? 0));
  const outcomes = ran.cloudwatch.outcomes(objective.objectiveName);
  const faults = faultsOf(outcomes, objective.goal, intervalMinutes(objective.entry.interval));
  const compared = comparedPolicies({ objective, estate, run: ran, policies, faults });
  const goals = proposedGoals(objective, runProps, ran, props.passed);
  const chosen = compared.find((row) => row.policy === policy)!;
  const [first] = chosen.notifications;
  const budget = ran.cloudwatch.budget(objective.objectiveName, end);
  const { team, contact } = objective.entry.owner;
  return {
    run: ran,
    document: {
      slo: objective.entry.slo,
      stage: objective.entry.stage,
      policy,
      ok: goals.find(({ declared }) => declared)!.met,
      goal: objective.goal,
      from: iso(timeOf(ran.from)),
      to: iso(timeOf(ran.to)),
      minutes: ran.to - ran.from,
      attainment: ran.cloudwatch.attainment(objective.objectiveName, end) ?? null,
      budget: {
        totalBad: budget.bad,
        usedFraction: budget.total === 0 ? null : budget.usedFraction,
        status: budget.status,
      },
      alarms: outcomeOf(ran, policy).transitions.map(
        alarmOf(
          objective,
          policies.find(({ name }) => name === policy),
        ),
      ),
      pages: chosen.pages,
      tickets: chosen.tickets,
      ...(first === undefined ? {} : { firstDetection: detection(first) }),
      monthlyCostUsd: chosen.monthlyCostUsd,
      wakes: { team, contact },
      history: historyFigures(recorded, outcomes, excludedMinutes(objective, ran)),
      faults: faults.map(faultOf),
      incidents: policy === 'declared' ? ran.incidents.incidents().map(incidentOf) : [],
      policies: compared,
      goals,
      notSimulated: [...scene.notSimulated],
      remarks: [
        ...props.remarks,
        ...partialInterval(objective, ran),
        ...coldCalls(
          objective,
          ran,
          compared.flatMap(({ notifications }) => notifications.map(({ at }) => Date.parse(at))),
        ),
      ],
    },
  };
}

function excludedMinutes({ exclusionWindows, objectiveName }: Objective, { from, to }: Run): number {
  const stretches = excludedStretches(exclusionWindows, from, to, objectiveName);
  return stretches.reduce((sum, stretch) => sum + stretch.to - stretch.from, 0);
}

function partialInterval({ objectiveName, interval }: Objective, { cloudwatch, from }: Run): string[] {
  const began = cloudwatch.interval(objectiveName, timeOf(from + 1)).from;
  return interval.kind === 'calendar' && began < timeOf(from)
    ? ['The first calendar interval began before the history and is judged by what is recorded of it.']
    : [];
}

/** A look-back that reaches into the time before the history has few outcomes, and a single bad one of them weighs much. */
function coldCalls({ entry }: Objective, { from }: Run, calls: readonly number[]): string[] {
  const longest = Math.max(0, ...entry.tiers.map(({ longMinutes }) => longMinutes));
  const cold = calls.filter((at) => at < timeOf(from + longest)).length;
  if (cold === 0) return [];
  const time = durationInWords(timeOf(longest));
  return [
    `${cold === 1 ? 'One call' : `${cold} calls`} of all policies ${cold === 1 ? 'falls' : 'fall'} into the first ${time}, when look-back windows are not full yet: with more history before there might be fewer.`,
  ];
}

/** The first word that anybody heard. */
function detection({ at, budgetUsed, delayMinutes }: SimulatedObjective['policies'][number]['notifications'][number]) {
  return { at, budgetUsed, delayMinutes };
}

function outcomeOf({ declared, others }: Run, policy: PolicyName): Outcome {
  return policy === 'declared' ? declared : others.get(policy)!;
}

export function alarmOf(objective?: Objective, policy?: AlertPolicy) {
  return ({ alarmName, value, at, actionsSuppressedBy }: Transition): SimulatedObjective['alarms'][number] => {
    const name = parseAlarmName(alarmName);
    const tier = objective?.entry.tiers.find(({ alarm }) => name?.slo === objective.entry.slo && alarm === name.alarm);
    const urgency: Urgency | null = tier?.urgency ?? policy?.callers.get(alarmName) ?? null;
    return {
      name: alarmName,
      tier: tier?.alarm ?? null,
      urgency,
      state: value,
      at: iso(at),
      ...(actionsSuppressedBy === undefined ? {} : { actionsSuppressedBy }),
    };
  };
}

export function incidentOf({ id, state }: SimulatedIncident): SimulatedIncidentDocument {
  const { status, peakSeverity, members, pages, tickets, openedAt, mitigatedAt, resolvedAt, milestones } = state;
  return {
    id,
    status,
    severity: peakSeverity,
    members: [...members],
    pages,
    tickets,
    openedAt: iso(openedAt),
    ...(mitigatedAt === undefined ? {} : { mitigatedAt: iso(mitigatedAt) }),
    ...(resolvedAt === undefined ? {} : { resolvedAt: iso(resolvedAt) }),
    milestones: milestones.map(({ at, kind, slo, severity }) => ({
      at: iso(at),
      kind,
      ...(slo === undefined ? {} : { slo }),
      severity,
    })),
  };
}

function faultOf({ from, to, bad, budgetShare }: Fault): FaultDocument {
  return { from: iso(timeOf(from)), to: iso(timeOf(to)), bad, budgetShare };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
