import { RequestSeries } from './request-series';
import type { ValueSeries } from './value-series';

/** How much of the time from the first to the last row is recorded. */
export interface Coverage {
  /** From the first to the last row. */
  readonly minutes: number;
  readonly minutesWithData: number;
  /** Stretches without data. */
  readonly gaps: number;
  /** The first of the longest; nothing when there is no gap. */
  readonly longestGap?: { readonly startMinute: number; readonly minutes: number };
}

export function coverageOf(series: RequestSeries | ValueSeries): Coverage {
  const isRequests = series instanceof RequestSeries;
  const [values, stepMinutes] = isRequests ? [series.total, 1] : [series.values, series.stepMinutes];
  let missing = 0;
  let gaps = 0;
  let length = 0;
  let longest = { from: 0, length: 0 };
  for (let step = 0; step < values.length; step += 1) {
    if (!Number.isNaN(values[step]!)) {
      length = 0;
      continue;
    }
    missing += 1;
    length += 1;
    if (length === 1) gaps += 1;
    if (length > longest.length) longest = { from: step + 1 - length, length };
  }
  const startMinute = series.startMinute + longest.from * stepMinutes;
  return {
    minutes: series.minutes,
    minutesWithData: (values.length - missing) * stepMinutes,
    gaps,
    ...(gaps === 0 ? {} : { longestGap: { startMinute, minutes: longest.length * stepMinutes } }),
  };
}
