import type { MetricName } from '../lib/model/delivery/metrics';
import { metricsLine } from '../lib/model/emf';
import { metricsNamespace } from '../lib/model/names';
import { traceId } from './log';

export interface Measured {
  readonly name: MetricName;
  readonly value: number;
  readonly unit: 'Count' | 'Seconds';
}

/**
 * Publishes metrics without a call, both without dimensions and split by the given ones. Written past the console, because Lambda
 * would wrap it into a log record.
 *
 * @param dimensions values from closed sets only: each combination is a metric that costs money
 */
export function measure(
  stage: string,
  values: readonly Measured[],
  dimensions: Readonly<Record<string, string>> = {},
): void {
  const names = Object.keys(dimensions);
  const dimensionSets = names.length === 0 ? [[]] : [[], names];
  const namespace = metricsNamespace(stage);
  process.stdout.write(
    metricsLine({ namespace, at: Date.now(), values, dimensions, dimensionSets, traceId: traceId() }),
  );
}
