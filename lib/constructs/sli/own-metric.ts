import type { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import type { IMetric, MetricConfig, MetricStatConfig } from 'aws-cdk-lib/aws-cloudwatch';
import {
  countsOutcomes,
  type FlatSeries,
  type MetricReference,
  MOST_DIMENSIONS,
} from '../../model/contracts/measurement';
import { isToken } from '../faults';

type Query = CfnServiceLevelObjective.MetricDataQueryProperty;

/** An SLO takes ten metrics and ten expressions. Source: CloudFormation, MetricDataQueries. */
const MOST_METRICS = 10;
/** They read other metrics than those that are named: beside ours in one alarm `METRICS()` has ours, too, and alarms take no `SEARCH`. */
const READS_OTHERS = /\b(METRICS|SEARCH)\s*\(/i;

/** One metric of the user: plain, or metric math over plain metrics. */
export class OwnMetric {
  readonly #config: MetricConfig;

  /**
   * @param what names it in faults: `sli.good`
   * @param id of its result in metric math
   */
  constructor(
    private readonly what: string,
    private readonly id: string,
    metric: IMetric,
    private readonly segment: Readonly<Record<string, string>> = {},
  ) {
    // Callers without types may give anything.
    this.#config = metric?.toMetricConfig?.() ?? {};
  }

  /** @param counts whether only statistics that count are allowed */
  faults(counts: boolean): string[] {
    const { metricStat, mathExpression } = this.#config;
    const segment = Object.keys(this.segment);
    if (metricStat !== undefined) return plainFaults(this.what, metricStat, counts, segment);
    if (mathExpression === undefined) return [`${this.what}: got no metric, allowed is a metric`];
    if (isToken(mathExpression.expression)) return [`${this.what}: got a token, allowed is a value known at synth`];
    const used = this.#used();
    if (used.length === 0) {
      return [
        `${this.what}: got the expression "${mathExpression.expression}" without a metric, allowed is a plain metric or metric math over plain metrics (Application Signals knows the period of metrics only, so it refuses an SLI that is only an expression)`,
      ];
    }
    if (used.length > MOST_METRICS) return [`${this.what}: got ${used.length} metrics, allowed are ${MOST_METRICS}`];
    const wrong = expressionFaults(this.what, mathExpression.expression, used);
    if (wrong.length > 0) return wrong;
    return used.flatMap(([name, metric]) => {
      const stat = metric.toMetricConfig().metricStat;
      return stat === undefined
        ? [`${this.what}.${name}: got an expression inside an expression, allowed is a plain metric: write it as one`]
        : plainFaults(`${this.what}.${name}`, stat, false, segment);
    });
  }

  /** As alarms and dashboards read it. */
  series(): FlatSeries {
    const { metricStat, mathExpression } = this.#config;
    if (metricStat !== undefined) return { metrics: { [this.id]: this.#reference(metricStat) } };
    const used = this.#used();
    const one = new RegExp(`\\b(${used.map(([name]) => name).join('|')})\\b`, 'g');
    return {
      expression: mathExpression!.expression.replace(one, (name) => this.#inner(name)),
      metrics: Object.fromEntries(
        used.map(([name, metric]) => [this.#inner(name), this.#reference(metric.toMetricConfig().metricStat!)]),
      ),
    };
  }

  /** As Application Signals reads it. */
  queries(periodSeconds: number): Query[] {
    const { expression, metrics } = this.series();
    const inputs = Object.entries(metrics).map(([id, metric]) => statQuery(id, metric, periodSeconds));
    return expression === undefined
      ? inputs.map((query) => ({ ...query, returnData: true }))
      : [{ id: this.id, expression, returnData: true }, ...inputs];
  }

  #used(): [string, IMetric][] {
    return Object.entries(this.#config.mathExpression?.usingMetrics ?? {});
  }

  #inner(name: string): string {
    return `${this.id}_${name}`;
  }

  #reference({ namespace, metricName, dimensions = [], statistic }: MetricStatConfig): MetricReference {
    const given = Object.fromEntries(dimensions.map(({ name, value }) => [name, String(value)]));
    const stat = /^sum$/i.test(statistic) ? 'Sum' : /^(n|samplecount)$/i.test(statistic) ? 'SampleCount' : statistic;
    return { namespace, name: metricName, dimensions: { ...given, ...this.segment }, stat };
  }
}

function statQuery(id: string, { namespace, name, dimensions, stat }: MetricReference, period: number): Query {
  const named = Object.entries(dimensions).map(([key, value]) => ({ name: key, value }));
  return {
    id,
    returnData: false,
    metricStat: { metric: { namespace, metricName: name, dimensions: named }, period, stat },
  };
}

/** CloudWatch says neither before the deployment, and the CDK only warns. */
function expressionFaults(what: string, expression: string, used: readonly [string, IMetric][]): string[] {
  const plain = expression.replace(/'[^']*'|"[^"]*"/g, '');
  const names = used.map(([name]) => name);
  const unknown = [...new Set(plain.match(/\b[a-z]\w*\b/g))].filter((name) => !names.includes(name));
  const others = READS_OTHERS.exec(plain)?.[1];
  return [
    ...unknown.map(
      (name) =>
        `${what}: got the expression "${expression}" with the unknown id ${name}, allowed are ${names.join(', ')}`,
    ),
    ...(others === undefined
      ? []
      : [
          `${what}: got ${others} in the expression "${expression}", allowed are metrics by their ids, such as ${names[0]}`,
        ]),
  ];
}

function plainFaults(what: string, stat: MetricStatConfig, counts: boolean, segment: readonly string[]): string[] {
  const { namespace, metricName, dimensions, statistic, unitFilter, accountOverride, regionOverride } = stat;
  const faults: string[] = [];
  const texts = [namespace, metricName, ...(dimensions ?? []).flatMap(({ name, value }) => [name, value])];
  if (texts.some(isToken)) {
    faults.push(`${what}: got a token in namespace, name or dimensions, allowed are texts known at synth`);
  }
  if (isToken(statistic)) faults.push(`${what}: statistic: got a token, allowed is a value known at synth`);
  else if (counts && !countsOutcomes(statistic)) {
    faults.push(`${what}: got statistic ${statistic}, allowed is Sum (or what else counts: SampleCount, TC)`);
  }
  if (unitFilter !== undefined) faults.push(`${what}: got unit ${unitFilter}, allowed is none (all units are counted)`);
  const count = new Set([...(dimensions ?? []).map(({ name }) => name), ...segment]).size;
  if (count > MOST_DIMENSIONS) {
    const how = segment.length > 0 ? ' with that of the segment' : '';
    faults.push(`${what}: got ${count} dimensions${how}, allowed are ${MOST_DIMENSIONS}`);
  }
  const elsewhere = [accountOverride, regionOverride].filter((place) => place !== undefined);
  if (elsewhere.length > 0) {
    const got = elsewhere.some(isToken) ? 'a token' : elsewhere.join('/');
    faults.push(`${what}: got account or region ${got}, allowed is a metric of the stack's own account and region`);
  }
  return faults;
}
