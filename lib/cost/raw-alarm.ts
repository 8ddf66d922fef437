import type { TemplateResource } from '../assembly';
import { type AlarmCounts, PRICES } from '../model/prices';
import { STANDARD_PERIOD } from './metrics';

/**
 * What an alarm is paid for that cannot be read as a whole: of a kind that we do not know, or over what is known at deployment only. An
 * alarm on a query (Metrics Insights) reads as many metrics as match it, and counts as one here.
 */
export function metricsOfRaw({ Properties = {} }: TemplateResource): AlarmCounts {
  const queries = Array.isArray(Properties.Metrics) ? Properties.Metrics : [];
  const stats = queries.flatMap((query) => query?.MetricStat ?? []);
  const isAnomalyDetection = Properties.ThresholdMetricId !== undefined;
  const metrics = Math.max(stats.length, 1) * (isAnomalyDetection ? PRICES.metricsOfAnomalyDetection : 1);
  const period = Number(stats[0]?.Period ?? Properties.Period ?? STANDARD_PERIOD);
  return period < STANDARD_PERIOD
    ? { standardMetrics: 0, highResolutionMetrics: metrics }
    : { standardMetrics: metrics };
}
