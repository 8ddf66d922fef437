import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';

/** A signal that fails so often is looked at by a person. */
const SIGNAL_TRIES = 5;
/** Deliveries also wait through the queue (rate limits, look-ups), so they come back more often. */
const DELIVERY_TRIES = 20;

/** Queues of a response stack; what cannot be handled is kept for two weeks and raises an alarm. */
export class ResponseQueues extends Construct {
  /** Alarm events, as EventBridge sends them. */
  readonly signals: Queue;
  /** Requests to bring a target to a revision; FIFO, one group per incident and target. */
  readonly deliveries: Queue;
  /** Everything that could not be handled, by what it was. */
  readonly deadLetters: Readonly<Record<'rule' | 'signals' | 'deliveries', Queue>>;

  /** @param functionTimeout of the functions that read the queues: messages stay hidden for six times as long */
  constructor(scope: Construct, id: string, functionTimeout: Duration) {
    super(scope, id);
    const visibilityTimeout = Duration.seconds(6 * functionTimeout.toSeconds());
    const fifo = { fifo: true, contentBasedDeduplication: false };
    this.deadLetters = {
      rule: this.#queue('RuleDeadLetters', {}),
      signals: this.#queue('SignalDeadLetters', {}),
      deliveries: this.#queue('DeliveryDeadLetters', fifo),
    };
    acknowledge(
      this.deadLetters.rule,
      'AwsSolutions-SQS3',
      'It is the dead-letter queue of EventBridge rules, which cdk-nag does not see.',
    );
    for (const queue of Object.values(this.deadLetters)) {
      acknowledge(
        queue,
        'Serverless-SQSRedrivePolicy',
        'It is the end of the line: an alarm tells people of what waits here.',
      );
    }
    this.signals = this.#queue('Signals', {
      visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetters.signals, maxReceiveCount: SIGNAL_TRIES },
    });
    this.deliveries = this.#queue('Deliveries', {
      ...fifo,
      visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetters.deliveries, maxReceiveCount: DELIVERY_TRIES },
    });
  }

  #queue(id: string, props: QueueProps): Queue {
    return new Queue(this, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...props,
    });
  }
}
