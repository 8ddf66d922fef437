import { Token } from 'aws-cdk-lib';
import type { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { MetricReference } from '../model/contracts/catalogue';

/** Application Signals counts requests in minutes. */
const PERIOD_SECONDS = 60;

/** Metrics of a ratio. */
export interface RatioProps {
  /** Requests that were good: a plain metric with statistic Sum. */
  readonly good: IMetric;
  /** All requests: a plain metric with statistic Sum. */
  readonly total: IMetric;
}

/** What is measured: the share of good outcomes. */
export class Sli {
  /** Good requests out of all requests, from own metrics. */
  static ratio(props: RatioProps): Sli {
    return new Sli(props);
  }

  private constructor(private readonly ratio: RatioProps) {}

  /** @internal */
  _faults(): (string | undefined)[] {
    return [plainFault('sli.good', this.ratio.good), plainFault('sli.total', this.ratio.total)];
  }

  /** @internal */
  _requests(): { good: MetricReference; total: MetricReference } {
    return { good: reference(this.ratio.good), total: reference(this.ratio.total) };
  }

  /** @internal */
  _render(): CfnServiceLevelObjective.RequestBasedSliProperty {
    const { good, total } = this._requests();
    return {
      requestBasedSliMetric: {
        totalRequestCountMetric: [query('total', total)],
        monitoredRequestCountMetric: { goodCountMetric: [query('good', good)] },
      },
    };
  }
}

function query(id: string, metric: MetricReference): CfnServiceLevelObjective.MetricDataQueryProperty {
  return { id, returnData: true, metricStat: { metric: cfnMetric(metric), period: PERIOD_SECONDS, stat: metric.stat } };
}

function cfnMetric({ namespace, name, dimensions }: MetricReference) {
  return {
    namespace,
    metricName: name,
    dimensions: Object.entries(dimensions).map(([key, value]) => ({ name: key, value })),
  };
}

function reference(metric: IMetric): MetricReference {
  const { metricStat } = metric.toMetricConfig();
  const dimensions = Object.fromEntries((metricStat?.dimensions ?? []).map(({ name, value }) => [name, String(value)]));
  return { namespace: metricStat?.namespace ?? '', name: metricStat?.metricName ?? '', dimensions, stat: 'Sum' };
}

function plainFault(what: string, metric: IMetric): string | undefined {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  if (metricStat === undefined) {
    const got = mathExpression ? `the expression "${mathExpression.expression}"` : 'no metric';
    return `${what}: got ${got}, allowed is a plain metric (Application Signals refuses an SLI that is only an expression)`;
  }
  if (Token.isUnresolved([metricStat.namespace, metricStat.metricName, metricStat.dimensions])) {
    return `${what}: got a token in namespace, name or dimensions, allowed are texts known at synth`;
  }
  return metricStat.statistic.toLowerCase() === 'sum'
    ? undefined
    : `${what}: got statistic ${metricStat.statistic}, allowed is Sum`;
}
