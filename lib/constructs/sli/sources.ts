import { Duration } from 'aws-cdk-lib';
import type { MetricReference } from '../../model/contracts/measurement';
import { Faults } from '../faults';
import type { ISli, SliConfig } from './config';
import { periodFault, thresholdFault } from './durations';
import { GoodWhen } from './good-when';
import { MINUTE } from './own-metrics';

/** What all SLIs of a Synthetics canary have. */
export interface CanaryProps {
  /** Name of the canary. */
  readonly canaryName: string;
  /**
   * Length of the periods: how often the canary runs, whole minutes, 1 to 15.
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;
  /**
   * How Application Signals identifies the canary. The documentation names no values (November 2026): compare them with the SLO
   * that the console makes.
   * @default - Type "AWS::Resource", ResourceType "AWS::Synthetics::Canary", Identifier the name
   */
  readonly keyAttributes?: Record<string, string>;
}

/** Success of a canary. */
export interface CanarySuccessProps extends CanaryProps {
  /**
   * Least percent of its runs in a period that must succeed.
   * @default 100
   */
  readonly atLeast?: number;
}

/** Duration of a canary. */
export interface CanaryDurationProps extends CanaryProps {
  /** The longest run that is still good. */
  readonly threshold: Duration;
}

/** One CloudWatch RUM app monitor. */
export interface AppMonitorProps {
  /** Name of the app monitor. */
  readonly appMonitorName: string;
  /** The longest page load that is still good. */
  readonly threshold: Duration;
  /**
   * How Application Signals identifies the app monitor. The documentation names no values (November 2026): compare them with the SLO
   * that the console makes.
   * @default - Type "AWS::Resource", ResourceType "AWS::RUM::AppMonitor", Identifier the name
   */
  readonly keyAttributes?: Record<string, string>;
}

/** Share of periods in which a canary was content. Metrics: CloudWatch user guide, "CloudWatch metrics published by canaries". */
export class CanarySli implements ISli {
  constructor(
    private readonly props: CanaryProps,
    private readonly metricName: 'SuccessPercent' | 'Duration',
    private readonly good: GoodWhen | undefined,
    private readonly wrong: string | undefined,
  ) {}

  static success(props: CanarySuccessProps): CanarySli {
    const good = GoodWhen.atLeast(props.atLeast ?? 100);
    return new CanarySli(props, 'SuccessPercent', good, good._faults('sli.atLeast')[0]);
  }

  static duration(props: CanaryDurationProps): CanarySli {
    const wrong = thresholdFault(props.threshold, 'Duration.seconds(30)');
    const good = wrong === undefined ? GoodWhen.atMost(props.threshold.toMilliseconds()) : undefined;
    return new CanarySli(props, 'Duration', good, wrong);
  }

  bind(): SliConfig {
    const { canaryName, period = Duration.minutes(5), keyAttributes } = this.props;
    const faults = new Faults()
      .known('sli.canaryName', canaryName, (name) => blank('sli.canaryName', name))
      .add(this.wrong, periodFault(period)).found;
    if (faults.length > 0) return { faults: [...faults] };
    const good = this.good!;
    const metric = (stat: string): MetricReference => ({
      namespace: 'CloudWatchSynthetics',
      name: this.metricName,
      dimensions: { CanaryName: canaryName },
      stat,
    });
    const value = { metrics: { value: metric('Average') } };
    return {
      sli: {
        sliMetric: {
          metricSource: {
            metricSourceKeyAttributes: keyAttributes ?? resource('AWS::Synthetics::Canary', canaryName),
          },
          metricName: this.metricName,
          periodSeconds: period.toSeconds(),
        },
        metricThreshold: good._threshold,
        comparisonOperator: good._comparison,
      },
      measurement: {
        kind: 'periods',
        periodSeconds: period.toSeconds(),
        bad: { expression: good._bad('value'), ...value },
        total: { metrics: { total: metric('SampleCount') } },
        judged: { value, good: good._comparison, threshold: good._threshold },
      },
    };
  }
}

/** Share of page loads that were fast enough, as real browsers saw them. */
export class AppMonitorSli implements ISli {
  constructor(private readonly props: AppMonitorProps) {}

  bind(): SliConfig {
    const { appMonitorName, threshold, keyAttributes } = this.props;
    const faults = new Faults()
      .known('sli.appMonitorName', appMonitorName, (name) => blank('sli.appMonitorName', name))
      .add(thresholdFault(threshold)).found;
    if (faults.length > 0) return { faults: [...faults] };
    const milliseconds = threshold.toMilliseconds();
    const metric = (stat: string): MetricReference => ({
      namespace: 'AWS/RUM',
      name: 'PerformanceNavigationDuration',
      dimensions: { application_name: appMonitorName },
      stat,
    });
    const total = metric('SampleCount');
    return {
      requestBasedSli: {
        requestBasedSliMetric: {
          metricSource: {
            metricSourceKeyAttributes: keyAttributes ?? resource('AWS::RUM::AppMonitor', appMonitorName),
          },
          metricName: 'PerformanceNavigationDuration',
        },
        metricThreshold: milliseconds,
        comparisonOperator: 'LessThanOrEqualTo',
      },
      measurement: {
        kind: 'requests',
        periodSeconds: MINUTE,
        bad: { expression: 'total - FILL(good, 0)', metrics: { total, good: metric(`TC(:${milliseconds})`) } },
        total: { metrics: { total } },
      },
    };
  }
}

function resource(type: string, identifier: string): Record<string, string> {
  return { Type: 'AWS::Resource', ResourceType: type, Identifier: identifier };
}

function blank(what: string, name: string): string | undefined {
  return String(name).trim() === '' ? `${what}: got a blank text, allowed is a name` : undefined;
}
