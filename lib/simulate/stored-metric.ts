import { COUNT, FOLDS, type Fold, foldedMinutes } from './folds';
import type { MetricSource, MinuteValues, Statistic } from './metric-source';

/** What was recorded of one statistic: a value per step, NaN where there is none. */
export interface RecordedValues {
  /** Minute since the epoch at which the first step begins. */
  readonly startMinute: number;
  readonly stepMinutes: number;
  readonly values: Float64Array;
}

/**
 * A metric of which values are recorded, each statistic by itself. The value of a step is readable when the step has ended, so
 * it stands in the last minute of it: a period reads the steps that end within it.
 */
export class StoredMetric implements MetricSource {
  readonly #recorded = new Map<string, RecordedValues & { readonly fold: Fold | undefined }>();

  get statistics(): string[] {
    return [...this.#recorded.keys()];
  }

  /**
   * Counts, whatever the statistic is called: Sum of a counter, SampleCount of a latency, `TC(:300)`.
   *
   * @returns false when something else is recorded under the same statistic already
   */
  recordCounts(stat: string, recorded: RecordedValues): boolean {
    return this.#record(stat, recorded, COUNT);
  }

  /**
   * Values as GetMetricData answers them: several fold as their statistic says.
   *
   * @returns false when something else is recorded under the same statistic already
   */
  recordValues(stat: string, recorded: RecordedValues): boolean {
    return this.#record(
      stat,
      recorded,
      stat === 'SampleCount' ? COUNT : Object.hasOwn(FOLDS, stat) ? FOLDS[stat] : undefined,
    );
  }

  statistic(stat: string, periodMinutes: number): Statistic | undefined {
    const recorded = this.#recorded.get(stat);
    if (!recorded) return undefined;
    const { stepMinutes, fold } = recorded;
    if (fold === undefined && periodMinutes > stepMinutes) {
      throw new RangeError(
        `got a period of ${60 * periodMinutes} s for ${stat}, allowed is at most its recorded step of ${60 * stepMinutes} s: it cannot be computed from values of shorter periods`,
      );
    }
    // A period that is no longer than the step holds one value at most, which every fold leaves as it is.
    return foldedMinutes(lastMinutes(recorded), fold ?? COUNT);
  }

  #record(stat: string, recorded: RecordedValues, fold: Fold | undefined): boolean {
    const known = this.#recorded.get(stat);
    if (known === undefined) this.#recorded.set(stat, { ...recorded, fold });
    return known === undefined || isSame(known, recorded);
  }
}

function isSame(a: RecordedValues, b: RecordedValues): boolean {
  const sameSteps = a.startMinute === b.startMinute && a.stepMinutes === b.stepMinutes;
  return (
    sameSteps &&
    a.values.length === b.values.length &&
    a.values.every((value, index) => Object.is(value, b.values[index]))
  );
}

/** Each value in the last minute of its step. */
function lastMinutes({ startMinute, stepMinutes, values }: RecordedValues): MinuteValues {
  const at = (minute: number) => values[(minute + 1 - startMinute) / stepMinutes - 1] ?? Number.NaN;
  return {
    at,
    fill(out, firstMinute) {
      out.fill(Number.NaN);
      const before = firstMinute - startMinute;
      const end = Math.min(Math.floor((before + out.length) / stepMinutes), values.length);
      for (let step = Math.max(Math.floor(before / stepMinutes), 0); step < end; step += 1) {
        const index = (step + 1) * stepMinutes - 1 - before;
        if (index >= 0) out[index] = values[step]!;
      }
    },
  };
}
