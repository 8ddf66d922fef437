import type { MinuteValues, Statistic } from './metric-source';

/** How the values within a period become one. */
export interface Fold {
  readonly combine: (a: number, b: number) => number;
  /** @default - what was combined */
  readonly result?: (combined: number, count: number) => number;
}

const add = (a: number, b: number) => a + b;

/** Statistics that follow from values of shorter stretches. */
export const FOLDS: Readonly<Record<string, Fold>> = {
  Average: { combine: add, result: (sum, count) => sum / count },
  Maximum: { combine: Math.max },
  Minimum: { combine: Math.min },
  SampleCount: { combine: add, result: (_, count) => count },
  Sum: { combine: add },
};

/** Counts of a longer stretch are sums. */
export const COUNT: Fold = { combine: add };

/**
 * A statistic over minutes of which some have a value. A period without any has no data point.
 *
 * A period is put together from two parts that many periods share: the end of one block and the beginning of the next, where
 * blocks begin at multiples of the period since the epoch. So the cost per minute does not depend on the period, nothing is
 * ever subtracted, and a period has one value wherever reading begins.
 */
export function foldedMinutes(values: MinuteValues, { combine, result = (combined) => combined }: Fold): Statistic {
  const single = (value: number) => (Number.isNaN(value) ? value : result(value, 1));
  const both = (a: number, b: number) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : combine(a, b));

  const fill: Statistic['fill'] = (out, end, periodMinutes) => {
    if (periodMinutes === 1) {
      values.fill(out, end - 1);
      for (let index = 0; index < out.length; index += 1) out[index] = single(out[index]!);
      return;
    }
    const first = end - periodMinutes;
    const minutes = new Float64Array(out.length + periodMinutes - 1);
    values.fill(minutes, first);
    const isBlockStart = (index: number) => (first + index) % periodMinutes === 0;
    /** From each minute to the end of its block. */
    const tails = minutes.slice();
    for (let index = tails.length - 2; index >= 0; index -= 1) {
      if (!isBlockStart(index + 1)) tails[index] = both(tails[index]!, tails[index + 1]!);
    }
    let head = Number.NaN;
    let count = 0;
    for (let last = 0; last < minutes.length; last += 1) {
      const value = minutes[last]!;
      head = isBlockStart(last) ? value : both(head, value);
      if (!Number.isNaN(value)) count += 1;
      const begin = last - periodMinutes + 1;
      if (begin < 0) continue;
      const combined = isBlockStart(begin) ? head : both(tails[begin]!, head);
      out[begin] = count === 0 ? Number.NaN : result(combined, count);
      if (!Number.isNaN(minutes[begin]!)) count -= 1;
    }
  };

  return {
    at(from, to) {
      if (to === from + 1) return single(values.at(from));
      const one = new Float64Array(1);
      fill(one, to, to - from);
      return one[0]!;
    },
    fill,
  };
}
