import type { MetricIdentity, MetricStatQuery } from '../assembly';
import { CountedMetric, type MetricSource, type Statistic } from './metric-source';
import type { ValueSeries } from './value-series';

/** All metrics of one simulated account and region. */
export class MetricStore {
  readonly #sources = new Map<string, MetricSource>();

  /** @throws RangeError when the metric is there already */
  publish(identity: MetricIdentity, source: MetricSource): void {
    const key = keyOf(identity);
    if (this.#sources.has(key))
      throw new RangeError(`metric ${describeMetric(identity)}: got it twice, allowed is once`);
    this.#sources.set(key, source);
  }

  /**
   * Records counts. Several SLOs may share a metric, as long as they agree on it.
   *
   * @throws RangeError when other counts are recorded under the same name and statistic
   */
  record(identity: MetricIdentity, stat: string, startMinute: number, perMinute: Float64Array): void {
    const key = keyOf(identity);
    const source = this.#sources.get(key) ?? new CountedMetric();
    this.#sources.set(key, source);
    if (!(source instanceof CountedMetric) || !source.record(stat, startMinute, perMinute)) {
      throw new RangeError(`metric ${describeMetric(identity)}, ${stat}: got two different histories, allowed is one`);
    }
  }

  recordValues(identity: MetricIdentity, stat: string, series: ValueSeries): void {
    const perMinute = new Float64Array(series.values.length * series.stepMinutes).fill(Number.NaN);
    for (const [step, value] of series.values.entries()) perMinute[(step + 1) * series.stepMinutes - 1] = value;
    this.record(identity, stat, series.startMinute, perMinute);
  }

  /** Whether the statistic of the metric is recorded. */
  has(identity: MetricIdentity, stat: string): boolean {
    return this.#sources.get(keyOf(identity))?.statistic(stat) !== undefined;
  }

  /**
   * Reader of one statistic. A metric that nobody recorded has no data, as in CloudWatch.
   *
   * @throws RangeError when the metric is recorded, but not in this statistic
   */
  statistic({ metric, stat }: Pick<MetricStatQuery, 'metric' | 'stat'>): Statistic {
    const source = this.#sources.get(keyOf(metric));
    if (!source) return () => Number.NaN;
    const statistic = source.statistic(stat);
    if (statistic) return statistic;
    throw new RangeError(
      `metric ${describeMetric(metric)}: got statistic ${stat}, recorded are ${source.statistics.join(', ')}`,
    );
  }
}

function keyOf({ namespace, name, dimensions }: MetricIdentity): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, sorted]);
}

/** `Shop/Orders{Slo=checkout}:Sum`, as `--metric` takes it. */
export function describeMetric({ namespace, name, dimensions }: MetricIdentity, stat?: string): string {
  const parts = Object.entries(dimensions).map(([key, value]) => `${key}=${value}`);
  const where = parts.length === 0 ? '' : `{${parts.join(',')}}`;
  return `${namespace}/${name}${where}${stat === undefined ? '' : `:${stat}`}`;
}
