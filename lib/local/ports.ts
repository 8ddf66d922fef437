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

  /**
   * Answers SetAlarmState: puts an alarm into a state until its next evaluation.
   * @returns the event that CloudWatch sends to EventBridge; nothing when the alarm was in that state
   * @throws Error for an alarm that does not exist
   * @default - alarms are left alone
   */
  setAlarmState?(forced: ForcedAlarm): object | undefined;
}

/** What SetAlarmState is told. */
export interface ForcedAlarm {
  readonly alarmName: string;
  readonly value: AlarmValue;
  readonly reason: string;
  /** JSON text. */
  readonly reasonData?: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The account and region in which everything is deployed on this computer. */
export const LOCAL_ENVIRONMENT = { account: '000000000000', region: 'eu-west-3' } as const;
