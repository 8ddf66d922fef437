export type { AlarmState, Transition } from './alarm-state';
export {
  type DescribedAlarm,
  SimulatedCloudWatch,
  type SimulatedCloudWatchProps,
} from './cloudwatch';
export { EXTRA_DATAPOINTS } from './datapoint-window';
export type { BudgetReport } from './error-budget-history';
export { evaluableComposites } from './evaluable';
export { excludedStretches, type Stretch } from './exclusion-windows';
export type { EvaluationOptions } from './metric-alarm';
export type { MetricDataResult } from './metric-data';
export { MINUTE_MS, minuteOf, timeOf } from './minutes';
export { MuteRule, MuteRules } from './mute-rules';
export { RequestSeries, repeatToFill } from './request-series';
export { type StateChangeEvent, stateChangeEvent } from './state-change-event';
