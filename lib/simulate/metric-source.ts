/** One statistic of one metric, by stretches of whole minutes since the epoch; NaN without a data point. */
export interface Statistic {
  /** One period: minutes `from` (inclusive) to `to` (exclusive). */
  at(from: number, to: number): number;
  /** `out[i]` = the period of so many minutes that ends (exclusive) at minute `end + i`, for every i of `out`. */
  fill(out: Float64Array, end: number, periodMinutes: number): void;
}

/** One value per minute since the epoch; NaN without one. */
export interface MinuteValues {
  at(minute: number): number;
  /** `out[i]` = the value of minute `firstMinute + i`, for every i of `out`. */
  fill(out: Float64Array, firstMinute: number): void;
}

/** A metric that can be read. */
export interface MetricSource {
  /**
   * Nothing when the metric is not recorded in this statistic.
   *
   * @throws RangeError when what is recorded does not say it for a period of this length
   */
  statistic(stat: string, periodMinutes: number): Statistic | undefined;
  readonly statistics: readonly string[];
}

/** A metric that nobody recorded. */
export const NOTHING_RECORDED: Statistic = { at: () => Number.NaN, fill: (out) => out.fill(Number.NaN) };

/** Values that are computed one by one. */
export function eachMinute(at: (minute: number) => number): MinuteValues {
  return {
    at,
    fill(out, firstMinute) {
      for (let index = 0; index < out.length; index += 1) out[index] = at(firstMinute + index);
    },
  };
}

/** Values that several alarms read in the same columns, one after the other: the last column is kept. */
export function remembered({ at, fill }: MinuteValues): MinuteValues {
  let first = Number.NaN;
  let kept = new Float64Array(0);
  return {
    at,
    fill(out, firstMinute) {
      if (firstMinute === first && out.length === kept.length) {
        out.set(kept);
        return;
      }
      fill(out, firstMinute);
      [first, kept] = [firstMinute, out.slice()];
    },
  };
}

/** A statistic of which only columns are computed: one period is a column of one. */
export function byColumn(fill: Statistic['fill']): Statistic {
  return {
    at(from, to) {
      const one = new Float64Array(1);
      fill(one, to, to - from);
      return one[0]!;
    },
    fill,
  };
}
