import { type AlarmDefinition, type Comparison, type MetricStatQuery, returnedQuery } from '../assembly';
import type { AlarmValue } from '../model/contracts/alarm-event';
import { AlarmOutlook } from './alarm-outlook';
import { type AlarmState, initialState, type Transition, transitionOf } from './alarm-state';
import { EXTRA_DATAPOINTS } from './datapoint-window';
import { metricAlarmReason, metricAlarmReasonData, type ReadPeriod } from './metric-alarm-reason';
import type { MathOptions } from './metric-math';
import type { Statistic } from './metric-source';
import { timeOf } from './minutes';
import { naming } from './named-error';
import { planQuery } from './query-plan';

export interface EvaluationOptions extends Pick<MathOptions, 'comparedMissing'> {
  /**
   * Minutes by which AWS reads later than the data point is complete. The data point of minute m is complete at m + 1.
   *
   * @default 0 - AWS's own lag is not simulated
   */
  readonly lagMinutes?: number;
  /**
   * Periods of the evaluation range beyond the evaluation periods.
   *
   * @default EXTRA_DATAPOINTS
   */
  readonly extraDatapoints?: number;
}

const BREACHES: Readonly<Record<Comparison, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * One metric alarm over recorded metrics.
 *
 * Every alarm is evaluated once a minute on the minute, also with a longer period [CloudWatch user guide, "Alarm evaluation window": by
 * default the window slides; how often it is evaluated is inferred]: its periods end at the evaluation (minus the lag). An alarm
 * begins in INSUFFICIENT_DATA and sees data from before its creation [user guide]. Only changes of state are reported.
 * EvaluateLowSampleCountPercentile plays no part: how many samples a recorded percentile had is not known.
 */
export class MetricAlarm {
  readonly #read: Statistic;
  readonly #breaches: (value: number) => boolean;
  readonly #periodMinutes: number;
  readonly #range: number;
  readonly #lag: number;
  readonly #outlook: AlarmOutlook;
  #quietUntil = Number.NEGATIVE_INFINITY;
  #state: AlarmState | undefined;

  /**
   * @throws RangeError for a period below one minute, settings that are not simulated, metrics that are not recorded as the alarm
   * reads them, and options that are no whole numbers from 0
   * @throws SyntaxError for metric math that cannot be read
   */
  constructor(
    readonly definition: AlarmDefinition,
    bind: (query: MetricStatQuery) => Statistic,
    { lagMinutes = 0, extraDatapoints = EXTRA_DATAPOINTS, ...options }: EvaluationOptions = {},
  ) {
    const { name, period, comparison, threshold, queries, evaluationPeriods, unsimulated = [] } = definition;
    if (unsimulated.length > 0) {
      throw new RangeError(`alarm "${name}": got ${unsimulated.join(', ')}, allowed are alarms without`);
    }
    if (period % 60 !== 0) {
      throw new RangeError(`alarm "${name}": got a period of ${period} s, allowed are multiples of 60`);
    }
    for (const [option, count] of Object.entries({ lagMinutes, extraDatapoints })) {
      if (!Number.isSafeInteger(count) || count < 0) {
        throw new RangeError(`${option}: got ${count}, allowed are whole numbers from 0`);
      }
    }
    this.#periodMinutes = period / 60;
    this.#range = evaluationPeriods + extraDatapoints;
    this.#lag = lagMinutes;
    const breaches = BREACHES[comparison];
    this.#breaches = (value) => breaches(value, threshold);
    const plan = { comparedMissing: options.comparedMissing ?? 'missing', previousPeriods: this.#range - 1 } as const;
    this.#read = naming(`alarm "${name}"`, () => planQuery(queries, returnedQuery(queries)?.id ?? '', bind, plan));
    this.#outlook = new AlarmOutlook({
      settings: definition,
      statistic: this.#read,
      breaches: this.#breaches,
      periodMinutes: this.#periodMinutes,
      range: this.#range,
    });
  }

  /** Evaluated in every minute before this one, the alarm stays in its state. */
  get quietUntil(): number {
    return this.#quietUntil;
  }

  /** @param at epoch milliseconds that the state carries as long as nothing was evaluated */
  state(at: number): AlarmState {
    return this.#state ?? initialState(at);
  }

  /** SetAlarmState: holds until the next evaluation, which finds the alarm's own state again [user guide]. */
  force(state: AlarmState & { readonly reasonData: string }): Transition | undefined {
    const previousState = this.state(state.at);
    this.#state = state;
    this.#quietUntil = Number.NEGATIVE_INFINITY;
    return state.value === previousState.value ? undefined : transitionOf(this.definition, previousState, state);
  }

  evaluate(minute: number): Transition | undefined {
    if (minute < this.#quietUntil) return undefined;
    const end = minute - this.#lag;
    this.#state ??= initialState(timeOf(minute));
    const previousState = this.#state;
    const value = this.#outlook.verdict(end, previousState.value);
    this.#quietUntil = this.#outlook.quietUntil(value) + this.#lag;
    if (value === previousState.value) return undefined;
    const next = this.#explained(value, minute);
    this.#state = next;
    return transitionOf(this.definition, previousState, next);
  }

  /** Worded when somebody reads it: over a long history most changes are only counted, and data that is recorded stays as it is. */
  #explained(value: AlarmValue, minute: number): AlarmState & { readonly reasonData: string } {
    const at = timeOf(minute);
    const periods = () => this.#periods(minute - this.#lag);
    const { definition } = this;
    const breaches = this.#breaches;
    return {
      value,
      at,
      get reason() {
        return metricAlarmReason(definition, breaches, value, periods());
      },
      get reasonData() {
        return metricAlarmReasonData(definition, at, periods());
      },
    };
  }

  /** Evaluation range, newest first. */
  #periods(end: number): ReadPeriod[] {
    const column = new Float64Array((this.#range - 1) * this.#periodMinutes + 1);
    this.#read.fill(column, end - column.length + 1, this.#periodMinutes);
    return Array.from({ length: this.#range }, (_, back) => {
      const before = back * this.#periodMinutes;
      return { minute: end - before - this.#periodMinutes, value: column[column.length - 1 - before]! };
    });
  }
}
