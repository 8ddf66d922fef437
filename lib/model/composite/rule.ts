import type { AlarmValue } from '../contracts/alarm-event';

/** What a composite alarm watches: a rule over the states of other alarms, by name or ARN. */
export type AlarmRule =
  | { readonly type: 'state'; readonly value: AlarmValue; readonly alarm: string }
  | { readonly type: 'constant'; readonly value: boolean }
  | { readonly type: 'not'; readonly operand: AlarmRule }
  | { readonly type: 'and' | 'or'; readonly operands: readonly AlarmRule[] }
  | AtLeastRule;

/** So many of these alarms are (or, negated, are not) in one state. CloudWatch counts alarms here, not rules. */
export interface AtLeastRule {
  readonly type: 'at-least';
  readonly threshold: AtLeastThreshold;
  readonly value: AlarmValue;
  readonly negated: boolean;
  readonly alarms: readonly string[];
}

/** A number of alarms, or a share of them in percent. */
export type AtLeastThreshold =
  | { readonly unit: 'count'; readonly count: number }
  | { readonly unit: 'percent'; readonly percent: number };

export function inAlarm(alarm: string): AlarmRule {
  return { type: 'state', value: 'ALARM', alarm };
}

export function allOf(...operands: readonly AlarmRule[]): AlarmRule {
  return { type: 'and', operands };
}

export function anyOf(...operands: readonly AlarmRule[]): AlarmRule {
  return { type: 'or', operands };
}

export function not(operand: AlarmRule): AlarmRule {
  return { type: 'not', operand };
}

export function atLeast(count: number, alarms: readonly string[]): AlarmRule {
  return { type: 'at-least', threshold: { unit: 'count', count }, value: 'ALARM', negated: false, alarms };
}

/** @param stateOf state of an alarm, by name or ARN as the rule says it */
export function evaluateAlarmRule(rule: AlarmRule, stateOf: (alarm: string) => AlarmValue): boolean {
  switch (rule.type) {
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.alarm) === rule.value;
    case 'not':
      return !evaluateAlarmRule(rule.operand, stateOf);
    case 'and':
      return rule.operands.every((operand) => evaluateAlarmRule(operand, stateOf));
    case 'or':
      return rule.operands.some((operand) => evaluateAlarmRule(operand, stateOf));
    case 'at-least':
      return reached(rule, rule.alarms.filter((alarm) => (stateOf(alarm) === rule.value) !== rule.negated).length);
  }
}

/** Every alarm that a rule refers to, once, in the order of the rule. */
export function alarmsOfRule(rule: AlarmRule): string[] {
  switch (rule.type) {
    case 'constant':
      return [];
    case 'state':
      return [rule.alarm];
    case 'not':
      return alarmsOfRule(rule.operand);
    case 'at-least':
      return [...new Set(rule.alarms)];
    default:
      return [...new Set(rule.operands.flatMap(alarmsOfRule))];
  }
}

/** The same rule with other names for its alarms. */
export function renamed(rule: AlarmRule, nameOf: (alarm: string) => string): AlarmRule {
  switch (rule.type) {
    case 'constant':
      return rule;
    case 'state':
      return { ...rule, alarm: nameOf(rule.alarm) };
    case 'not':
      return { ...rule, operand: renamed(rule.operand, nameOf) };
    case 'at-least':
      return { ...rule, alarms: rule.alarms.map(nameOf) };
    default:
      return { ...rule, operands: rule.operands.map((operand) => renamed(operand, nameOf)) };
  }
}

/** How often a rule names an alarm or a constant. */
export function mentionsIn(rule: AlarmRule): number {
  switch (rule.type) {
    case 'not':
      return mentionsIn(rule.operand);
    case 'at-least':
      return rule.alarms.length;
    case 'and':
    case 'or':
      return rule.operands.reduce((sum, operand) => sum + mentionsIn(operand), 0);
    default:
      return 1;
  }
}

function reached({ threshold, alarms }: AtLeastRule, found: number): boolean {
  return threshold.unit === 'count' ? found >= threshold.count : found * 100 >= threshold.percent * alarms.length;
}
