import type { MetricReference } from './measurement';

/** What Application Signals publishes about an SLO. Source: CloudWatch user guide, "Service level objectives (SLOs)". */
export const OBJECTIVE_NAMESPACE = 'AWS/ApplicationSignals';

/** The dimensions that tell an SLO and a look-back window apart. */
export const OBJECTIVE_DIMENSION = 'SloName';
export const WINDOW_DIMENSION = 'BurnRateWindowMinutes';
export const BURN_RATE = 'BurnRate';

/**
 * How many times as fast as the goal allows the budget was spent over a declared look-back.
 * @param objective name of the SLO in Application Signals
 */
export function burnRateMetric(objective: string, minutes: number): MetricReference {
  const dimensions = { [WINDOW_DIMENSION]: String(minutes), [OBJECTIVE_DIMENSION]: objective };
  return { namespace: OBJECTIVE_NAMESPACE, name: BURN_RATE, dimensions, stat: 'Maximum' };
}

/** Percent of good outcomes over the interval. */
export function attainmentMetric(objective: string): MetricReference {
  return {
    namespace: OBJECTIVE_NAMESPACE,
    name: 'AttainmentRate',
    dimensions: { [OBJECTIVE_DIMENSION]: objective },
    stat: 'Average',
  };
}
