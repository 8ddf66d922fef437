import type { Objective } from '../../assembly';
import type { PolicyName, ProposedGoal } from '../../model/contracts/documents';
import { exact, toNumber } from '../../model/slo';
import { ALTERNATIVES, countedCalls, type Run, type RunProps, run, timeOf, worstInterval } from '../../simulate';

/** Goals that teams weigh against each other. */
const PROPOSED = ['99', '99.5', '99.9', '99.95'] as const;

/**
 * What each goal would have meant over the same history.
 *
 * @param passed hears which share of the goals is done
 */
export function proposedGoals(
  objective: Objective,
  props: RunProps,
  declared: Run,
  passed: (share: number) => void,
): ProposedGoal[] {
  const goals = [...new Set([...PROPOSED, objective.goal])].sort((a, b) => Number(a) - Number(b));
  const { attainment, usedFraction } = worstInterval(
    declared.cloudwatch,
    objective,
    timeOf(declared.from),
    timeOf(declared.to) + timeOf(props.lagMinutes ?? 0),
  );
  return goals.map((goal, index) => {
    passed((index + 1) / (goals.length + 1));
    const ran = goal === objective.goal ? declared : runAt(goal, objective, props);
    return {
      goal,
      declared: goal === objective.goal,
      met: attainment === undefined || attainment >= Number(goal),
      attainment: attainment ?? null,
      usedFraction: attainment === undefined ? null : usedFraction * budgetsOf(objective.goal, goal),
      policies: [
        { policy: 'declared', ...countedCalls(ran.declared.calls) },
        ...[...ran.others].map(([name, { calls }]) => ({ policy: name as PolicyName, ...countedCalls(calls) })),
      ],
    };
  });
}

function runAt(goal: string, objective: Objective, props: RunProps): Run {
  const proposed = { ...objective, goal, entry: { ...objective.entry, attainmentGoal: goal } };
  return run({
    ...props,
    objectives: [proposed],
    policies: Object.values(ALTERNATIVES).map((build) => build(proposed)),
  });
}

/** How many budgets of another goal one of the declared goal is. */
function budgetsOf(declared: string, goal: string): number {
  return toNumber(
    exact(100)
      .sub(exact(declared))
      .div(exact(100).sub(exact(goal))),
  );
}
