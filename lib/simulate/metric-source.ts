/**
 * One statistic of one metric over the minutes `from` (inclusive) to `to` (exclusive), counted since the epoch; NaN when
 * there is no data point.
 */
export type Statistic = (from: number, to: number) => number;

/** A metric that can be read. */
export interface MetricSource {
  /** Nothing when the metric is not recorded in this statistic. */
  statistic(stat: string): Statistic | undefined;
  readonly statistics: readonly string[];
}

/** A metric of which one value per minute is published: BurnRate, AttainmentRate. */
export class PublishedMetric implements MetricSource {
  readonly statistics = Object.keys(FOLDS);

  constructor(private readonly value: (minute: number) => number) {}

  statistic(stat: string): Statistic | undefined {
    const fold = Object.hasOwn(FOLDS, stat) ? FOLDS[stat as keyof typeof FOLDS] : undefined;
    if (!fold) return undefined;
    return (from, to) => {
      if (to === from + 1 && stat !== 'SampleCount') return this.value(from);
      const values: number[] = [];
      for (let minute = from; minute < to; minute += 1) {
        const value = this.value(minute);
        if (!Number.isNaN(value)) values.push(value);
      }
      return values.length === 0 ? Number.NaN : fold(values);
    };
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const FOLDS = {
  Average: (values: readonly number[]) => sum(values) / values.length,
  Maximum: (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b)),
  Minimum: (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b)),
  SampleCount: (values: readonly number[]) => values.length,
  Sum: sum,
};

/**
 * A metric of which counts per minute are recorded, under the statistic that counts: Sum of a counter, SampleCount of a latency,
 * `TC(:300)`. Counts of a longer period are sums. A minute may be recorded as no data (NaN).
 */
export class CountedMetric implements MetricSource {
  readonly #recorded = new Map<string, { readonly startMinute: number; readonly perMinute: Float64Array }>();

  get statistics(): string[] {
    return [...this.#recorded.keys()];
  }

  /** @returns false when other counts are recorded under the same statistic already */
  record(stat: string, startMinute: number, perMinute: Float64Array): boolean {
    const known = this.#recorded.get(stat);
    if (known) {
      const same = known.startMinute === startMinute && known.perMinute.length === perMinute.length;
      return same && perMinute.every((value, index) => Object.is(value, known.perMinute[index]));
    }
    this.#recorded.set(stat, { startMinute, perMinute });
    return true;
  }

  statistic(stat: string): Statistic | undefined {
    const recorded = this.#recorded.get(stat);
    if (!recorded) return undefined;
    const { startMinute, perMinute } = recorded;
    return (from, to) => {
      if (to === from + 1) return perMinute[from - startMinute] ?? Number.NaN;
      let total = Number.NaN;
      for (let minute = from; minute < to; minute += 1) {
        const value = perMinute[minute - startMinute];
        if (value !== undefined && !Number.isNaN(value)) total = Number.isNaN(total) ? value : total + value;
      }
      return total;
    };
  }
}
