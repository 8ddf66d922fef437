import type { Duration } from 'aws-cdk-lib';
import type { ISli, SliConfig, SliContext } from './config';
import { thresholdFault } from './durations';
import { MINUTE } from './own-metrics';
import { type OperationProps, ServiceOperations } from './service-operations';

/** Latency of operations, request by request. */
export interface LatencyProps extends OperationProps {
  /** The longest answer that is still good. */
  readonly threshold: Duration;
}

/** Share of requests that did not fail. */
export class Availability implements ISli {
  constructor(private readonly props: OperationProps) {}

  bind(context: SliContext): SliConfig {
    const operations = new ServiceOperations(this.props, context);
    const faults = operations.faults();
    if (faults.length > 0) return { faults };
    return {
      requestBasedSli: { requestBasedSliMetric: { ...operations.source(), metricType: 'AVAILABILITY' } },
      measurement: {
        kind: 'requests',
        periodSeconds: MINUTE,
        bad: operations.sum({ metrics: { bad: operations.faultCount() } }),
        total: operations.sum({ metrics: { total: operations.latency('SampleCount') } }),
      },
      needsReports: true,
    };
  }
}

/** Share of requests that were answered in time. */
export class Latency implements ISli {
  constructor(private readonly props: LatencyProps) {}

  bind(context: SliContext): SliConfig {
    const { threshold } = this.props;
    const operations = new ServiceOperations(this.props, context);
    const faults = [...operations.faults(), thresholdFault(threshold)].filter((fault) => fault !== undefined);
    if (faults.length > 0) return { faults };
    const milliseconds = threshold.toMilliseconds();
    const total = operations.latency('SampleCount');
    // TC counts values up to and including its bound, like "at most" does.
    const good = operations.latency(`TC(:${milliseconds})`);
    // Of several operations a silent one must not swallow the others.
    const all = this.props.operations === undefined ? 'total' : 'FILL(total, 0)';
    return {
      requestBasedSli: {
        requestBasedSliMetric: { ...operations.source(), metricType: 'LATENCY' },
        metricThreshold: milliseconds,
        comparisonOperator: 'LessThanOrEqualTo',
      },
      measurement: {
        kind: 'requests',
        periodSeconds: MINUTE,
        bad: operations.sum({ expression: `${all} - FILL(good, 0)`, metrics: { total, good } }),
        total: operations.sum({ metrics: { total } }),
      },
      needsReports: true,
    };
  }
}
