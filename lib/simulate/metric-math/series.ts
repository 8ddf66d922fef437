import { byColumn, type Statistic } from '../metric-source';
import { withScratch } from './scratch';

/** Series computed column by column from other series. NaN is no data point, and what is not finite becomes none. */

/** A value at every time. */
export function constant(value: number): Statistic {
  return { at: () => value, fill: (out) => out.fill(value) };
}

/** A value of each data point; where there is none, there is none. */
export function mapped(series: Statistic, value: (point: number) => number): Statistic {
  return byColumn((out, end, periodMinutes) => {
    series.fill(out, end, periodMinutes);
    for (let index = 0; index < out.length; index += 1) {
      const point = out[index]!;
      if (!Number.isNaN(point)) out[index] = finite(value(point));
    }
  });
}

/** A value of what two series have at a time, NaN for what one has not. */
export function zipped(left: Statistic, right: Statistic, value: (a: number, b: number) => number): Statistic {
  return byColumn((out, end, periodMinutes) =>
    withScratch(out.length, (other) => {
      left.fill(out, end, periodMinutes);
      right.fill(other, end, periodMinutes);
      for (let index = 0; index < out.length; index += 1) out[index] = finite(value(out[index]!, other[index]!));
    }),
  );
}

/** The data points of a time as one; what is missing does not take part. */
export function folded(items: readonly Statistic[], combine: (a: number, b: number) => number): Statistic {
  const either = (a: number, b: number) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : combine(a, b));
  return items.reduce((all, item) => zipped(all, item, either));
}

/** A value of the minute at which a period begins, whether there is data or not. */
export function ofStart(value: (minute: number) => number): Statistic {
  return byColumn((out, end, periodMinutes) => {
    for (let index = 0; index < out.length; index += 1) out[index] = value(end + index - periodMinutes);
  });
}

/**
 * A value of what a series has at a time and of its last data point before, NaN for what there is not.
 *
 * @param periods how far back a data point is looked for
 */
export function withPrevious(
  series: Statistic,
  periods: number,
  value: (point: number, previous: number, minutesBetween: number) => number,
): Statistic {
  return byColumn((out, end, periodMinutes) => {
    const before = periods * periodMinutes;
    const column = new Float64Array(before + out.length);
    series.fill(column, end - before, periodMinutes);
    /** Of each place of a minute in the period: where the last data point was. */
    const last = new Int32Array(periodMinutes).fill(-1);
    for (let index = 0; index < column.length; index += 1) {
      const place = index % periodMinutes;
      const point = column[index]!;
      if (index >= before) {
        const found = last[place]!;
        const isNear = found >= 0 && index - found <= before;
        out[index - before] = finite(value(point, isNear ? column[found]! : Number.NaN, index - found));
      }
      if (!Number.isNaN(point)) last[place] = index;
    }
  });
}

/** The same series for several readers of the same stretch, read once. */
export function shared(series: Statistic): Statistic {
  let column = new Float64Array(0);
  let from = Number.NaN;
  let period = Number.NaN;
  return byColumn((out, end, periodMinutes) => {
    if (from !== end || period !== periodMinutes || column.length !== out.length) {
      if (column.length !== out.length) column = new Float64Array(out.length);
      series.fill(column, end, periodMinutes);
      from = end;
      period = periodMinutes;
    }
    out.set(column);
  });
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}
