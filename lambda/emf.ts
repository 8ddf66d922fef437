import type { MetricName } from '../lib/model/delivery/metrics';
import { metricsNamespace } from '../lib/model/names';

export interface Measured {
  readonly name: MetricName;
  readonly value: number;
  readonly unit: 'Count' | 'Seconds';
}

/**
 * Publishes metrics without a call: one line in CloudWatch's embedded metric format, from which CloudWatch makes metrics, both without
 * dimensions and split by the given ones. Written past the console, because Lambda would wrap it into a log record, and
 * only a document of its own is read as metrics. Source: CloudWatch user guide, "Specification: Embedded metric format".
 *
 * @param dimensions values from closed sets only: each combination is a metric that costs money
 */
export function measure(
  stage: string,
  measured: readonly Measured[],
  dimensions: Readonly<Record<string, string>> = {},
): void {
  const names = Object.keys(dimensions);
  const directive = {
    Namespace: metricsNamespace(stage),
    Dimensions: names.length === 0 ? [[]] : [[], names],
    Metrics: measured.map(({ name, unit }) => ({ Name: name, Unit: unit })),
  };
  const values = Object.fromEntries(measured.map(({ name, value }) => [name, value]));
  const document = { _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] }, ...dimensions, ...values };
  process.stdout.write(`${JSON.stringify(document)}\n`);
}
