import type { GoodComparison } from '../../model/contracts/measurement';
import { isToken } from '../faults';

/** The metric math that is true for a bad value. */
const BAD: Readonly<Record<GoodComparison, string>> = {
  GreaterThan: '<=',
  GreaterThanOrEqualTo: '<',
  LessThan: '>=',
  LessThanOrEqualTo: '>',
};

/** When a period is good: how its value compares with a threshold, in the metric's own unit. */
export class GoodWhen {
  /** Good while the value is above the threshold. */
  static above(threshold: number): GoodWhen {
    return new GoodWhen('GreaterThan', threshold);
  }

  /** Good while the value is the threshold or more. */
  static atLeast(threshold: number): GoodWhen {
    return new GoodWhen('GreaterThanOrEqualTo', threshold);
  }

  /** Good while the value is below the threshold. */
  static below(threshold: number): GoodWhen {
    return new GoodWhen('LessThan', threshold);
  }

  /** Good while the value is the threshold or less. */
  static atMost(threshold: number): GoodWhen {
    return new GoodWhen('LessThanOrEqualTo', threshold);
  }

  private constructor(
    /** @internal */
    readonly _comparison: GoodComparison,
    /** @internal */
    readonly _threshold: number,
  ) {}

  /** @internal */
  _faults(what: string): string[] {
    if (isToken(this._threshold)) return [`${what}: got a token, allowed is a value known at synth`];
    return Number.isFinite(this._threshold) ? [] : [`${what}: got ${this._threshold}, allowed is a finite number`];
  }

  /** Metric math: 1 for a bad value, 0 for a good one. @internal */
  _bad(value: string): string {
    return `IF(${value} ${BAD[this._comparison]} ${this._threshold}, 1, 0)`;
  }
}
