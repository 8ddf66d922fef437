import { ALLOWED_TIMES, readTime } from '../model/contracts/history-time';
import { type Extent, MINUTE_MS, type RequestSeries, timeOf, type ValueSeries } from '../simulate';
import { UsageError } from './usage-error';

export interface CutOptions {
  /** ISO-8601 UTC time or epoch seconds; the minute it lies in is the first one. */
  readonly from?: string;
  /** The same; not simulated any more. */
  readonly to?: string;
}

/**
 * The part of recorded series that lies between `--from` and `--to`. Both lie within what is recorded of any of them.
 *
 * @throws UsageError for times that cannot be read, lie elsewhere or the wrong way round, or leave nothing of one series
 */
export function cut<S extends RequestSeries | ValueSeries>(
  series: ReadonlyMap<string, S>,
  { from, to }: CutOptions,
): ReadonlyMap<string, S> {
  if ((from === undefined && to === undefined) || series.size === 0) return series;
  const recorded = [...series.values()];
  const first = recorded.reduce((least, { startMinute }) => Math.min(least, startMinute), Number.POSITIVE_INFINITY);
  const last = recorded.reduce((most, { endMinute }) => Math.max(most, endMinute), Number.NEGATIVE_INFINITY);
  const extent = { startMinute: first, endMinute: last };
  const fromMinute = from === undefined ? first : Math.floor(within('--from', from, extent));
  const toMinute = to === undefined ? last : Math.ceil(within('--to', to, extent));
  if (fromMinute >= toMinute) throw new UsageError(wrongWayRound(from, to, extent));
  return new Map([...series].map(([name, one]) => [name, part(name, one, fromMinute, toMinute)]));
}

function part<S extends RequestSeries | ValueSeries>(name: string, series: S, from: number, to: number): S {
  const left = series.between(from, to) as S;
  if (left.minutes > 0) return left;
  const got = `got nothing from ${iso(from)} to ${iso(to)}`;
  throw new UsageError(`history of "${name}": ${got}, allowed is a time that reaches into ${recordedTime(series)}`);
}

/** Minutes since the epoch, with fractions. */
function within(option: string, text: string, extent: Extent): number {
  const at = readTime(text);
  if (at === undefined) throw new UsageError(`${option}: got "${text}", allowed are ${ALLOWED_TIMES}`);
  const minute = at / MINUTE_MS;
  if (minute >= extent.startMinute && minute <= extent.endMinute) return minute;
  throw new UsageError(`${option}: got "${text}", allowed are times of the history, ${recordedTime(extent)}`);
}

function wrongWayRound(from: string | undefined, to: string | undefined, extent: Extent): string {
  if (from === undefined)
    return `--to: got "${to}", allowed are times after the history begins, ${recordedTime(extent)}`;
  const end = to === undefined ? `the history ends, ${recordedTime(extent)}` : `--to, ${to}`;
  return `--from: got "${from}", allowed are times before ${end}`;
}

function recordedTime({ startMinute, endMinute }: Extent): string {
  return `${iso(startMinute)} to ${iso(endMinute)}`;
}

function iso(minute: number): string {
  return new Date(timeOf(minute)).toISOString();
}
