/** One number in a document of metrics. */
export interface MeasuredValue {
  readonly name: string;
  readonly value: number;
  readonly unit: 'Count' | 'Seconds';
}

/** What becomes metrics, and what else the line says. */
export interface Measurement {
  readonly namespace: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly values: readonly MeasuredValue[];
  readonly dimensions: Readonly<Record<string, string>>;
  /** Combinations of the dimensions' names; each makes a metric of its own, and the empty one a metric without dimensions. */
  readonly dimensionSets: readonly (readonly string[])[];
  /** Id of the trace: no dimension, so it costs no metric. */
  readonly traceId?: string | undefined;
}

/**
 * A line in CloudWatch's embedded metric format, from which CloudWatch makes metrics without a call. Only a document of its own is read as
 * metrics, so it must not pass through a console that wraps it. Source: CloudWatch user guide, "Specification: Embedded metric format".
 */
export function metricsLine({ namespace, at, values, dimensions, dimensionSets, traceId }: Measurement): string {
  const directive = {
    Namespace: namespace,
    Dimensions: dimensionSets,
    Metrics: values.map(({ name, unit }) => ({ Name: name, Unit: unit })),
  };
  const document = {
    _aws: { Timestamp: at, CloudWatchMetrics: [directive] },
    ...dimensions,
    ...Object.fromEntries(values.map(({ name, value }) => [name, value])),
    ...(traceId === undefined ? {} : { traceId }),
  };
  return `${JSON.stringify(document)}\n`;
}
