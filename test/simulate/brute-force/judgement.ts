import type { GoodComparison } from '../../../lib/model/contracts/measurement';

/** When a period is good. */
export interface Judgement {
  readonly good: GoodComparison;
  readonly threshold: number;
}

const IS_GOOD: Readonly<Record<GoodComparison, (value: number, threshold: number) => boolean>> = {
  LessThan: (value, threshold) => value < threshold,
  LessThanOrEqualTo: (value, threshold) => value <= threshold,
  GreaterThan: (value, threshold) => value > threshold,
  GreaterThanOrEqualTo: (value, threshold) => value >= threshold,
};
const BAD_WHEN = { LessThan: '>=', LessThanOrEqualTo: '>', GreaterThan: '<=', GreaterThanOrEqualTo: '<' } as const;

export function isGood(value: number, { good, threshold }: Judgement): boolean {
  return IS_GOOD[good](value, threshold);
}

/** Metric math: 1 for a bad value, 0 for a good one. */
export function badExpression(id: string, { good, threshold }: Judgement): string {
  return `IF(${id} ${BAD_WHEN[good]} ${threshold}, 1, 0)`;
}
