import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { REFUSAL_MESSAGE } from '../model/delivery/refusal';
import { machineryAlarmName, metricsNamespace } from '../model/names';
import { letCloudWatchPublish } from './publish-policy';
import type { ResponseQueues } from './response-queues';

/** A message that waits longer means that nobody is being told. */
const OLDEST_MESSAGE = Duration.minutes(5);

/** Id of the warning that the policy of the operators' topic is out of sight; acknowledge it when the policy is right. */
export const OPERATORS_WARNING = 'cdk-slo:operators-imported';

export interface MachineryAlarmsProps {
  readonly stage: string;
  readonly operators: ITopic;
  readonly queues: ResponseQueues;
  readonly functions: Readonly<Record<string, IFunction>>;
  /** Log of the function that talks to targets. */
  readonly deliveryLog: ILogGroup;
}

/** Alarms on the response stack itself. They reach people through SNS, a path that does not include what they watch. */
export class MachineryAlarms extends Construct {
  readonly #props: MachineryAlarmsProps;

  constructor(scope: Construct, id: string, props: MachineryAlarmsProps) {
    super(scope, id);
    this.#props = props;
    letCloudWatchPublish(this, 'operators', props.operators, OPERATORS_WARNING);
    const minute = { period: Duration.minutes(1), statistic: 'Maximum' };
    for (const [name, queue] of Object.entries(props.queues.deadLetters)) {
      const what = `Something could not be handled and waits in the dead-letter queue "${name}": look at it, then redrive it.`;
      this.#alarm(`dead-letters-${name}`, what, queue.metricApproximateNumberOfMessagesVisible(minute), 0);
    }
    for (const [name, queue] of Object.entries({
      signals: props.queues.signals,
      deliveries: props.queues.deliveries,
    })) {
      const what = `The oldest message of the queue "${name}" waits for more than ${OLDEST_MESSAGE.toMinutes()} minutes: people may not be told.`;
      this.#alarm(
        `oldest-${name}`,
        what,
        queue.metricApproximateAgeOfOldestMessage(minute),
        OLDEST_MESSAGE.toSeconds(),
      );
    }
    for (const [name, fn] of Object.entries(props.functions)) {
      const metric = fn.metricErrors({ period: Duration.minutes(5), statistic: 'Sum' });
      this.#alarm(`errors-${name}`, `The function ${name} fails: look at its log.`, metric, 0);
    }
    const refused =
      'A target refused a message (token, permission, channel, field): look for "target refused" in the log.';
    this.#alarm('refused-deliveries', refused, this.#refusals(props), 0);
  }

  /** A refusal is final and is not retried, so it never reaches a dead-letter queue: it is counted from the log. */
  #refusals({ stage, deliveryLog }: MachineryAlarmsProps): IMetric {
    const filter = new MetricFilter(this, 'Refusals', {
      logGroup: deliveryLog,
      filterPattern: FilterPattern.stringValue('$.message.message', '=', REFUSAL_MESSAGE),
      metricNamespace: metricsNamespace(stage),
      metricName: 'RefusedDeliveries',
      metricValue: '1',
    });
    return filter.metric({ period: Duration.minutes(5), statistic: 'Sum' });
  }

  #alarm(name: string, alarmDescription: string, metric: IMetric, threshold: number): void {
    const alarm = new Alarm(this, name, {
      alarmName: machineryAlarmName(this.#props.stage, name),
      alarmDescription,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.#props.operators));
  }
}
