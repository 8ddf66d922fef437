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

/**
 * What the runner needs of whoever stands in the place of Application Signals and X-Ray. Every part may be missing: nothing is known then.
 * Times are epoch milliseconds.
 */
export interface SignalsPort {
  /** Answers BatchGetServiceLevelObjectiveBudgetReport for one SLO; nothing for one that does not exist. */
  budget?(objectiveName: string, at: number): ObjectiveBudget | undefined;
  /** Answers ListEntityEvents: changes of a service, by its name in Application Signals. */
  changes?(service: string, from: number, to: number): readonly ServiceChange[];
  /** Answers ListServiceDependencies. */
  dependencies?(service: string, from: number, to: number): readonly CalledService[];
  /** Answers ListServiceOperations. */
  operations?(service: string, from: number, to: number): readonly ServiceOperation[];
  /** Answers GetTraceSummaries, whatever the filter means. */
  traces?(filter: string, from: number, to: number): readonly BadTrace[];
}

/** Without data only `status` is known. */
export interface ObjectiveBudget {
  readonly status: 'OK' | 'WARNING' | 'BREACHED' | 'INSUFFICIENT_DATA';
  /** Percent. */
  readonly attainment?: number;
  /** Requests, or seconds where periods are judged. */
  readonly total?: number;
  /** Below 0 when the budget is blown. */
  readonly remaining?: number;
  readonly unit: 'requests' | 'seconds';
}

export interface ServiceChange {
  readonly at: number;
  readonly kind: 'DEPLOYMENT' | 'CONFIGURATION';
  readonly name?: string;
  /** Who did it: AWS tells that too. */
  readonly user?: string;
}

/** A metric by which Application Signals measures something. */
export interface ServiceMetric {
  /** `FAULT`, `LATENCY`, … */
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface ServiceOperation {
  readonly name: string;
  readonly metrics: readonly ServiceMetric[];
}

export interface CalledService {
  /** Operation of the service that calls. */
  readonly operation: string;
  readonly dependency: string;
  readonly dependencyOperation: string;
  readonly metrics: readonly ServiceMetric[];
}

export interface BadTrace {
  readonly id: string;
  readonly service: string;
  /** Name of what was thrown. */
  readonly exception?: string;
}

/** How a call to AWS goes wrong: it is never answered, or AWS says why. */
export type AwsTrouble =
  | 'hang'
  | {
      /** `ThrottlingException`, … */
      readonly type: string;
      /** @default 400 */
      readonly status?: number;
    };

/** Asked before each call to AWS by its operation, `GetMetricData`; queues and tables are not asked about. */
export type AwsTroubles = (operation: string) => AwsTrouble | undefined;

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
