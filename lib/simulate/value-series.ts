import type { ValueHistory } from '../model/contracts/history';
import { type Extent, extentOf } from './extent';
import { MINUTE_MS } from './minutes';

/** One value of each step of a stretch of time: what a period-based SLI or an alarm reads of a metric. Immutable. */
export class ValueSeries implements Extent {
  readonly endMinute: number;

  /**
   * @param startMinute minute in which the first step begins, counted since the epoch
   * @param stepMinutes length of a step
   * @param values one of each step, NaN = no data
   * @throws RangeError for a step that is not whole minutes, and for values that are neither numbers from 0 nor gaps
   */
  constructor(
    readonly startMinute: number,
    readonly stepMinutes: number,
    readonly values: Float64Array,
  ) {
    if (!Number.isSafeInteger(stepMinutes) || stepMinutes < 1) {
      throw new RangeError(`series: got steps of ${stepMinutes} minutes, allowed are whole numbers from 1`);
    }
    const faulty = values.findIndex((value) => value < 0 || value === Number.POSITIVE_INFINITY);
    if (faulty >= 0) {
      const minute = startMinute + faulty * stepMinutes;
      throw new RangeError(`series: got ${values[faulty]} in minute ${minute}, allowed are numbers from 0 and gaps`);
    }
    this.endMinute = startMinute + values.length * stepMinutes;
  }

  get minutes(): number {
    return this.endMinute - this.startMinute;
  }

  /**
   * Values of a history file. Times are rounded down to the minute, which moves all of them alike.
   *
   * @throws RangeError when first and last row lie more than ten years apart, and for a step of which times would not move alike
   */
  static fromHistory({ at, value, stepMs }: Pick<ValueHistory, 'at' | 'value' | 'stepMs'>): ValueSeries {
    if (stepMs % MINUTE_MS !== 0) {
      const why = 'rounded down to the minute, rows would no longer be equally far apart';
      throw new RangeError(`series: got a step of ${stepMs / 1000} s, allowed are multiples of 60 s: ${why}`);
    }
    const { startMinute, endMinute } = extentOf(at, stepMs);
    const values = new Float64Array(((endMinute - startMinute) * MINUTE_MS) / stepMs).fill(Number.NaN);
    for (let row = 0; row < at.length; row += 1) values[(at[row]! - at[0]!) / stepMs] = value[row]!;
    return new ValueSeries(startMinute, stepMs / MINUTE_MS, values);
  }

  /** Shorter steps, each with the value of the one that it lies in. @param minutes a divisor of the step */
  inStepsOf(minutes: number): ValueSeries {
    const parts = this.stepMinutes / minutes;
    const values = new Float64Array(this.values.length * parts);
    for (const [step, value] of this.values.entries()) values.fill(value, step * parts, (step + 1) * parts);
    return new ValueSeries(this.startMinute, minutes, values);
  }

  /** The whole steps from one minute to another (exclusive). */
  between(fromMinute: number, toMinute: number): ValueSeries {
    const steps = (minute: number) => (minute - this.startMinute) / this.stepMinutes;
    const first = Math.max(Math.ceil(steps(fromMinute)), 0);
    const values = this.values.subarray(first, Math.max(Math.floor(steps(toMinute)), first));
    return new ValueSeries(this.startMinute + first * this.stepMinutes, this.stepMinutes, values);
  }
}
