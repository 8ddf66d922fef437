import type { MetricIdentity, MetricStatQuery } from '../assembly';
import { type MetricSource, NOTHING_RECORDED, type Statistic } from './metric-source';
import { naming } from './named-error';
import { type RecordedValues, StoredMetric } from './stored-metric';

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
   * Records counts per minute. Several SLOs may share a metric, as long as they agree on it.
   *
   * @throws RangeError when other counts are recorded under the same name and statistic
   */
  record(identity: MetricIdentity, stat: string, startMinute: number, perMinute: Float64Array): void {
    const recorded = { startMinute, stepMinutes: 1, values: perMinute };
    this.#record(identity, stat, (metric) => metric.recordCounts(stat, recorded));
  }

  /**
   * Records one statistic of a plain metric, a value per step.
   *
   * @throws RangeError when other values are recorded under the same name and statistic
   */
  recordValues(identity: MetricIdentity, stat: string, recorded: RecordedValues): void {
    this.#record(identity, stat, (metric) => metric.recordValues(stat, recorded));
  }

  /** Whether the statistic of the metric is recorded. */
  has(identity: MetricIdentity, stat: string): boolean {
    return this.#sources.get(keyOf(identity))?.statistics.includes(stat) ?? false;
  }

  /**
   * Reader of one statistic. A metric that nobody recorded has no data, as in CloudWatch.
   *
   * @throws RangeError when the metric is recorded, but not in this statistic or not finely enough
   */
  statistic({ metric, stat, period }: Pick<MetricStatQuery, 'metric' | 'stat' | 'period'>): Statistic {
    const source = this.#sources.get(keyOf(metric));
    if (!source) return NOTHING_RECORDED;
    return naming(`metric ${describeMetric(metric)}`, () => {
      const statistic = source.statistic(stat, period / 60);
      if (statistic) return statistic;
      throw new RangeError(`got statistic ${stat}, recorded are ${source.statistics.join(', ')}`);
    });
  }

  #record(identity: MetricIdentity, stat: string, record: (metric: StoredMetric) => boolean): void {
    const key = keyOf(identity);
    const source = this.#sources.get(key) ?? new StoredMetric();
    this.#sources.set(key, source);
    if (!(source instanceof StoredMetric) || !record(source)) {
      throw new RangeError(`metric ${describeMetric(identity)}, ${stat}: got two different histories, allowed is one`);
    }
  }
}

function keyOf({ namespace, name, dimensions }: MetricIdentity): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, sorted]);
}

/** `Shop/Orders{Slo=checkout}:Sum`, as `--metric` takes it; dimensions in order of their names, however they were declared. */
export function describeMetric({ namespace, name, dimensions }: MetricIdentity, stat?: string): string {
  const parts = Object.keys(dimensions)
    .sort()
    .map((key) => `${key}=${dimensions[key]}`);
  const where = parts.length === 0 ? '' : `{${parts.join(',')}}`;
  return `${namespace}/${name}${where}${stat === undefined ? '' : `:${stat}`}`;
}
