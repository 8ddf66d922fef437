import { type AlarmDefinition, isMetricStat } from '../assembly';
import type { AlarmCounts } from '../model/prices';

/** Below it a period is of high resolution, seconds. */
export const STANDARD_PERIOD = 60;

/** What alarms are paid for: the metrics that they read. */
export function metricsRead(alarms: readonly AlarmDefinition[]): Required<Omit<AlarmCounts, 'composites'>> {
  const counts = { standardMetrics: 0, highResolutionMetrics: 0 };
  for (const { period, queries } of alarms) {
    counts[period < STANDARD_PERIOD ? 'highResolutionMetrics' : 'standardMetrics'] +=
      queries.filter(isMetricStat).length;
  }
  return counts;
}
