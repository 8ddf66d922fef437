import type { Tier } from '../model/slo';
import type { Operator } from './shapes';

/** What OpenSLO says, in the terms of our constructs. Numbers are exact decimals as text. */

export interface MetricValue {
  readonly namespace: string;
  readonly metricName: string;
  readonly stat: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Metric math over plain metrics. */
export interface MathValue {
  readonly expression: string;
  readonly metrics: Readonly<Record<string, MetricValue>>;
}

/** `Sli.ratio` and `Sli.errorRatio`. */
export interface CountedSli {
  readonly kind: 'good' | 'bad';
  readonly counted: MetricValue;
  readonly total: MetricValue;
}

/** `Sli.metric`: a value that is compared, period by period. */
export interface JudgedSli {
  readonly kind: 'periods';
  readonly value: MetricValue | MathValue;
  readonly good: Operator;
  readonly threshold: string;
  readonly periodMinutes: number;
}

export type SliValue = CountedSli | JudgedSli;

export type IntervalValue =
  | { readonly kind: 'rolling'; readonly days: number }
  | { readonly kind: 'calendar'; readonly months: number; readonly firstMonth?: string };

/** A tier of `AlertPolicy.of`. */
export interface TierValue extends Tier {
  /** The same as its `budgetShare`, in percent. */
  readonly budgetPercent: string;
  readonly burnRate: string;
  /** What OpenSLO says about it, for readers. */
  readonly texts: readonly string[];
}

/** What OpenSLO does not say, or not in a way that CloudWatch can read: whoever calls the generated function says it. */
export interface Asked {
  readonly what: 'sli' | 'interval' | 'alertPolicy' | 'promise' | 'businessImpact' | 'requestsPerHourAtTrough';
  /** Why, where it is not plain that OpenSLO has no place for it. */
  readonly because?: string;
  /** Texts of OpenSLO to go by: the queries of an SLI that cannot be read. */
  readonly texts?: readonly string[];
}

export interface Declaration {
  readonly sloName: string;
  readonly service: string;
  /** `shop.yaml, line 3` */
  readonly place: string;
  /** Names for people. */
  readonly titles: readonly string[];
  readonly goalPercent: string;
  readonly sli?: SliValue;
  readonly interval?: IntervalValue;
  /** None: the recommended policy. */
  readonly tiers?: readonly TierValue[];
  readonly promise?: string;
  readonly description?: string;
  readonly explanation?: string;
  readonly asked: readonly Asked[];
}
