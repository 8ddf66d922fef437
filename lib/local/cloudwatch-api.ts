import type { MetricQuery } from '../assembly';
import { alarmValues } from '../model/contracts/alarm-event';
import type { MuteRule } from '../simulate';
import { chartPng } from './chart-png';
import { metricWidget } from './metric-widget';
import type { CloudWatchPort, ForcedAlarm } from './ports';
import { ServiceFault } from './service-fault';

/** Puts an alarm into a state. @throws Error for an alarm that does not exist */
export type ForceAlarm = (forced: Omit<ForcedAlarm, 'at'>) => Promise<void>;

/** CloudWatch's operations that functions of a response stack call, answered from whoever stands in its place. */
export class CloudWatchApi {
  readonly muteRules: MuteRule[] = [];
  readonly #port: CloudWatchPort;
  readonly #now: () => number;
  readonly #forceAlarm: ForceAlarm;

  constructor(port: CloudWatchPort, now: () => number, forceAlarm: ForceAlarm) {
    this.#port = port;
    this.#now = now;
    this.#forceAlarm = forceAlarm;
  }

  /** The answer to an operation; nothing for one that is not answered here. */
  answer(operation: string, input: unknown): unknown {
    switch (operation) {
      case 'DescribeAlarms':
        return this.#describeAlarms(input as DescribeAlarmsInput);
      case 'ListAlarmMuteRules':
        return { AlarmMuteRuleSummaries: this.#muteRules(input as ListAlarmMuteRulesInput) };
      case 'GetAlarmMuteRule':
        return this.#muteRule((input as { AlarmMuteRuleName: string }).AlarmMuteRuleName);
      case 'GetMetricData':
        return this.#metricData(input as GetMetricDataInput);
      case 'GetMetricWidgetImage':
        return this.#image(input as { MetricWidget: string });
      case 'SetAlarmState':
        return this.#setAlarmState(input as SetAlarmStateInput);
      default:
        return undefined;
    }
  }

  /** Pages as CloudWatch does: the token is where the next page begins. */
  #describeAlarms({
    AlarmNamePrefix = '',
    AlarmNames,
    MaxRecords = 50,
    NextToken = '0',
  }: DescribeAlarmsInput): unknown {
    const wanted = this.#port
      .alarms()
      .filter(({ name }) => name.startsWith(AlarmNamePrefix) && (AlarmNames?.includes(name) ?? true));
    const from = Number(NextToken);
    const page = wanted.slice(from, from + MaxRecords);
    return {
      MetricAlarms: page.map(({ name, arn, value, at, reason }) => ({
        AlarmName: name,
        AlarmArn: arn,
        StateValue: value,
        StateReason: reason,
        StateUpdatedTimestamp: at / 1000,
        StateTransitionedTimestamp: at / 1000,
      })),
      ...(from + MaxRecords < wanted.length ? { NextToken: String(from + MaxRecords) } : {}),
    };
  }

  /** A rule whose window is over waits for its next one; nothing expires here. */
  #muteRules({ Statuses, AlarmName }: ListAlarmMuteRulesInput): unknown[] {
    return this.muteRules
      .map((rule) => ({ ...rule.definition, status: rule.isActive(this.#now()) ? 'ACTIVE' : 'SCHEDULED' }))
      .filter(({ status }) => Statuses?.includes(status) ?? true)
      .filter(({ alarmNames }) => AlarmName === undefined || alarmNames.includes(AlarmName))
      .map(({ arn, status }) => ({ AlarmMuteRuleArn: arn, Status: status }));
  }

  #muteRule(name: string): unknown {
    const rule = this.muteRules.find(({ definition }) => definition.name === name)?.definition;
    return rule && { Name: name, AlarmMuteRuleArn: rule.arn, MuteTargets: { AlarmNames: rule.alarmNames } };
  }

  async #setAlarmState({ AlarmName, StateValue, StateReason, StateReasonData }: SetAlarmStateInput): Promise<unknown> {
    const value = alarmValues.find((known) => known === StateValue);
    if (value === undefined)
      throw new ServiceFault(
        'ValidationError',
        `StateValue: got "${StateValue}", allowed are ${alarmValues.join(', ')}`,
      );
    const reasonData = StateReasonData === undefined ? {} : { reasonData: StateReasonData };
    try {
      await this.#forceAlarm({ alarmName: AlarmName, value, reason: StateReason, ...reasonData });
    } catch (error) {
      throw new ServiceFault('ResourceNotFound', (error as Error).message);
    }
    return {};
  }

  #image({ MetricWidget }: { readonly MetricWidget: string }): unknown {
    const { queries, ...widget } = metricWidget(MetricWidget, this.#now());
    const lines = this.#port.metricData(queries, widget.from, widget.to);
    return { MetricWidgetImage: chartPng({ ...widget, lines }).toString('base64') };
  }

  #metricData({ MetricDataQueries, StartTime, EndTime, ScanBy }: GetMetricDataInput): unknown {
    const results = this.#port.metricData(MetricDataQueries.map(toQuery), StartTime * 1000, EndTime * 1000);
    const ascending = ScanBy === 'TimestampAscending';
    const ordered = <T>(values: readonly T[]) => (ascending ? [...values] : [...values].reverse());
    return {
      MetricDataResults: results.map(({ id, label, timestamps, values }) => ({
        Id: id,
        Label: label,
        StatusCode: 'Complete',
        Timestamps: ordered(timestamps.map((time) => time / 1000)),
        Values: ordered(values),
      })),
    };
  }
}

interface DescribeAlarmsInput {
  readonly AlarmNamePrefix?: string;
  readonly AlarmNames?: readonly string[];
  readonly MaxRecords?: number;
  readonly NextToken?: string;
}

interface SetAlarmStateInput {
  readonly AlarmName: string;
  readonly StateValue: string;
  readonly StateReason: string;
  readonly StateReasonData?: string;
}

interface ListAlarmMuteRulesInput {
  readonly AlarmName?: string;
  readonly Statuses?: readonly string[];
}

interface GetMetricDataInput {
  readonly MetricDataQueries: readonly {
    readonly Id: string;
    readonly Expression?: string;
    readonly Label?: string;
    readonly ReturnData?: boolean;
    readonly MetricStat?: {
      readonly Metric: {
        readonly Namespace: string;
        readonly MetricName: string;
        readonly Dimensions?: readonly { Name: string; Value: string }[];
      };
      readonly Period: number;
      readonly Stat: string;
    };
  }[];
  readonly StartTime: number;
  readonly EndTime: number;
  readonly ScanBy?: string;
}

function toQuery({
  Id,
  Expression,
  Label,
  ReturnData = true,
  MetricStat,
}: GetMetricDataInput['MetricDataQueries'][number]): MetricQuery {
  const facts = { id: Id, returnData: ReturnData, ...(Label === undefined ? {} : { label: Label }) };
  if (MetricStat === undefined) return { ...facts, expression: Expression ?? '' };
  const { Metric, Period, Stat } = MetricStat;
  const dimensions = Object.fromEntries((Metric.Dimensions ?? []).map(({ Name, Value }) => [Name, Value]));
  return {
    ...facts,
    metric: { namespace: Metric.Namespace, name: Metric.MetricName, dimensions },
    period: Period,
    stat: Stat,
  };
}
