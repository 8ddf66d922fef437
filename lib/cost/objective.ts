import type { Objective } from '../assembly';
import { monthlyAlarmCost } from '../model/prices';
import { metricsRead } from './metrics';

/**
 * What the alarms of one SLO cost a month in US dollars: every metric that its alarms read, and its share of the composite
 * of the service and its parts. Application Signals' own fee and dashboards are not in it.
 *
 * @param estate every SLO that is deployed: the composite is shared by those of the same service
 */
export function monthlyCostUsd(objective: Objective, estate: readonly Objective[]): number {
  const { alarms, composite, compositeParts } = objective;
  const sharers = estate.filter((other) => composite !== undefined && other.composite?.arn === composite.arn).length;
  return monthlyAlarmCost({
    ...metricsRead(alarms),
    composites: composite ? (1 + compositeParts.length) / Math.max(sharers, 1) : 0,
  });
}
