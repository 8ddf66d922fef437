import { type Objective, readAssembly, readObjectives } from '../../lib/assembly';
import { MINUTE_MS, RequestSeries, SimulatedCloudWatch, type SimulatedCloudWatchProps } from '../../lib/simulate';
import type { Outcomes } from '../../lib/simulate/outcomes';
import { compositeResource, type SloFixture, sloResources, writeAssembly } from '../assembly/fixture';

/** The requests of a series as outcomes; a gap is none. */
export function outcomesOf({ startMinute, good, total }: RequestSeries): Outcomes {
  const counted = total.map((count) => (Number.isNaN(count) ? 0 : count));
  const bad = counted.map((count, minute) => (count === 0 ? 0 : count - good[minute]!));
  return { startMinute, bad, total: counted, known: counted };
}

/** 1 November 2026, 00:00 UTC, in minutes since the epoch. */
export const START = Date.UTC(2026, 10, 1) / MINUTE_MS;
export const DAY = 1440;

/** The SLO `checkout` of the service `shop` with its composite, read from an assembly. */
export function objectiveOf(fixture: SloFixture = {}): Objective {
  const resources = { ...sloResources(fixture), ...compositeResource('prod', 'shop', [fixture.slo ?? 'checkout']) };
  return readObjectives(readAssembly(writeAssembly({ Shop: { template: { Resources: resources } } })))[0]!;
}

/** So many minutes with so many requests, of which so many are bad; `undefined` requests are a gap. */
export interface Stretch {
  readonly minutes: number;
  readonly total: number | undefined;
  readonly bad?: number;
}

export function seriesOf(...stretches: readonly Stretch[]): RequestSeries {
  const total = stretches.flatMap((stretch) => Array<number>(stretch.minutes).fill(stretch.total ?? Number.NaN));
  const good = stretches.flatMap((stretch) =>
    Array<number>(stretch.minutes).fill((stretch.total ?? Number.NaN) - (stretch.bad ?? 0)),
  );
  return new RequestSeries(START, Float64Array.from(good), Float64Array.from(total));
}

export function cloudWatchOver(
  series: RequestSeries,
  fixture: SloFixture = {},
  props: Partial<SimulatedCloudWatchProps> = {},
): SimulatedCloudWatch {
  return new SimulatedCloudWatch({
    objectives: [objectiveOf(fixture)],
    series: new Map([['prod-checkout', series]]),
    ...props,
  });
}

/** Milliseconds of a minute after the start of the series. */
export function at(minute: number): number {
  return (START + minute) * MINUTE_MS;
}

/** What changed in minutes `from` (inclusive) to `to` (exclusive) after the start: `[minute, alarm, value]`. */
export function changesIn(cloudWatch: SimulatedCloudWatch, from: number, to: number): [number, string, string][] {
  return cloudWatch
    .evaluateAll(at(from), at(to))
    .map(({ alarmName, value, at: time }) => [time / MINUTE_MS - START, alarmName.split('/').at(-1)!, value]);
}
