import { type AlarmRule, alarmsOfRule } from './rule';
import { ruleText } from './text';

/** What a composite alarm may hold. Source: CloudWatch API reference, PutCompositeAlarm, AlarmRule. */
export const RULE_LIMITS = { alarms: 100, elements: 500, characters: 10_240 } as const;

/** How much of CloudWatch's limits a rule takes. */
export interface RuleSize {
  /** Different alarms: "children". */
  readonly alarms: number;
  readonly elements: number;
  readonly characters: number;
}

export function sizeOfRule(rule: AlarmRule): RuleSize {
  const text = ruleText(rule);
  return { alarms: alarmsOfRule(rule).length, elements: elementsOf(text), characters: text.length };
}

/** @param what begins the message: whose rule it is */
export function ruleFaults(what: string, rule: AlarmRule): string[] {
  const size = sizeOfRule(rule);
  return (['alarms', 'elements', 'characters'] as const)
    .filter((limit) => size[limit] > RULE_LIMITS[limit])
    .map((limit) => `${what}: got a rule of ${size[limit]} ${limit}, allowed are ${RULE_LIMITS[limit]}`);
}

/**
 * "Elements are child alarms, TRUE or FALSE statements, and parentheses" (same page). Whether a pair of parentheses is one element
 * or two, and whether those of `ALARM(…)` count, stands nowhere: every single one is counted here, so the limit is never passed.
 */
function elementsOf(text: string): number {
  return text.match(/"[^"]*"|[()]|\b(?:TRUE|FALSE)\b/g)?.length ?? 0;
}
