import type { MathNode } from './parser';
import type { MathValue } from './values';

export interface MathOptions {
  /**
   * What `IF(a < b, …)` is at a time at which one of the two series has no data point. That a comparison counts it as 0, and that
   * IF drops a condition without a data point, is documented; a comparison of two series is not in the list of conditions that
   * IF takes, so what wins is inferred: `missing` gives no data point, `zero` compares with 0.
   *
   * @default 'missing'
   */
  readonly comparedMissing?: 'missing' | 'zero';
  /**
   * How many periods back FILL(…, REPEAT), DIFF, DIFF_TIME and RATE look for a data point. An alarm reads its evaluation range
   * and no more, so these look back as far, each from where it stands [ours].
   *
   * @default 0
   */
  readonly previousPeriods?: number;
}

/** What stands beside an expression. */
export interface MathScope extends MathOptions {
  /** Periods in seconds of the metrics, by id, in their order. */
  readonly metrics: ReadonlyMap<string, number>;
  /** What the query with an id answers; nothing for an unknown id. */
  value(id: string): MathValue | undefined;
}

/** A function that is called in an expression. */
export interface Call {
  readonly args: readonly MathNode[];
  readonly scope: MathScope;
  readonly compile: (node: MathNode) => MathValue;
}
