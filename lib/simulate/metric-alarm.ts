import { type AlarmDefinition, type Comparison, type MetricStatQuery, returnedQuery } from '../assembly';
import { type AlarmState, initialState, type Transition, transitionOf } from './alarm-state';
import { type Datapoint, DatapointWindow, EXTRA_DATAPOINTS } from './datapoint-window';
import { metricAlarmReason, metricAlarmReasonData, type ReadPeriod } from './metric-alarm-reason';
import type { Statistic } from './metric-source';
import { timeOf } from './minutes';
import { planQuery } from './query-plan';

export interface EvaluationOptions {
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
 * Every alarm is evaluated once a minute on the minute, also with a longer period [inferred: CloudWatch's default evaluation window
 * slides]: its periods end at the evaluation (minus the lag). An alarm begins in INSUFFICIENT_DATA and sees data from before
 * its creation [user guide]. Only changes of state are reported.
 */
export class MetricAlarm {
  readonly #read: Statistic;
  readonly #breaches: (value: number) => boolean;
  readonly #periodMinutes: number;
  readonly #range: number;
  readonly #lag: number;
  /** One per minute of the period: the periods that end now were last looked at one period ago. */
  readonly #windows: readonly { readonly window: DatapointWindow; end?: number }[];
  #state: AlarmState | undefined;

  /**
   * @throws RangeError for a period below one minute, and options that are no whole numbers from 0
   * @throws SyntaxError for metric math that cannot be read
   */
  constructor(
    readonly definition: AlarmDefinition,
    bind: (query: MetricStatQuery) => Statistic,
    { lagMinutes = 0, extraDatapoints = EXTRA_DATAPOINTS }: EvaluationOptions = {},
  ) {
    const { name, period, comparison, threshold, queries, evaluationPeriods } = definition;
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
    this.#breaches = (value) => BREACHES[comparison](value, threshold);
    this.#read = planQuery(queries, returnedQuery(queries)?.id ?? '', bind);
    this.#windows = Array.from({ length: this.#periodMinutes }, () => ({ window: new DatapointWindow(this.#range) }));
  }

  /** @param at epoch milliseconds that the state carries as long as nothing was evaluated */
  state(at: number): AlarmState {
    return this.#state ?? initialState(at);
  }

  /** SetAlarmState: holds until the next evaluation, which finds the alarm's own state again [user guide]. */
  force(state: AlarmState & { readonly reasonData: string }): Transition | undefined {
    const previousState = this.state(state.at);
    this.#state = state;
    return state.value === previousState.value ? undefined : transitionOf(this.definition, previousState, state);
  }

  evaluate(minute: number): Transition | undefined {
    const end = minute - this.#lag;
    const phase = this.#windows[((end % this.#periodMinutes) + this.#periodMinutes) % this.#periodMinutes]!;
    const unseen = phase.end === end - this.#periodMinutes ? 1 : this.#range;
    for (let back = unseen - 1; back >= 0; back -= 1) {
      phase.window.push(this.#datapoint(end - back * this.#periodMinutes));
    }
    phase.end = end;
    this.#state ??= initialState(timeOf(minute));
    const value = phase.window.verdict(this.definition, this.#state.value);
    if (value === this.#state.value) return undefined;
    const previousState = this.#state;
    const periods = this.#periods(end);
    const next = {
      value,
      at: timeOf(minute),
      reason: metricAlarmReason(this.definition, this.#breaches, value, periods),
      reasonData: metricAlarmReasonData(this.definition, timeOf(minute), periods),
    };
    this.#state = next;
    return transitionOf(this.definition, previousState, next);
  }

  #datapoint(end: number): Datapoint {
    const value = this.#read(end - this.#periodMinutes, end);
    if (Number.isNaN(value)) return 'missing';
    return this.#breaches(value) ? 'breaching' : 'ok';
  }

  /** Evaluation range, newest first. */
  #periods(end: number): ReadPeriod[] {
    return Array.from({ length: this.#range }, (_, back) => {
      const to = end - back * this.#periodMinutes;
      const minute = to - this.#periodMinutes;
      return { minute, value: this.#read(minute, to) };
    });
  }
}
