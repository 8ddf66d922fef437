import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  type CfnAlarm,
  ComparisonOperator,
  CompositeAlarm,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import {
  COMMAND_FAILED_MESSAGE,
  COMMAND_NOT_QUEUED_MESSAGE,
  DELIVERY_FAILED_MESSAGE,
  SIGNAL_FAILED_MESSAGE,
  SIGNATURE_UNCHECKED_MESSAGE,
} from '../model/delivery/failure';
import { METRICS, type MetricName } from '../model/delivery/metrics';
import { REFUSAL_MESSAGE } from '../model/delivery/refusal';
import { machineryAlarmName, metricsNamespace, pipelineBrokenAlarmName } from '../model/names';
import { letCloudWatchPublish } from './publish-policy';
import type { ResponseQueues } from './response-queues';

/** A message that waits longer means that nobody is being told. */
const OLDEST_MESSAGE = Duration.minutes(5);
/** Deliveries that are switched off for so long were forgotten. */
const OFF_FOR = Duration.hours(1);
const FIVE_MINUTES = Duration.minutes(5);
/** People are told of incidents without these functions and queues: they find out more, and take what people say. */
const BESIDE_THE_WAY = new Set(['enrich', 'enrichments', 'slack-actions', 'callbacks', 'act', 'commands']);
const MINUTE = { period: Duration.minutes(1), statistic: 'Maximum' };

/** Id of the warning that the policy of the operators' topic is out of sight; acknowledge it when the policy is right. */
export const OPERATORS_WARNING = 'cdk-slo:operators-imported';

export interface MachineryAlarmsProps {
  readonly stage: string;
  readonly operators: ITopic;
  readonly queues: ResponseQueues;
  readonly functions: Readonly<Record<string, IFunction>>;
  /** Logs of the functions that read the queues, and of the doors of people. */
  readonly logs: {
    readonly signals: ILogGroup;
    readonly deliveries: ILogGroup;
    readonly commands?: ILogGroup;
    readonly doors: readonly ILogGroup[];
  };
  /** Alarm that says that canaries do not arrive. @default - there is no canary */
  readonly canaryLost?: CfnAlarm;
}

/** Alarms on the response stack itself. They reach people through SNS, a path that does not include what they watch. */
export class MachineryAlarms extends Construct {
  /** Those that a faulty version of our own functions raises. A vendor's outage does not: it fills the queue of deliveries. */
  readonly ofFunctions: readonly Alarm[];
  readonly #props: MachineryAlarmsProps;

