import { isMetricStat, type Objective } from '../assembly';
import { monthlyAlarmCost } from '../model/prices';

/**
 * What the alarms of one SLO cost a month in US dollars: every metric that its alarms read, and its share of the composite
 * of the service and its parts. Application Signals' own fee and dashboards are not in it.
 *
 * @param estate every SLO that is deployed: the composite is shared by those of the same service
 */
export function monthlyCostUsd(objective: Objective, estate: readonly Objective[]): number {
  const metrics = { standard: 0, highResolution: 0 };
  for (const alarm of objective.alarms) {
    metrics[alarm.period < 60 ? 'highResolution' : 'standard'] += alarm.queries.filter(isMetricStat).length;
  }
  const { composite, compositeParts } = objective;
  const sharers = estate.filter((other) => composite !== undefined && other.composite?.arn === composite.arn).length;
  return monthlyAlarmCost({
    standardMetrics: metrics.standard,
    highResolutionMetrics: metrics.highResolution,
    composites: composite ? (1 + compositeParts.length) / Math.max(sharers, 1) : 0,
  });
}
