import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { FlatSeries, Series } from '../../model/contracts/measurement';
import type { ISegmentable, ISli, SliConfig } from './config';
import { periodFault } from './durations';
import type { GoodWhen } from './good-when';
import { OwnMetric } from './own-metric';

/** Application Signals counts requests in minutes. */
export const MINUTE = 60;

/** Metrics of a ratio of good requests. */
export interface RatioProps {
  /**
   * Requests that were good: a metric of the stack's account and region whose statistic counts (`Sum`, `SampleCount`, `TC(:300)`), or
   * metric math over such metrics. It is read per minute, whatever its period.
   */
  readonly good: IMetric;
  /** All requests, likewise. */
  readonly total: IMetric;
}

/** Metrics of a ratio of bad requests. */
export interface ErrorRatioProps {
  /** Requests that were bad: a metric as in `RatioProps.good`. */
  readonly bad: IMetric;
  /** All requests, likewise. */
  readonly total: IMetric;
}

/** One metric that is judged period by period. */
export interface MetricProps {
  /** A metric of the stack's account and region, or metric math over such metrics. */
  readonly metric: IMetric;
  /** When a period is good. */
  readonly goodWhen: GoodWhen;
  /**
   * Length of the periods: whole minutes, 1 to 15.
   * @default Duration.minutes(1)
   */
  readonly period?: Duration;
}

/** Good or bad requests out of all requests. */
export class OwnRatio implements ISegmentable {
  constructor(
    private readonly kind: 'good' | 'bad',
    private readonly counted: IMetric,
    private readonly all: IMetric,
    private readonly segment: Readonly<Record<string, string>> = {},
  ) {}

  bind(): SliConfig {
    const counted = new OwnMetric(`sli.${this.kind}`, this.kind, this.counted, this.segment);
    const total = new OwnMetric('sli.total', 'total', this.all, this.segment);
    const wrong = [...counted.faults(true), ...total.faults(true)];
    const faults = wrong.length > 0 ? wrong : this.#sameFault(counted, total);
    if (faults.length > 0) return { faults };
    const queries = counted.queries(MINUTE);
    return {
      requestBasedSli: {
        requestBasedSliMetric: {
          totalRequestCountMetric: total.queries(MINUTE),
          monitoredRequestCountMetric:
            this.kind === 'good' ? { goodCountMetric: queries } : { badCountMetric: queries },
        },
      },
      measurement: {
        kind: 'requests',
        periodSeconds: MINUTE,
        bad: this.kind === 'bad' ? counted.series() : badOf(counted.series(), total.series()),
        total: total.series(),
      },
    };
  }

  _segment(dimension: string, value: string): ISli {
    return new OwnRatio(this.kind, this.counted, this.all, { ...this.segment, [dimension]: value });
  }

  /** The slip of a copied line: such an SLO is kept for ever, or never. */
  #sameFault(counted: OwnMetric, total: OwnMetric): string[] {
    const [mine, all] = [counted.series(), total.series()].map((series) =>
      JSON.stringify(Object.values(series.metrics)),
    );
    if (counted.series().expression !== undefined || mine !== all) return [];
    const [{ namespace, name } = { namespace: '', name: '' }] = Object.values(total.series().metrics);
    return [`sli: got the metric ${namespace} ${name} as ${this.kind} and as total, allowed are two different metrics`];
  }
}

/** bad = total - good. When no good request is counted at all, good is missing and everything is bad. */
function badOf(good: FlatSeries, total: FlatSeries): Series {
  const all = total.expression === undefined ? 'total' : `(${total.expression})`;
  const ofGood = good.expression === undefined ? 'good' : `(${good.expression})`;
  return { expression: `${all} - FILL(${ofGood}, 0)`, metrics: { ...total.metrics, ...good.metrics } };
}

/** One metric with a threshold. */
export class OwnThreshold implements ISegmentable {
  constructor(
    private readonly props: MetricProps,
    private readonly segment: Readonly<Record<string, string>> = {},
  ) {}

  bind(): SliConfig {
    const { goodWhen, period = Duration.minutes(1) } = this.props;
    const metric = new OwnMetric('sli.metric', 'value', this.props.metric, this.segment);
    const goodFaults =
      goodWhen === undefined
        ? ['sli.goodWhen: got nothing, allowed is a comparison, for example GoodWhen.atMost(250)']
        : (goodWhen?._faults?.('sli.goodWhen') ?? [
            `sli.goodWhen: got ${String(goodWhen)}, allowed is one of the class GoodWhen`,
          ]);
    const faults = [...metric.faults(false), ...goodFaults, periodFault(period)].filter((fault) => fault !== undefined);
    if (faults.length > 0) return { faults };
    const periodSeconds = period.toSeconds();
    const value = metric.series();
    const [sampled] = Object.values(value.metrics);
    return {
      sli: {
        sliMetric: { metricDataQueries: metric.queries(periodSeconds) },
        metricThreshold: goodWhen._threshold,
        comparisonOperator: goodWhen._comparison,
      },
      measurement: {
        kind: 'periods',
        periodSeconds,
        bad: {
          expression: goodWhen._bad(value.expression === undefined ? 'value' : `(${value.expression})`),
          metrics: value.metrics,
        },
        total: { metrics: { total: { ...sampled!, stat: 'SampleCount' } } },
        judged: { value, good: goodWhen._comparison, threshold: goodWhen._threshold },
      },
    };
  }

  _segment(dimension: string, value: string): ISli {
    return new OwnThreshold(this.props, { ...this.segment, [dimension]: value });
  }
}
