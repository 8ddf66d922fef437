import { PullError } from './error';
import { keptDays } from './retention';

/** What is read: data points of one length on a grid. */
export interface Range {
  /** Epoch milliseconds, inclusive; a multiple of the step, as `to` is. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly stepSeconds: number;
}

const DAY_MS = 86_400_000;
/** Metrics of the newest minutes are still arriving, and not all at the same time. [ours] */
const SETTLING_MS = 5 * 60_000;
/** Data points vanish when they get too old: the oldest must outlive the reading. [ours] */
const MARGIN_MS = 15 * 60_000;
/** One day of minutes: soon read, and far below the 100,800 data points that a call may return. [ours] */
const POINTS_OF_PIECE = 1440;

/**
 * The last `days` whole days by the clock, as far as data points are complete at one end and still kept at the other.
 *
 * @param now epoch milliseconds
 * @throws PullError for less than one step
 */
export function rangeOf(days: number, stepSeconds: number, now: number): Range {
  const step = stepSeconds * 1000;
  const to = Math.floor((now - SETTLING_MS) / step) * step;
  const from = Math.max(Math.floor((to - days * DAY_MS) / step) * step, oldestKept(stepSeconds, now + MARGIN_MS));
  if (days * DAY_MS < step) {
    throw new PullError(`--days: got ${days}, allowed is at least one step of ${stepSeconds} s`);
  }
  return { from, to, stepSeconds };
}

/** First moment on the grid whose data points CloudWatch still has. */
export function oldestKept(stepSeconds: number, now: number): number {
  const step = stepSeconds * 1000;
  return Math.ceil((now - keptDays(stepSeconds) * DAY_MS) / step) * step;
}

/** Parts of a range that are read one after the other, in order of time. */
export function piecesOf({ from, to, stepSeconds }: Range): Range[] {
  const length = POINTS_OF_PIECE * stepSeconds * 1000;
  return Array.from({ length: Math.ceil((to - from) / length) }, (_, at) => ({
    from: from + at * length,
    to: Math.min(to, from + (at + 1) * length),
    stepSeconds,
  }));
}

/** How many steps a range has. */
export function stepsOf({ from, to, stepSeconds }: Range): number {
  return (to - from) / (stepSeconds * 1000);
}
