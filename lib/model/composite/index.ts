/** Rules of composite alarms as values: what they say, whether CloudWatch takes them and what they mean. */

export { elementRange, RULE_LIMITS, type RuleSize, ruleFaults, sizeOfRule } from './limits';
export { canFire, firesWhileFine } from './meaning';
export { parseAlarmRule, RuleSyntaxError } from './parse';
export {
  type AlarmRule,
  type AtLeastThreshold,
  alarmsOfRule,
  allOf,
  anyOf,
  atLeast,
  evaluateAlarmRule,
  inAlarm,
  not,
  renamed,
} from './rule';
export { SplitRule } from './split';
export { ruleText } from './text';
export { ruleInWords } from './words';
