import type { AlarmDefinition } from '../../../lib/assembly';
import { RequestSeries, SimulatedCloudWatch, timeOf } from '../../../lib/simulate';
import type { ValueSeries } from '../../../lib/simulate/value-series';
import { stateAt } from '../brute-force/alarms';
import { DefinedSlo } from '../brute-force/definitions';
import { isGood, type Judgement } from '../brute-force/judgement';
import { burnAlarm, cloudWatchOf, days, SLO } from './fixture';

/** What fires over a day of values, and when. The alarm wants a burn above 14.4 in five minutes and in an hour. */
const pair = burnAlarm('pair', [60, 5], 14.4);

/** Every minute counts alike, however many requests it had: the shares of bad ones are summed. */
export function weightedAlike({ startMinute, values }: ValueSeries): RequestSeries {
  return new RequestSeries(startMinute, values, new Float64Array(values.length).fill(100));
}

/**
 * Minutes after the start at which the alarm fires and clears: a data point is read one minute later.
 *
 * @param goodWhen where values are judged
 */
export function episodes(goalPercent: number, recording: RequestSeries | ValueSeries, goodWhen?: Judgement) {
  return episodesOf(watching(goalPercent, recording, goodWhen), recording);
}

function watching(goalPercent: number, recording: RequestSeries | ValueSeries, goodWhen?: Judgement) {
  const judged = goodWhen === undefined ? {} : { goodWhen };
  return cloudWatchOf({ goalPercent, windows: [5, 60], alarms: [pair], ...judged }, recording);
}

function episodesOf(cloudWatch: SimulatedCloudWatch, recording: RequestSeries | ValueSeries): [number, number][] {
  const { startMinute, endMinute } = recording;
  const changes = cloudWatch.evaluateAll(timeOf(startMinute + 1), timeOf(endMinute + 10));
  const found = changes.map(({ value, at }) => ({ value, minute: at / 60_000 - startMinute }));
  return found.flatMap(({ value, minute }, at) =>
    value === 'ALARM' ? [[minute, found[at + 1]?.minute ?? Number.NaN]] : [],
  );
}

/** The same by definition. */
export function definedEpisodes(goalPercent: number, series: ValueSeries, goodWhen: Judgement) {
  const { startMinute, stepMinutes, values, endMinute } = series;
  const minutes = [...values].flatMap((value) => {
    const bad = Number.isNaN(value) ? Number.NaN : Number(!isGood(value, goodWhen));
    return [...Array<undefined>(stepMinutes - 1).fill(undefined), { bad, total: 1 }];
  });
  const asked = { from: startMinute - 10, to: endMinute + 10 };
  const slo = new DefinedSlo(
    {
      kind: 'periods',
      goal: String(goalPercent),
      interval: days(30),
      warningThreshold: 50,
      excluded: [],
      startMinute,
      minutes,
      periodMinutes: stepMinutes,
    },
    asked,
  );
  const burn = Array.from({ length: asked.to - asked.from }, (_, at) =>
    Math.min(slo.burn(60, asked.from + at), slo.burn(5, asked.from + at)),
  );
  const valueOver = (minute: number) => burn[minute - asked.from] ?? Number.NaN;
  const found: [number, number][] = [];
  let state: ReturnType<typeof stateAt> = 'INSUFFICIENT_DATA';
  for (let minute = startMinute + 1; minute < asked.to; minute += 1) {
    const next = stateAt({ ...pair, periodMinutes: 1, valueOver }, minute, 3, state);
    if (next === 'ALARM' && state !== 'ALARM') found.push([minute - startMinute, Number.NaN]);
    if (next !== 'ALARM' && state === 'ALARM') found.at(-1)![1] = minute - startMinute;
    state = next;
  }
  return found;
}

/** Runs of bad periods that follow each other: the minute in which each begins, and how long it is. */
export function interruptions(series: ValueSeries, goodWhen: Judgement): [begins: number, minutes: number][] {
  const { stepMinutes } = series;
  const { bad } = watching(99.9, series, goodWhen).outcomes(SLO);
  const runs: [number, number][] = [];
  // A period stands in its last minute.
  for (let end = stepMinutes; end <= bad.length; end += stepMinutes) {
    if (bad[end - 1] !== 1) continue;
    if (bad[end - 1 - stepMinutes] === 1) runs.at(-1)![1] += stepMinutes;
    else runs.push([end - stepMinutes, stepMinutes]);
  }
  return runs;
}

/** Fires when a metric is above a limit for two minutes in a row. */
export function twiceAbove(limit: number, values: ValueSeries): [number, number][] {
  const metric = { namespace: 'Shop', name: 'latency', dimensions: {} };
  const alarm: AlarmDefinition = {
    ...pair,
    evaluationPeriods: 2,
    datapointsToAlarm: 2,
    threshold: limit,
    queries: [{ id: 'm', metric, stat: 'p99', period: 60, returnData: true }],
  };
  const metrics = [{ metric, stat: 'p99', values }];
  return episodesOf(new SimulatedCloudWatch({ objectives: [], alarms: [alarm], series: new Map(), metrics }), values);
}
