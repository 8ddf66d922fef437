import type { Recorded } from '../model/contracts/measurement';
import type { RequestSeries } from './request-series';

/** Counts per minute; a gap is a gap in all of them. */
export function countsOf({ good, total }: RequestSeries): Record<Recorded, Float64Array> {
  return { good, total, bad: total.map((all, at) => all - good[at]!), nothing: total.map((all) => all - all) };
}
