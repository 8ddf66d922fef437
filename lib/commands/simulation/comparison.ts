import type { Objective } from '../../assembly';
import { metricsRead } from '../../cost/metrics';
import { monthlyCostUsd } from '../../cost/objective';
import type { ComparedPolicy, Notification, PolicyName } from '../../model/contracts/documents';
import { median } from '../../model/median';
import { monthlyAlarmCost } from '../../model/prices';
import { type AlertPolicy, type Call, countedCalls, type Fault, MINUTE_MS, type Run } from '../../simulate';

/** Ours: a call so long after the last bad request of a fault is still about it; a tier forgets after its short window, a held one later. */
const AFTERMATH_MINUTES = 60;

const DECLARED = 'the alarms of the template, and the incidents that the functions make of them';

export interface Compared {
  readonly objective: Objective;
  readonly estate: readonly Objective[];
  readonly run: Run;
  readonly policies: readonly AlertPolicy[];
  readonly faults: readonly Fault[];
}

/** The declared policy and the others over the same history. */
export function comparedPolicies(compared: Compared): ComparedPolicy[] {
  const { objective, estate, run, policies } = compared;
  const declared = row('declared', DECLARED, run.declared.calls, monthlyCostUsd(objective, estate), compared);
  const others = policies.map(({ name, source, alarms, composites }) => {
    const cost = monthlyAlarmCost({ ...metricsRead(alarms), composites: composites.length });
    return row(name as PolicyName, source, run.others.get(name)?.calls ?? [], cost, compared);
  });
  return [declared, ...others];
}

function row(
  policy: PolicyName,
  source: string,
  calls: readonly Call[],
  cost: number,
  { objective, run, faults }: Compared,
): ComparedPolicy {
  const notifications = calls.map((call) => notification(call, faults, objective, run));
  const first = faults.flatMap((_, index) => notifications.find(({ fault }) => fault === index) ?? []);
  return {
    policy,
    source,
    ...countedCalls(calls),
    found: first.length,
    falsePages: notifications.filter(({ urgency, fault }) => urgency === 'page' && fault === null).length,
    medianDelayMinutes: median(first.flatMap(({ delayMinutes }) => delayMinutes ?? [])) ?? null,
    medianBudgetUsed: median(first.flatMap(({ budgetUsed }) => budgetUsed ?? [])) ?? null,
    monthlyCostUsd: Math.round(cost * 100) / 100,
    notifications,
  };
}

function notification(
  { at, urgency, by }: Call,
  faults: readonly Fault[],
  { objectiveName }: Objective,
  { cloudwatch }: Run,
): Notification {
  const minute = at / MINUTE_MS;
  const fault = faults.findLastIndex(({ from, to }) => minute > from && minute <= to + AFTERMATH_MINUTES);
  const budget = cloudwatch.budget(objectiveName, at);
  return {
    at: new Date(at).toISOString(),
    urgency,
    by: [...by],
    fault: fault < 0 ? null : fault,
    delayMinutes: fault < 0 ? null : minute - faults[fault]!.from,
    budgetUsed: budget.total === 0 ? null : budget.usedFraction,
  };
}
