import type { MetricReference } from './measurement';

/** What Application Signals publishes about an SLO. Source: CloudWatch user guide, "Service level objectives (SLOs)". */
export const OBJECTIVE_NAMESPACE = 'AWS/ApplicationSignals';

/**
 * How many times as fast as the goal allows the budget was spent over a declared look-back.
 * @param objective name of the SLO in Application Signals
 */
export function burnRateMetric(objective: string, minutes: number): MetricReference {
  const dimensions = { BurnRateWindowMinutes: String(minutes), SloName: objective };
  return { namespace: OBJECTIVE_NAMESPACE, name: 'BurnRate', dimensions, stat: 'Maximum' };
}

/** Percent of good outcomes over the interval. */
export function attainmentMetric(objective: string): MetricReference {
  return {
    namespace: OBJECTIVE_NAMESPACE,
    name: 'AttainmentRate',
    dimensions: { SloName: objective },
    stat: 'Average',
  };
}
