import type { AssemblyStack } from '../assembly';

/** Metric and composite alarms share one space of names. */
export const ALARM_TYPES = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'] as const;

/** Whether two stacks may be deployed into one account and region: a stack that names none fits every one. */
export function sameEnvironment(one: AssemblyStack, other: AssemblyStack): boolean {
  const fits = (a: string | undefined, b: string | undefined) => a === undefined || b === undefined || a === b;
  return fits(one.account, other.account) && fits(one.region, other.region);
}
