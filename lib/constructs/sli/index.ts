import { Duration } from 'aws-cdk-lib';
import { SUPPORT_FEATURES } from '../../model/contracts/outcomes';
import type { ISli } from './config';
import { type OutcomesProps, OutcomesSli, type SupportProps } from './outcomes';
import { type ErrorRatioProps, type MetricProps, OwnRatio, OwnThreshold, type RatioProps } from './own-metrics';
import {
  LatencyPercentile,
  type LatencyPercentileProps,
  PeriodAvailability,
  type PeriodAvailabilityProps,
} from './periods';
import { Availability, Latency, type LatencyProps } from './requests';
import type { OperationProps } from './service-operations';
import {
  type AppMonitorProps,
  AppMonitorSli,
  type CanaryDurationProps,
  CanarySli,
  type CanarySuccessProps,
} from './sources';

/** A page load up to here is good. Source: web.dev, "Largest Contentful Paint", threshold of "good". */
const PAGE_LOAD = Duration.millis(2500);
/** Up to here people stay in their flow of thought. Source: J. Nielsen, "Response Times: The 3 Important Limits". */
const TRANSACTION = Duration.seconds(1);

/** Presets that name an operation and nothing else, unless the limit is another one. */
export interface PresetProps {
  /** The operation, as Application Signals shows it: `GET /scarves`. */
  readonly operation: string;
  /**
   * The longest answer that is still good.
   * @default - 2.5 seconds for a page load, 1 second for a transaction
   */
  readonly threshold?: Duration;
}

/**
 * What is measured: the share of good outcomes. Request-based ones count requests and are the better choice where there are
 * requests; period-based ones judge each period as a whole. Any object with `bind` (`ISli`) is an SLI, too.
 */
// biome-ignore lint/complexity/noStaticOnlyClass: choices are static factories of one class in CDK grammar
export abstract class Sli {
  /** Good requests out of all requests, from own metrics. Request-based. */
  static ratio({ good, total }: RatioProps): ISli {
    return new OwnRatio('good', good, total);
  }

  /** Bad requests out of all requests, from own metrics: for errors that are rare and counted. Request-based. */
  static errorRatio({ bad, total }: ErrorRatioProps): ISli {
    return new OwnRatio('bad', bad, total);
  }

  /** One own metric, compared with a threshold period by period. Period-based. */
  static metric(props: MetricProps): ISli {
    return new OwnThreshold(props);
  }

  /**
   * Requests of a service that did not fail with a server error (5xx), from the service's metrics in Application Signals: of one
   * operation, of 2 to 20 operations together, of all, or of the calls to a dependency. Request-based.
   */
  static availability(props: OperationProps = {}): ISli {
    return new Availability(props);
  }

  /** Requests of a service that were answered in time, likewise. Request-based. */
  static latency(props: LatencyProps): ISli {
    return new Latency(props);
  }

  /** Periods in which few enough requests failed. Period-based. */
  static periodAvailability(props: PeriodAvailabilityProps): ISli {
    return new PeriodAvailability(props);
  }

  /** Periods in which a percentile of latency was short enough. Period-based. */
  static latencyPercentile(props: LatencyPercentileProps): ISli {
    return new LatencyPercentile(props);
  }

  /** Periods in which a Synthetics canary succeeded. Period-based. */
  static canarySuccess(props: CanarySuccessProps): ISli {
    return CanarySli.success(props);
  }

  /** Periods in which a Synthetics canary was fast enough. Period-based. */
  static canaryDuration(props: CanaryDurationProps): ISli {
    return CanarySli.duration(props);
  }

  /** Page loads that were fast enough in real browsers, from a CloudWatch RUM app monitor. Request-based. */
  static appMonitor(props: AppMonitorProps): ISli {
    return new AppMonitorSli(props);
  }

  /** Outcomes of a feature that the application counts itself with the emitter of `cdk-slo/outcomes`. Request-based. */
  static outcomes(props: OutcomesProps): ISli {
    return new OutcomesSli(props);
  }

  /** Preset: pages that come within 2.5 seconds. */
  static pageLoad({ operation, threshold = PAGE_LOAD }: PresetProps): ISli {
    return new Latency({ operation: named(operation), threshold });
  }

  /** Preset: transactions that are done within a second. */
  static transactionSpeed({ operation, threshold = TRANSACTION }: PresetProps): ISli {
    return new Latency({ operation: named(operation), threshold });
  }

  /** Preset: first answers of the support desk that came in time. What "in time" is decides whoever counts. */
  static supportFirstResponse({ namespace, channel }: SupportProps): ISli {
    return new OutcomesSli({ namespace, feature: SUPPORT_FEATURES.firstResponse, segment: named(channel) }, 'channel');
  }

  /** Preset: requests to the support desk that were solved in time. What "in time" is decides whoever counts. */
  static supportResolution({ namespace, channel }: SupportProps): ISli {
    return new OutcomesSli({ namespace, feature: SUPPORT_FEATURES.resolution, segment: named(channel) }, 'channel');
  }
}

/** What a caller without types leaves out here would mean "all" below; a blank text is refused there. */
function named(name: string): string {
  return name ?? '';
}
