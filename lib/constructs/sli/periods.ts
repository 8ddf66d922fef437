import { Duration } from 'aws-cdk-lib';
import type { Measurement, Series } from '../../model/contracts/measurement';
import { isToken } from '../faults';
import type { ISli, SliConfig, SliContext } from './config';
import type { Dependency } from './dependency';
import { periodFault, thresholdFault } from './durations';
import { GoodWhen } from './good-when';
import { ServiceOperations } from './service-operations';

/** What all SLIs have that judge periods of a service's operation. */
export interface PeriodProps {
  /**
   * The operation, as Application Signals shows it: `POST /orders`.
   * @default - all operations of the service
   */
  readonly operation?: string;
  /**
   * Only the calls to this dependency.
   * @default - what the service itself answers
   */
  readonly dependency?: Dependency;
  /**
   * Length of the periods: whole minutes, 1 to 15.
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;
}

/** Availability, period by period. */
export interface PeriodAvailabilityProps extends PeriodProps {
  /** Least percent of requests that must not fail in a period, above 0 and below 100: `99`. */
  readonly atLeast: number;
}

/** A percentile of latency, period by period. */
export interface LatencyPercentileProps extends PeriodProps {
  /** Which percentile, above 0 and below 100: `99` or `99.9`. */
  readonly percentile: number;
  /** The longest percentile that is still good. */
  readonly threshold: Duration;
}

/** Share of periods in which few enough requests failed. */
export class PeriodAvailability implements ISli {
  constructor(private readonly props: PeriodAvailabilityProps) {}

  bind(context: SliContext): SliConfig {
    const { atLeast, period = Duration.minutes(1) } = this.props;
    const operations = new ServiceOperations(this.props, context);
    const faults = present(operations.faults(), percentFault('sli.atLeast', atLeast), periodFault(period));
    if (faults.length > 0) return { faults };
    const good = GoodWhen.atLeast(atLeast);
    const value = {
      expression: '100 * (1 - FILL(bad, 0) / total)',
      metrics: { bad: operations.faultCount(), total: operations.latency('SampleCount') },
    };
    const periodSeconds = period.toSeconds();
    return {
      sli: {
        sliMetric: { ...operations.source(), metricType: 'AVAILABILITY', periodSeconds },
        metricThreshold: atLeast,
        comparisonOperator: good._comparison,
      },
      measurement: judged(periodSeconds, value, operations, good),
      needsReports: true,
    };
  }
}

/** Share of periods in which a percentile of latency was short enough. */
export class LatencyPercentile implements ISli {
  constructor(private readonly props: LatencyPercentileProps) {}

  bind(context: SliContext): SliConfig {
    const { percentile, threshold, period = Duration.minutes(1) } = this.props;
    const operations = new ServiceOperations(this.props, context);
    const faults = present(
      operations.faults(),
      percentFault('sli.percentile', percentile),
      thresholdFault(threshold),
      periodFault(period),
    );
    if (faults.length > 0) return { faults };
    const good = GoodWhen.atMost(threshold.toMilliseconds());
    const periodSeconds = period.toSeconds();
    const statistic = `p${percentile}`;
    return {
      sli: {
        sliMetric: { ...operations.source(), metricType: 'LATENCY', statistic, periodSeconds },
        metricThreshold: good._threshold,
        comparisonOperator: good._comparison,
      },
      measurement: judged(periodSeconds, { metrics: { value: operations.latency(statistic) } }, operations, good),
      needsReports: true,
    };
  }
}

function judged(periodSeconds: number, value: Series, operations: ServiceOperations, good: GoodWhen): Measurement {
  return {
    kind: 'periods',
    periodSeconds,
    bad: {
      expression: good._bad(value.expression === undefined ? 'value' : `(${value.expression})`),
      metrics: value.metrics,
    },
    total: { metrics: { total: operations.latency('SampleCount') } },
    judged: { value, good: good._comparison, threshold: good._threshold },
  };
}

function percentFault(what: string, percent: number): string | undefined {
  if (isToken(percent)) return `${what}: got a token, allowed is a value known at synth`;
  return typeof percent === 'number' && percent > 0 && percent < 100
    ? undefined
    : `${what}: got ${percent === undefined ? 'nothing' : percent}, allowed are numbers above 0 and below 100`;
}

function present(faults: readonly string[], ...more: readonly (string | undefined)[]): string[] {
  return [...faults, ...more.filter((fault) => fault !== undefined)];
}
