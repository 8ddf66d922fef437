import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';

/** A signal that fails so often is looked at by a person. */
const SIGNAL_TRIES = 5;
/**
 * Deliveries also wait through the queue: rate limits, look-ups, and a target's open breaker (lib/model/delivery/breaker.ts). An outage
 * costs 3 tries before the breaker opens, at most 2 in each of its first five cool-downs (the second when somebody else has the
 * probe), and then 2 every 10 minutes and a bit: about 24 in the first hour and 11 in each further one. A rate limit costs 1 or 2
 * (test/deliver/health.test.ts: with 200 incidents at once no more than 4 in all). 150 last for half a day, after which somebody
 * should look. What ends in the dead-letter queue all the same, the sweeper asks for again.
 */
const DELIVERY_TRIES = 150;

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
