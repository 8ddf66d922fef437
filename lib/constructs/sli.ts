import { Token } from 'aws-cdk-lib';
import type { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Measurement, MetricReference } from '../model/contracts/measurement';

/** Application Signals counts requests in minutes. */
const PERIOD_SECONDS = 60;

/** Metrics of a ratio. */
export interface RatioProps {
  /** Requests that were good: a plain metric of the stack's account and region with statistic Sum, counted per minute. */
  readonly good: IMetric;
  /** All requests: a plain metric of the stack's account and region with statistic Sum, counted per minute. */
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
    const faults = [...plainFaults('sli.good', this.ratio.good), ...plainFaults('sli.total', this.ratio.total)];
    return faults.length > 0 ? faults : [this.#sameFault()];
  }

  /** The slip of a copied line: such an SLO is kept for ever. */
  #sameFault(): string | undefined {
    const { good, total } = this._requests();
    return JSON.stringify(good) === JSON.stringify(total)
      ? `sli: got the metric ${good.namespace} ${good.name} as good and as total, allowed are two different metrics`
      : undefined;
  }

  /** @internal */
  _requests(): { good: MetricReference; total: MetricReference } {
    return { good: reference(this.ratio.good), total: reference(this.ratio.total) };
  }

  /** @internal */
  _measurement(): Measurement {
    const { good, total } = this._requests();
    return {
      kind: 'requests',
      periodSeconds: PERIOD_SECONDS,
      bad: { expression: 'total - FILL(good, 0)', metrics: { total, good } },
      total: { metrics: { total } },
    };
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

function plainFaults(what: string, metric: IMetric): string[] {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  if (metricStat === undefined) {
    const got = mathExpression ? `the expression "${mathExpression.expression}"` : 'no metric';
    return [
      `${what}: got ${got}, allowed is a plain metric (Application Signals refuses an SLI that is only an expression)`,
    ];
  }
  const { namespace, metricName, dimensions, statistic, unitFilter, accountOverride, regionOverride } = metricStat;
  const faults: string[] = [];
  const texts = [namespace, metricName, ...(dimensions ?? []).flatMap(({ name, value }) => [name, value])];
  if (texts.some((text) => Token.isUnresolved(text))) {
    faults.push(`${what}: got a token in namespace, name or dimensions, allowed are texts known at synth`);
  }
  if (statistic.toLowerCase() !== 'sum') faults.push(`${what}: got statistic ${statistic}, allowed is Sum`);
  if (unitFilter !== undefined) faults.push(`${what}: got unit ${unitFilter}, allowed is none (all units are counted)`);
  const elsewhere = [accountOverride, regionOverride].filter((place) => place !== undefined);
  if (elsewhere.length > 0) {
    const got = elsewhere.some((place) => Token.isUnresolved(place)) ? 'a token' : elsewhere.join('/');
    faults.push(`${what}: got account or region ${got}, allowed is a metric of the stack's own account and region`);
  }
  return faults;
}
