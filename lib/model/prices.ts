/**
 * What alarms cost a month, in US dollars: list prices of us-east-1. Source: https://aws.amazon.com/cloudwatch/pricing/, read
 * in November 2026. The free tier is left out.
 */
export const ALARM_PRICES = {
  source: 'https://aws.amazon.com/cloudwatch/pricing/',
  asOf: '2026-11-22',
  region: 'us-east-1',
  /** Cents for each metric that an alarm reads, period of 60 s or more. A metric-math alarm pays for every metric it reads. */
  standardMetricCents: 10,
  /** Cents for each metric that an alarm reads, period below 60 s. */
  highResolutionMetricCents: 30,
  /** Cents for each composite alarm. */
  compositeCents: 50,
} as const;

export interface AlarmCounts {
  /** Metrics read by alarms with a period of 60 s or more; a metric read by two alarms counts twice. */
  readonly standardMetrics: number;
  /** @default 0 */
  readonly highResolutionMetrics?: number;
  /**
   * Composite alarms; a fraction is a share of one.
   *
   * @default 0
   */
  readonly composites?: number;
}

/** US dollars a month. Computed in cents, so that ten metrics cost 1 and not 0.9999999999999999. */
export function monthlyAlarmCost({ standardMetrics, highResolutionMetrics = 0, composites = 0 }: AlarmCounts): number {
  const cents =
    standardMetrics * ALARM_PRICES.standardMetricCents +
    highResolutionMetrics * ALARM_PRICES.highResolutionMetricCents +
    composites * ALARM_PRICES.compositeCents;
  return cents / 100;
}
