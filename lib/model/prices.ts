/**
 * What it costs a month, in US dollars: list prices of us-east-1, read in November 2026 where `source` says. Free tiers are left out: they
 * belong to an account, not to an SLO.
 */
export const PRICES = {
  source: 'https://aws.amazon.com/cloudwatch/pricing/',
  asOf: '2026-11-22',
  region: 'us-east-1',
  /** Cents for each metric that an alarm reads, period of 60 s or more. A metric-math alarm pays for every metric it reads. */
  standardMetricCents: 10,
  /** Cents for each metric that an alarm reads, period below 60 s. */
  highResolutionMetricCents: 30,
  /** An anomaly detection alarm pays for the metric and for both bounds of what is expected. */
  metricsOfAnomalyDetection: 3,
  /** Cents for each composite alarm. */
  compositeCents: 50,
  /** Cents for each dashboard. */
  dashboardCents: 300,
  /**
   * Application Signals' own fee, an ESTIMATE: AWS says what a million signals cost and not how many an SLO makes. A bill seen in the field
   * had 149,442 signals for two request-based SLOs in a month, about two for each SLO and minute. What further look-back windows and
   * SLOs that judge periods change is not known.
   */
  applicationSignals: { millionSignalsCents: 150, signalsPerSloAndMinute: 2 },
} as const;

/** 30 days, as the prices of a month count. */
const MINUTES_PER_MONTH = 43_200;

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

/** Cents a month: whole ones, so that sums of them stay exact, unless a composite alarm is shared. */
export function alarmCents({ standardMetrics, highResolutionMetrics = 0, composites = 0 }: AlarmCounts): number {
  return (
    standardMetrics * PRICES.standardMetricCents +
    highResolutionMetrics * PRICES.highResolutionMetricCents +
    composites * PRICES.compositeCents
  );
}

/** US dollars a month. Computed in cents, so that ten metrics cost 1 and not 0.9999999999999999. */
export function monthlyAlarmCost(counts: AlarmCounts): number {
  return alarmCents(counts) / 100;
}

/** Application Signals' own fee for so many SLOs, in whole cents a month; an estimate: see `PRICES`. */
export function applicationSignalsCents(slos: number): number {
  const { millionSignalsCents, signalsPerSloAndMinute } = PRICES.applicationSignals;
  return Math.round((slos * signalsPerSloAndMinute * MINUTES_PER_MONTH * millionSignalsCents) / 1_000_000);
}
