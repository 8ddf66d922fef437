/** Rules of composite alarms as values: what they say, whether CloudWatch takes them and what they mean. */

export { RULE_LIMITS, type RuleSize, ruleFaults, sizeOfRule } from './limits';
export { canFire, firesWhileFine } from './meaning';
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
} from './rule';
export { SplitRule } from './split';
export { ruleText } from './text';
export { ruleInWords } from './words';
