/** Alarms as CloudWatch takes them: limits, actions, and what their expressions name. */

export {
  type Acceptance,
  type ActionKind,
  type AlarmAction,
  type AlarmKind,
  type AlarmState,
  acceptanceOf,
  isFifoTopic,
  parseAlarmAction,
} from './action';
export { idsIn, isInsightsQuery, isQueryId, isSearch } from './expression';
export { ALARM_LIMITS, isAlarmPeriod, longestSpan } from './limits';
