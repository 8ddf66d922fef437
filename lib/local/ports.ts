import type { MetricQuery } from '../assembly';
import type { AlarmValue } from '../model/contracts/alarm-event';

/** What the runner needs of whoever stands in CloudWatch's place. */
export interface CloudWatchPort {
  /** Answers DescribeAlarms: every metric alarm. */
  alarms(): readonly {
    readonly name: string;
    readonly arn: string;
    readonly value: AlarmValue;
    /** Since when, epoch milliseconds. */
    readonly at: number;
    readonly reason: string;
  }[];
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
