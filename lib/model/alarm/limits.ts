/**
 * What CloudWatch takes at most of an alarm. Sources: CloudWatch API reference, PutMetricAlarm and MetricDataQuery; CloudWatch user
 * guide, "CloudWatch service quotas" (actions for each state).
 */
export const ALARM_LIMITS = { actions: 5, name: 255, description: 1024, expression: 2048 } as const;

/** Below a minute, for metrics that are stored by the second. Source: CloudWatch API reference, PutMetricAlarm, Period. */
const SHORT_PERIODS = [10, 20, 30];
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const WEEK = 604_800;

export function isAlarmPeriod(seconds: number): boolean {
  return SHORT_PERIODS.includes(seconds) || (seconds > 0 && seconds % MINUTE === 0);
}

/** Seconds that all periods of an alarm may be together. Source: the same page. */
export function longestSpan(periodSeconds: number): number {
  return periodSeconds < HOUR ? DAY : WEEK;
}
