/** What an alarm watches and does, as a template declares it, with all names resolved. */

/** One metric: the same wherever it is read. */
export interface MetricIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

interface QueryFacts {
  /** Name by which expressions refer to it. */
  readonly id: string;
  readonly label?: string;
  /** Exactly one query of an alarm returns data: the one compared with the threshold. */
  readonly returnData: boolean;
}

export interface MetricStatQuery extends QueryFacts {
  readonly metric: MetricIdentity;
  /** `Sum`, `Maximum`, `SampleCount`, `TC(:300)`, ... */
  readonly stat: string;
  /** Seconds. */
  readonly period: number;
}

export interface ExpressionQuery extends QueryFacts {
  /** Metric math. */
  readonly expression: string;
}

export type MetricQuery = MetricStatQuery | ExpressionQuery;

export const COMPARISONS = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const MISSING_DATA = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
export type MissingData = (typeof MISSING_DATA)[number];

/** ARNs of what is told when the alarm enters a state. */
export interface AlarmActions {
  readonly alarm: readonly string[];
  readonly ok: readonly string[];
  readonly insufficientData: readonly string[];
}

interface DefinitionFacts {
  /** Name of the stack. */
  readonly stack: string;
  readonly logicalId: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly actionsEnabled: boolean;
  readonly actions: AlarmActions;
}

export interface AlarmDefinition extends DefinitionFacts {
  readonly kind: 'metric';
  /** Whether the template names one metric or a list of metrics and expressions: events differ. */
  readonly form: 'single' | 'math';
  readonly queries: readonly MetricQuery[];
  /** Seconds. */
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly comparison: Comparison;
  readonly threshold: number;
  readonly treatMissingData: MissingData;
  /**
   * Properties that change how the alarm is evaluated in ways that nothing here follows.
   *
   * @default - none
   */
  readonly unsimulated?: readonly string[];
}

export interface CompositeDefinition extends DefinitionFacts {
  readonly kind: 'composite';
  readonly rule: string;
  /** Name or ARN of the alarm that holds the actions back. */
  readonly actionsSuppressor?: string;
  /** Seconds. */
  readonly actionsSuppressorWaitPeriod?: number;
  /** Seconds. */
  readonly actionsSuppressorExtensionPeriod?: number;
}

export function isMetricStat(query: MetricQuery): query is MetricStatQuery {
  return 'metric' in query;
}

/** The query that is compared with the threshold. */
export function returnedQuery(queries: readonly MetricQuery[]): MetricQuery | undefined {
  return queries.find(({ returnData }) => returnData);
}
