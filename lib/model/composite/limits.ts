import { type AlarmRule, alarmsOfRule, mentionsIn } from './rule';
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
 * "Elements are child alarms, TRUE or FALSE statements, and parentheses" (same page). Every single parenthesis is counted here, so
 * the limit is never passed by what we make.
 */
function elementsOf(text: string): number {
  return text.match(/"[^"]*"|[()]|\b(?:TRUE|FALSE)\b/g)?.length ?? 0;
}

/**
 * As many elements as CloudWatch may count in a rule that somebody wrote: "a pair of parentheses counts as one element" (user guide,
 * "Create a composite alarm"); whether the pair of `ALARM(…)` counts stands nowhere.
 *
 * @param text what the rule was parsed from
 */
export function elementRange(rule: AlarmRule, text: string): { readonly least: number; readonly most: number } {
  const unquoted = text.replace(/"[^"]*"/g, 'x');
  const pairs = unquoted.match(/\(/g)?.length ?? 0;
  const ofFunctions = unquoted.match(/\b(?:ALARM|OK|INSUFFICIENT_DATA|AT_LEAST)\s*\(/g)?.length ?? 0;
  const mentions = mentionsIn(rule);
  return { least: mentions + pairs - ofFunctions, most: mentions + pairs };
}
