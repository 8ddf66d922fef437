import fc from 'fast-check';
import { COMPARISONS, type MetricQuery, MISSING_DATA } from '../../../lib/assembly';
import { type AlarmValue, alarmValues } from '../../../lib/model/contracts/alarm-event';
import { attainmentMetric, burnRateMetric } from '../../../lib/model/contracts/published-metrics';
import { requestMetric } from '../../assembly/fixture';
import { type Published, statisticOf } from './alarms';
import { exclusionsNear, goal, intervalNear, minutesOf, spells, startMinute } from './histories';
import { ruleOver } from './rules';

/** Random alarms over an SLO and its metrics. */

export const SLO = 'prod-checkout';
export const WINDOWS = [7, 60] as const;
/** Minutes that are evaluated after a history. */
const BEYOND = 30;

/** What is watched: queries for the simulator, and the same written out. */
interface Watched {
  readonly queries: (period: number) => MetricQuery[];
  readonly valueOver: (read: ReadMetric, from: number, to: number) => number;
}

export type Name = 'good' | 'total' | 'burn7' | 'burn60' | 'attainment' | 'depth';
export type ReadMetric = (name: Name) => Published;

export const METRICS = {
  good: requestMetric('good'),
  total: requestMetric('total'),
  burn7: burnRateMetric(SLO, 7),
  burn60: burnRateMetric(SLO, 60),
  attainment: attainmentMetric(SLO),
  depth: { namespace: 'Shop', name: 'depth', dimensions: {} },
} as const;

const one = (name: Name, stat: string): Watched => ({
  queries: (period) => [{ id: 'm', metric: METRICS[name], stat, period, returnData: true }],
  valueOver: (read, from, to) => statisticOf(read(name), stat, from, to),
});

const math = (
  expression: string,
  names: readonly Name[],
  stat: string,
  of: (...inputs: readonly number[]) => number,
): Watched => ({
  queries: (period) => [
    { id: 'e', expression, returnData: true },
    ...names.map((name, at) => ({ id: 'ab'[at]!, metric: METRICS[name], stat, period, returnData: false })),
  ],
  valueOver: (read, from, to) => {
    const value = of(...names.map((name) => statisticOf(read(name), stat, from, to)));
    return Number.isFinite(value) ? value : Number.NaN;
  },
});

/** What templates watch, and other statistics and periods. The inputs of an expression are missing together. */
export const WATCHED = {
  tier: math('IF(a < b, a, b)', ['burn60', 'burn7'], 'Maximum', Math.min),
  evidence: math('b - a', ['good', 'total'], 'Sum', (good = 0, total = 0) => total - good),
  'error rate': math(
    '100 * (b - a) / b',
    ['good', 'total'],
    'Sum',
    (good = 0, total = 0) => (100 * (total - good)) / total,
  ),
  'requests, or none': math('FILL(a, 0)', ['total'], 'Sum', (total = 0) => (Number.isNaN(total) ? 0 : total)),
  'highest burn': one('burn7', 'Maximum'),
  'lowest burn': one('burn60', 'Minimum'),
  'published burns': one('burn60', 'SampleCount'),
  attainment: one('attainment', 'Minimum'),
  requests: one('total', 'Sum'),
  'depth of a queue': one('depth', 'Maximum'),
} as const;

/** An alarm by what it watches; at most 8 periods, so that they pass within a short history. */
const alarm = fc
  .record({
    watches: fc.constantFrom(...(Object.keys(WATCHED) as (keyof typeof WATCHED)[])),
    periodMinutes: fc.constantFrom(1, 1, 1, 2, 5, 15),
    of: fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })),
    comparison: fc.constantFrom(...COMPARISONS),
    threshold: fc.constantFrom(0, 1, 2, 5, 10, 14.4, 50, 90, 99, 100),
    treatMissingData: fc.constantFrom(...MISSING_DATA),
  })
  .map(({ of, ...rest }) => ({ ...rest, evaluationPeriods: Math.max(...of), datapointsToAlarm: Math.min(...of) }));

/** Two composites above three alarms: the outer one may rest on the inner one, and have a suppressor. */
export const ALARMS = ['a0', 'a1', 'a2'] as const;
export const COMPOSITES = ['inner', 'outer'] as const;
export const arnOf = (name: string) => `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`;
const mentioned = (names: readonly string[]) => names.flatMap((name) => [name, arnOf(name)]);

/** SetAlarmState before an evaluation, by their numbers from 0. */
const forced = fc.record({
  evaluation: fc.nat(60),
  alarm: fc.constantFrom(...ALARMS),
  value: fc.constantFrom(...alarmValues),
});

const suppressor = fc.record({
  alarm: fc.constantFrom(...mentioned([...ALARMS, 'inner'])),
  waitMinutes: fc.nat(6),
  extensionMinutes: fc.nat(6),
});

/** @param longest minutes of a spell, of which there are up to `most` */
export function estates(longest: number, most: number) {
  return startMinute.chain((start) =>
    fc.record({
      start: fc.constant(start),
      history: spells(longest, most),
      goal,
      interval: intervalNear(start, 1),
      alarms: fc.tuple(alarm, alarm, alarm),
      rules: fc.record({
        inner: ruleOver(mentioned(ALARMS)),
        outer: ruleOver(mentioned([...ALARMS, 'inner'])),
      }),
      /** Minutes from one value of the depth to the next. */
      stepMinutes: fc.constantFrom(1, 2, 5),
      suppressor: fc.option(suppressor, { nil: undefined }),
      excluded: exclusionsNear(start),
      forced: fc.array(forced, { maxLength: 2 }),
      lagMinutes: fc.nat(3),
      extraDatapoints: fc.nat(3),
      /** Minutes from the start to the first evaluation, and from one to the next. */
      firstEvaluation: fc.integer({ min: -5, max: 40 }),
      evaluatedEvery: fc.constantFrom(1, 1, 1, 2, 3),
    }),
  );
}
export type Estate = typeof estates extends (...args: never) => fc.Arbitrary<infer Found> ? Found : never;

/** Minutes at which an estate is evaluated. */
export function evaluations({ start, history, firstEvaluation, evaluatedEvery }: Estate): number[] {
  const minutes = minutesOf(history).length + BEYOND - firstEvaluation;
  return Array.from(
    { length: Math.max(Math.ceil(minutes / evaluatedEvery), 1) },
    (_, at) => start + firstEvaluation + at * evaluatedEvery,
  );
}
export function forcedAt({ forced }: Estate, now: number) {
  return forced.filter(({ evaluation }) => evaluation === now);
}

/** What simulator and definition both say of a change. */
export function line(minute: number, name: string, value: AlarmValue, suppressedBy?: string): string {
  return `minute ${minute}: ${name} ${value}${suppressedBy === undefined ? '' : ` (${suppressedBy})`}`;
}

/** A metric that no SLO reads: here the requests of every so many minutes. */
export function depths({ history, stepMinutes }: Estate): number[] {
  const minutes = minutesOf(history);
  const steps = Math.floor(minutes.length / stepMinutes);
  return Array.from({ length: steps }, (_, step) => minutes[step * stepMinutes]!.total ?? Number.NaN);
}
