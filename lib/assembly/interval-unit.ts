/** Units of intervals and exclusion windows. Source: AWS::ApplicationSignals::ServiceLevelObjective, DurationUnit. */
export const INTERVAL_UNITS = ['MINUTE', 'HOUR', 'DAY', 'MONTH'] as const;
export type IntervalUnit = (typeof INTERVAL_UNITS)[number];
