import type { Objective } from '../assembly';
import { minuteOf, type SimulatedCloudWatch, timeOf } from '../simulate';
import { GOOD_MINUTES, goodPercent, type Recorded, tierBurn } from './readings';

type Value = number | null;

/** What is drawn over time. Point i stands for the minutes that end at `from + (i + 1) * stepMinutes`, the last one for fewer. */
export interface Curves {
  readonly stepMinutes: number;
  /** Length of the stretches that `good`, or where there is one `worst`, looks at. */
  readonly goodMinutes: number;
  /** Percent of good requests; null without requests. */
  readonly good: readonly Value[];
  /** Of the stretches of `goodMinutes` within a point, the worst; missing where a point is no longer than that. */
  readonly worst?: readonly Value[];
  /** Percent of the error budget that is left. */
  readonly left: readonly Value[];
  /** By tier, the highest burn rate within the point. */
  readonly burns: readonly (readonly Value[])[];
}

export interface CurvesSource {
  readonly objective: Objective;
  readonly cloudwatch: Pick<SimulatedCloudWatch, 'burn' | 'budget'>;
  readonly series: Recorded;
  /** Epoch milliseconds, on the minute. */
  readonly from: number;
  readonly to: number;
  readonly mostPoints: number;
}

/** A year becomes as many points as an evening, and what matters stays: the worst share of good requests and the highest burn rates. */
export function curves({ objective, cloudwatch, series, from, to, mostPoints }: CurvesSource): Curves {
  const [first, last] = [minuteOf(from), minuteOf(to)];
  const stepMinutes = Math.max(1, Math.ceil((last - first) / mostPoints));
  const goodMinutes = Math.max(GOOD_MINUTES, Math.ceil(objective.entry.measurement.periodSeconds / 60));
  const { tiers } = objective.entry;
  const [good, worst, left]: Value[][] = [[], [], []];
  const burns: Value[][] = tiers.map(() => []);
  for (let begin = first; begin < last; begin += stepMinutes) {
    const end = Math.min(begin + stepMinutes, last);
    good!.push(percent(goodPercent(series, end, Math.max(end - begin, goodMinutes))));
    left!.push(percent(100 * (1 - cloudwatch.budget(objective.objectiveName, timeOf(end)).usedFraction)));
    let lowest: Value = null;
    for (let minute = begin + 1; minute <= end; minute += 1)
      lowest = lower(lowest, goodPercent(series, minute, goodMinutes));
    worst!.push(percent(lowest));
    for (const [index, tier] of tiers.entries()) {
      let highest: Value = null;
      for (let minute = begin + 1; minute <= end; minute += 1)
        highest = higher(highest, tierBurn(cloudwatch, objective.objectiveName, tier, timeOf(minute)));
      burns[index]!.push(highest === null ? null : Number(highest.toPrecision(3)));
    }
  }
  const isAggregated = stepMinutes > goodMinutes;
  return { stepMinutes, goodMinutes, good: good!, ...(isAggregated ? { worst: worst! } : {}), left: left!, burns };
}

function lower(a: Value, b: Value): Value {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

function higher(a: Value, b: Value): Value {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

/** As exact as goals are. */
function percent(value: Value): Value {
  return value === null || !Number.isFinite(value) ? null : Number(value.toFixed(4));
}
