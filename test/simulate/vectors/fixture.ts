import type { AlarmDefinition, Comparison, Objective, ObjectiveInterval } from '../../../lib/assembly';
import { burnRateMetric } from '../../../lib/model/contracts/published-metrics';
import { type RequestSeries, SimulatedCloudWatch } from '../../../lib/simulate';
import { ValueSeries } from '../../../lib/simulate/value-series';
import { cases } from '../../model/slo/facts';
import { badExpression, type Judgement } from '../brute-force/judgement';
import { changesIn, objectiveOf, START } from '../fixture';

/** SLOs and alarms built for published figures: goals, intervals and windows that no template of ours has. */

export const SLO = 'prod-checkout';
const objective: Objective = objectiveOf();
const [template] = objective.alarms as readonly [AlarmDefinition];

export function days(duration: number): ObjectiveInterval {
  return { kind: 'rolling', duration, unit: 'DAY' };
}

/** One alarm over the burn in one window, or in both of two. */
export function burnAlarm(
  name: string,
  windows: readonly number[],
  threshold: number,
  comparison: Comparison = 'GreaterThanThreshold',
): AlarmDefinition {
  const ids = windows.map((_, at) => 'ls'[at]!);
  const [long, short] = ids;
  return {
    ...template,
    name,
    arn: `${template.arn}-${name}`,
    period: 60,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    treatMissingData: 'missing',
    comparison,
    threshold,
    queries: [
      {
        id: 'e',
        expression: short === undefined ? `${long}` : `IF(${long} < ${short}, ${long}, ${short})`,
        returnData: true,
      },
      ...windows.map((window, at) => ({
        id: ids[at]!,
        metric: burnRateMetric(SLO, window),
        stat: 'Maximum',
        period: 60,
        returnData: false,
      })),
    ],
  };
}

export interface GoogleTier {
  readonly tier: string;
  readonly longMinutes: number;
  readonly shortMinutes: number;
  readonly burn: number;
}
export const GOOGLE_TIERS = cases<GoogleTier>('google_tiers');

export interface Watched {
  readonly goalPercent: number;
  /** @default days(30) */
  readonly interval?: ObjectiveInterval;
  /** Look-backs that are declared. @default - those of Google's tiers */
  readonly windows?: readonly number[];
  readonly alarms?: readonly AlarmDefinition[];
  /** Where periods are judged. @default - 0 is good, what is more is bad */
  readonly goodWhen?: Judgement;
}

/** Requests are counted, values judged. */
export function cloudWatchOf(
  { goalPercent, interval = days(30), windows, alarms = [], goodWhen = NONE }: Watched,
  recording: RequestSeries | ValueSeries,
): SimulatedCloudWatch {
  const lookBackMinutes =
    windows ?? GOOGLE_TIERS.flatMap(({ longMinutes, shortMinutes }) => [longMinutes, shortMinutes]);
  const slo = { ...objective, goal: String(goalPercent), interval, lookBackMinutes };
  const objectives = [recording instanceof ValueSeries ? judging(slo, recording.stepMinutes, goodWhen) : slo];
  return new SimulatedCloudWatch({ objectives, alarms, composites: [], series: new Map([[SLO, recording]]) });
}

const NONE: Judgement = { good: 'LessThanOrEqualTo', threshold: 0 };

function judging(slo: Objective, periodMinutes: number, goodWhen: Judgement): Objective {
  const value = { namespace: 'Shop', name: 'errors', dimensions: {}, stat: 'Average' };
  const measurement = {
    kind: 'periods',
    periodSeconds: periodMinutes * 60,
    bad: { expression: badExpression('value', goodWhen), metrics: { value } },
    total: { metrics: { total: { ...value, stat: 'SampleCount' } } },
    judged: { value: { metrics: { value } }, ...goodWhen },
  } as const;
  return { ...slo, entry: { ...slo.entry, measurement } };
}

/** So many periods in a row: 0 for good, 1 for bad, NaN without data. */
export function periodsOf(
  periodMinutes: number,
  ...runs: readonly (readonly [count: number, value: number])[]
): ValueSeries {
  const values = runs.flatMap(([count, value]) => Array<number>(count).fill(value));
  return new ValueSeries(START, periodMinutes, Float64Array.from(values));
}

/** When each alarm first fired and when it then cleared, in minutes after `from`. */
export function firings(cloudWatch: SimulatedCloudWatch, from: number, to: number) {
  const changes = changesIn(cloudWatch, from, to);
  const found = new Map<string, { readonly fired: number; readonly cleared: number | undefined }>();
  for (const [minute, alarm, value] of changes) {
    if (value !== 'ALARM' || found.has(alarm)) continue;
    const cleared = changes.find(([later, name, state]) => later > minute && name === alarm && state === 'OK')?.[0];
    found.set(alarm, { fired: minute - from, cleared: cleared === undefined ? undefined : cleared - from });
  }
  return found;
}

/**
 * Moments of a formula on the simulator's grid of whole minutes: a breach must be strict to fire, and ends when it no longer is.
 * Products of doubles are rounded before, far below a minute.
 */
export const onGrid = {
  fired: (minutes: number) => Math.floor(Number(minutes.toFixed(6))) + 1,
  cleared: (minutes: number) => Math.ceil(Number(minutes.toFixed(6))),
};
