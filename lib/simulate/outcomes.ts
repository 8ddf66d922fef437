import type { Measurement, Series } from '../model/contracts/measurement';
import type { MetricStore } from './metric-store';
import { planQuery } from './query-plan';
import { queriesOf } from './series-queries';

/**
 * What went well and what did not, minute by minute: requests in their minute, a period as a whole in its last one. Minutes are counted
 * since the epoch. A minute without data has 0 everywhere.
 */
export interface Outcomes {
  readonly startMinute: number;
  readonly bad: Float64Array;
  /** What a share of bad ones is taken of: requests that came; of periods all of them, those without data too. */
  readonly total: Float64Array;
  /** Outcomes about which there is data. */
  readonly known: Float64Array;
  /** Minutes of a period; nothing where requests are counted. */
  readonly periodMinutes?: number;
}

/** Half-open stretch of minutes since the epoch. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Outcomes of an SLI over recorded metrics, by its own metric math.
 *
 * @param excluded when exclusion windows hold; ascending, not overlapping
 */
export function outcomesOf(
  store: MetricStore,
  { kind, periodSeconds, bad, total }: Measurement,
  recorded: Stretch,
  excluded: readonly Stretch[] = [],
): Outcomes {
  const column = (series: Series, period: number) => columnOf(store, series, period, recorded);
  return kind === 'requests'
    ? requestOutcomes(recorded, column(bad, 1), column(total, 1), excluded)
    : periodOutcomes(recorded, column(bad, periodSeconds / 60), periodSeconds / 60, excluded);
}

/** Exclusion windows drop requests, good and bad [CloudWatch user guide, "Service level objectives (SLOs)"]. Missing data is nothing bad. */
function requestOutcomes(
  { from }: Stretch,
  bad: Float64Array,
  total: Float64Array,
  excluded: readonly Stretch[],
): Outcomes {
  for (let minute = 0; minute < total.length; minute += 1) {
    if (!(total[minute]! > 0)) total[minute] = 0;
    // Two counters may arrive at different times.
    if (!(bad[minute]! > 0)) bad[minute] = 0;
    else if (bad[minute]! > total[minute]!) bad[minute] = total[minute]!;
  }
  for (const stretch of within(from, total.length, excluded)) {
    total.fill(0, stretch.from, stretch.to);
    bad.fill(0, stretch.from, stretch.to);
  }
  return { startMinute: from, bad, total, known: total };
}

/**
 * The share of bad periods is taken of all periods, so that one without data counts as one that is not bad [inferred from "the
 * entirety of periods", CloudWatch user guide]. Data in an exclusion window is "considered as non-breaching" [same page], and stays
 * data: a look-back of excluded periods burns nothing. A period that an exclusion window touches is excluded [ours].
 *
 * Periods begin with the recording [ours]; those of Application Signals may lie otherwise.
 *
 * @param judged 1 for bad, 0 for good, NaN for no data, one per period
 */
function periodOutcomes(
  { from }: Stretch,
  judged: Float64Array,
  periodMinutes: number,
  excluded: readonly Stretch[],
): Outcomes {
  const minutes = judged.length * periodMinutes;
  const [bad, total, known] = [new Float64Array(minutes), new Float64Array(minutes), new Float64Array(minutes)];
  for (const [period, isBad] of judged.entries()) {
    const last = (period + 1) * periodMinutes - 1;
    total[last] = 1;
    if (Number.isNaN(isBad)) continue;
    known[last] = 1;
    bad[last] = isBad === 0 ? 0 : 1;
  }
  for (const stretch of within(from, minutes, excluded)) {
    bad.fill(0, stretch.from, Math.ceil(stretch.to / periodMinutes) * periodMinutes);
  }
  return { startMinute: from, bad, total, known, periodMinutes };
}

/** One value per period of the recorded stretch. */
function columnOf(store: MetricStore, series: Series, periodMinutes: number, { from, to }: Stretch): Float64Array {
  const periods = Math.floor((to - from) / periodMinutes);
  const column = new Float64Array(periods).fill(Number.NaN);
  const queries = queriesOf(series, periodMinutes * 60);
  const [asked] = queries;
  if (asked === undefined) return column;
  const read = planQuery(queries, asked.id, (query) => store.statistic(query));
  if (periodMinutes === 1) read.fill(column, from + 1, 1);
  else
    for (let period = 0; period < periods; period += 1) {
      const start = from + period * periodMinutes;
      column[period] = read.at(start, start + periodMinutes);
    }
  return column;
}

/** The parts of the stretches that lie within so many minutes, counted from the first of these. */
function within(startMinute: number, minutes: number, stretches: readonly Stretch[]): Stretch[] {
  return stretches
    .map(({ from, to }) => ({ from: Math.max(from - startMinute, 0), to: Math.min(to - startMinute, minutes) }))
    .filter(({ from, to }) => from < to);
}
