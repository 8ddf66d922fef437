import type { MetricQuery } from '../assembly';
import { flatten, type Series } from '../model/contracts/measurement';

/** The queries that give a series, as GetMetricData takes them; only the first one returns data. */
export function queriesOf(series: Series, period: number): MetricQuery[] {
  const { expression, metrics } = flatten(series);
  const inputs = Object.entries(metrics).map(([id, metric]) => ({ id, metric, stat: metric.stat, period }));
  if (expression === undefined) return inputs.map((input) => ({ ...input, returnData: true }));
  return [{ id: 'asked', expression, returnData: true }, ...inputs.map((input) => ({ ...input, returnData: false }))];
}
