import type { MetricQuery } from '../assembly';

/** What the runner needs of whoever stands in CloudWatch's place. */
export interface CloudWatchPort {
  /** Answers GetMetricData; ascending. */
  metricData(
    queries: readonly MetricQuery[],
    start: number,
    end: number,
  ): {
    readonly id: string;
    readonly label: string;
    readonly timestamps: readonly number[];
    readonly values: readonly number[];
  }[];
}

/** The account and region in which everything is deployed on this computer. */
export const LOCAL_ENVIRONMENT = { account: '000000000000', region: 'eu-west-3' } as const;
