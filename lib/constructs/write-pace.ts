import { Stack } from 'aws-cdk-lib';
import type { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';

/**
 * Application Signals takes five writes of SLOs a second, per account and region. Source: "CloudWatch service quotas", rate of
 * CreateServiceLevelObjective, UpdateServiceLevelObjective and DeleteServiceLevelObjective.
 */
export const OBJECTIVES_WRITTEN_AT_A_TIME = 5;

const PACED = new WeakMap<Stack, CfnServiceLevelObjective[]>();

/**
 * CloudFormation writes resources that do not wait for each other at once, and a stack of many SLOs then fails for throttling. Each
 * objective waits for the one that was declared five before it, so that never more than five of a stack are written or deleted
 * at a time. A dependency is no property: where the order of declaration changes, no resource does.
 */
export function paceWrite(objective: CfnServiceLevelObjective): void {
  const stack = Stack.of(objective);
  const paced = PACED.get(stack) ?? [];
  PACED.set(stack, paced);
  const earlier = paced[paced.length - OBJECTIVES_WRITTEN_AT_A_TIME];
  if (earlier !== undefined) objective.addResourceDependency(earlier);
  paced.push(objective);
}
