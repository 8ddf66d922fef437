import { readFileSync } from 'node:fs';
import { MINUTE_MS } from '../../../lib/simulate';
import { ValueSeries } from '../../../lib/simulate/value-series';
import { sharedFile } from './shared';

/** Recorded days beside the repository: their columns, and what is wrong with them. */

export const FRONT_SERVICE = 'data/nezha/2022-08-22/front_service.csv';
export const LATENCY = 'data/nab/realKnownCause/ec2_request_latency_system_failure.csv';

/** The front door of Online Boutique every 59 to 61 s; by whole minutes there is neither gap nor double. */
export function frontService(): { readonly successPercent: ValueSeries; readonly p99Seconds: ValueSeries } {
  const rows = rowsOf(FRONT_SERVICE);
  const column = (at: number) =>
    seriesOf(
      1,
      rows.map((row) => [Number(row[1]) * 1000, Number(row[at])]),
    );
  return { successPercent: column(3), p99Seconds: column(7) };
}

/** A number with a limit, every 5 min, in UTC. Of the twelve values that a clock change gave one stamp the first one is kept. */
export function latencies(): ValueSeries {
  return seriesOf(
    5,
    rowsOf(LATENCY).map(([stamp, value]) => [Date.parse(`${stamp!.replace(' ', 'T')}Z`), Number(value)]),
  );
}

function rowsOf(file: string): string[][] {
  const [, ...rows] = readFileSync(sharedFile(file), 'utf8').trim().split('\n');
  return rows.map((row) => row.split(','));
}

/** @param points epoch milliseconds and value, ascending */
function seriesOf(stepMinutes: number, points: readonly (readonly [number, number])[]): ValueSeries {
  const minuteAt = (time: number) => Math.floor(time / MINUTE_MS);
  const start = minuteAt(points[0]![0]);
  const stepAt = (time: number) => Math.floor((minuteAt(time) - start) / stepMinutes);
  const values = new Float64Array(stepAt(points.at(-1)![0]) + 1).fill(Number.NaN);
  for (const [time, value] of points) if (Number.isNaN(values[stepAt(time)])) values[stepAt(time)] = value;
  return new ValueSeries(start, stepMinutes, values);
}
