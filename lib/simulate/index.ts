export { compareTransitions, lagOf, type MatchedTransition } from './against';
export type { AlarmState, Transition } from './alarm-state';
export {
  SimulatedCloudWatch,
  type SimulatedCloudWatchProps,
} from './cloudwatch';
export { EXTRA_DATAPOINTS } from './datapoint-window';
export type { BudgetReport } from './error-budget-history';
export { evaluableComposites } from './evaluable';
export { excludedStretches } from './exclusion-windows';
export type { Extent } from './extent';
export { type Fault, faultsOf } from './faults';
export { type Coverage, coverageOf } from './history-coverage';
export { historyRemarks, jointRemarks } from './history-remarks';
export { type Call, countedCalls, type SimulatedIncident, SimulatedIncidents } from './incidents';
export type { MetricDataResult } from './metric-data';
export { describeMetric } from './metric-store';
export { MINUTE_MS, minuteOf, timeOf } from './minutes';
export { MuteRule, MuteRules } from './mute-rules';
export type { Outcomes } from './outcomes';
export { ALTERNATIVES, type AlertPolicy } from './policies';
export type { RecordedMetric } from './published-objective';
export { type Recording, sliMetrics } from './recorded-objective';
export { RequestSeries, repeatToFill } from './request-series';
export { type Outcome, type Run, type RunProps, run } from './run';
export { stateChangeEvent } from './state-change-event';
export { whyUnsimulated } from './unsimulated';
export { ValueSeries } from './value-series';
export { worstInterval } from './worst-interval';