  constructor(scope: Construct, id: string, props: MachineryAlarmsProps) {
    super(scope, id);
    this.#props = props;
    letCloudWatchPublish(this, 'operators', props.operators, OPERATORS_WARNING);
    const { signals, deliveries, commands, doors } = props.logs;
    const dead = this.#deadLetters(props);
    const errors = this.#errors(props);
    const oldest = this.#oldest(props);
    const failed = this.#alarm({
      name: 'failed-messages',
      meaning:
        'A message could not be handled and will be tried again: look at the logs of record-signal, deliver, act, slack-actions and callbacks.',
      metric: this.#logged(
        'FailedMessages',
        [signals, SIGNAL_FAILED_MESSAGE],
        [deliveries, DELIVERY_FAILED_MESSAGE],
        [commands, COMMAND_FAILED_MESSAGE],
        ...doors.flatMap((door) => [
          [door, COMMAND_NOT_QUEUED_MESSAGE] as const,
          [door, SIGNATURE_UNCHECKED_MESSAGE] as const,
        ]),
      ),
    });
    this.ofFunctions = [...Object.values(errors), oldest.signals, failed];
    const breakers = this.#alarm({
      name: 'open-breakers',
      meaning: 'A target failed so often that it is not called at the moment: people hear nothing there.',
      metric: this.#ours(METRICS.openBreakers, 'Maximum'),
    });
    this.#alarm({
      name: 'refused-deliveries',
      meaning: 'A target refused a message (token, permission, channel, field): look for "target refused" in the log.',
      // A refusal is final and is not retried, so it never reaches a dead-letter queue.
      metric: this.#logged('RefusedDeliveries', [deliveries, REFUSAL_MESSAGE]),
    });
    this.#alarm({
      name: 'deliveries-off',
      meaning: `Deliveries have been switched off for ${OFF_FOR.toHours()} h: nobody is told of anything.`,
      metric: this.#ours(METRICS.deliveriesOff, 'Minimum'),
      periods: OFF_FOR.toMinutes() / FIVE_MINUTES.toMinutes(),
    });
    const needed = [...onTheWay(dead), ...onTheWay(errors)];
    this.#pipelineBroken([...needed, ...Object.values(oldest), breakers], props.canaryLost);
  }

  #deadLetters({ queues }: MachineryAlarmsProps): Record<string, Alarm> {
    return forEach(queues.deadLetters, (name, queue) =>
      this.#alarm({
        name: `dead-letters-${name}`,
        meaning: `Something could not be handled and waits in the dead-letter queue "${name}": look at it, then redrive it.`,
        metric: queue.metricApproximateNumberOfMessagesVisible(MINUTE),
      }),
    );
  }

  #oldest({ queues }: MachineryAlarmsProps): { readonly signals: Alarm; readonly deliveries: Alarm } {
    const oldest = (name: 'signals' | 'deliveries') =>
      this.#alarm({
        name: `oldest-${name}`,
        meaning: `The oldest message of the queue "${name}" waits for more than ${OLDEST_MESSAGE.toMinutes()} minutes: people may not be told.`,
        metric: queues[name].metricApproximateAgeOfOldestMessage(MINUTE),
        threshold: OLDEST_MESSAGE.toSeconds(),
      });
    return { signals: oldest('signals'), deliveries: oldest('deliveries') };
  }

  #errors({ functions }: MachineryAlarmsProps): Record<string, Alarm> {
    return forEach(functions, (name, fn) =>
      this.#alarm({
        name: `errors-${name}`,
        meaning: `The function ${name} fails: look at its log.`,
        metric: fn.metricErrors({ period: FIVE_MINUTES, statistic: 'Sum' }),
      }),
    );
  }

  /** For people, and for whoever must be reached without us: any of these may mean that nobody is told. */
  #pipelineBroken(alarms: readonly Alarm[], canaryLost: CfnAlarm | undefined): void {
    const names = [...alarms.map(({ alarmName }) => alarmName), ...(canaryLost ? [canaryLost.ref] : [])];
    const composite = new CompositeAlarm(this, 'pipeline-broken', {
      compositeAlarmName: pipelineBrokenAlarmName(this.#props.stage),
      alarmDescription: 'People may not be told of broken promises: look at the alarms that this one is made of.',
      alarmRule: AlarmRule.fromString(names.map((name) => `ALARM("${name}")`).join(' OR ')),
    });
    composite.addAlarmAction(new SnsAction(this.#props.operators));
  }

  /** How often functions wrote one of these messages: what Lambda does not count as an error of theirs. */
  #logged(metricName: string, ...lines: (readonly [log: ILogGroup | undefined, message: string])[]): IMetric {
    const metricNamespace = metricsNamespace(this.#props.stage);
    for (const [at, [logGroup, message]] of lines.entries()) {
      if (logGroup === undefined) continue;
      const filterPattern = FilterPattern.stringValue('$.message.message', '=', message);
      const props = { logGroup, filterPattern, metricNamespace, metricName, metricValue: '1' };
      new MetricFilter(this, `${metricName}${at || ''}`, props);
    }
    return new Metric({ namespace: metricNamespace, metricName, period: FIVE_MINUTES, statistic: 'Sum' });
  }

  #ours(metricName: MetricName, statistic: string): IMetric {
    return new Metric({ namespace: metricsNamespace(this.#props.stage), metricName, statistic, period: FIVE_MINUTES });
  }

  #alarm({ name, meaning, metric, threshold = 0, periods = 1 }: MachineryAlarm): Alarm {
    const alarm = new Alarm(this, name, {
      alarmName: machineryAlarmName(this.#props.stage, name),
      alarmDescription: meaning,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.#props.operators));
    return alarm;
  }
}

function forEach<T>(all: Readonly<Record<string, T>>, make: (name: string, each: T) => Alarm): Record<string, Alarm> {
  return Object.fromEntries(Object.entries(all).map(([name, each]) => [name, make(name, each)]));
}

function onTheWay(alarms: Readonly<Record<string, Alarm>>): Alarm[] {
  return Object.entries(alarms).flatMap(([name, alarm]) => (BESIDE_THE_WAY.has(name) ? [] : [alarm]));
}

interface MachineryAlarm {
  readonly name: string;
  readonly meaning: string;
  readonly metric: IMetric;
  /** The alarm is on above it. @default 0 */
  readonly threshold?: number;
  /** @default 1 */
  readonly periods?: number;
}
