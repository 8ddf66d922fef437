import { flatten, type Measurement, type MetricReference, type Recorded } from '../model/contracts/measurement';
import type { RequestSeries } from './request-series';

/** The metrics of an SLI that no history of requests speaks about; its alarms read them all the same. */
export function unrecorded({ bad, total }: Measurement): [MetricReference, Recorded][] {
  return [bad, total].flatMap((series) =>
    Object.values(flatten(series).metrics).map((metric): [MetricReference, Recorded] => [metric, 'nothing']),
  );
}

/** Counts per minute; a gap is a gap in all of them. */
export function countsOf({ good, total }: RequestSeries): Record<Recorded, Float64Array> {
  return { good, total, bad: total.map((all, at) => all - good[at]!), nothing: total.map((all) => all - all) };
}
