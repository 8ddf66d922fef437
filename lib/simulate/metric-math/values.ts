import type { Statistic } from '../metric-source';

/**
 * What a part of an expression stands for. Source: CloudWatch user guide, "Metric math syntax and functions", data types S, TS
 * and TS[]. No function that we know makes a number out of data, so numbers are known before anything is read.
 */
export type MathValue =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'series'; readonly series: Statistic }
  | { readonly type: 'array'; readonly items: readonly Statistic[] }
  | { readonly type: 'text'; readonly text: string };

export const numeric = (value: number): MathValue => ({ type: 'number', value });
export const single = (series: Statistic): MathValue => ({ type: 'series', series });
export const several = (items: readonly Statistic[]): MathValue => ({ type: 'array', items });

/** As an error says it. */
export const inWords = ({ type }: MathValue): string =>
  ({ number: 'a number', series: 'a single series', array: 'a list', text: 'a text' })[type];
