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
/** Three times six timeouts of 30 s: what fails is a dead letter before its retention ends, after which SQS would drop it unseen. */
const ENRICHMENT_TRIES = 3;
/** What was asked for so long ago has been asked for again. */
const ENRICHMENT_RETENTION = Duration.minutes(15);
/** About five of them go by while Slack cannot be asked who may give the command; the others are failures, six minutes apart. */
const COMMAND_TRIES = 10;
const COMMAND_RETENTION = Duration.days(4);

/** Messages stay hidden for so many timeouts of the function that reads them. Source: Lambda developer guide, "Using Lambda with Amazon SQS". */
const HIDDEN_TIMEOUTS = 6;

/** Properties of the queues of a response stack. */
export interface ResponseQueuesProps {
  /** Timeout of the functions that read signals, deliveries and commands. */
  readonly timeout: Duration;
  /** Timeout of the function that reads enrichments. @default - no such queue */
  readonly enrichmentTimeout?: Duration;
  /** Whether there is a queue of commands. */
  readonly commands: boolean;
}

/** Queues of a response stack; what cannot be handled is kept for two weeks and raises an alarm. */
export class ResponseQueues extends Construct {
  /** Alarm events, as EventBridge sends them, and reports of support. */
  readonly signals: Queue;
  /** Requests to bring a target to a revision; FIFO, one group per incident and target. */
  readonly deliveries: Queue;
  /** Requests to find out more; FIFO, one group per incident. */
  readonly enrichments?: Queue;
  /** What people tell incidents to do. */
  readonly commands?: Queue;
  /** Everything that could not be handled, by what it was. */
  readonly deadLetters: Readonly<Record<'rule' | 'signals' | 'deliveries', Queue>> &
    Readonly<Partial<Record<'enrichments' | 'commands', Queue>>>;

  constructor(scope: Construct, id: string, { timeout, enrichmentTimeout, commands }: ResponseQueuesProps) {
    super(scope, id);
    const fifo = { fifo: true, contentBasedDeduplication: false };
    this.deadLetters = {
      rule: this.#queue('RuleDeadLetters'),
      signals: this.#queue('SignalDeadLetters'),
      deliveries: this.#queue('DeliveryDeadLetters', fifo),
      ...(enrichmentTimeout && { enrichments: this.#queue('EnrichmentDeadLetters', fifo) }),
      ...(commands && { commands: this.#queue('CommandDeadLetters') }),
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
    const { deadLetters } = this;
    this.signals = this.#read('Signals', timeout, deadLetters.signals, SIGNAL_TRIES);
    this.deliveries = this.#read('Deliveries', timeout, deadLetters.deliveries, DELIVERY_TRIES, fifo);
    if (enrichmentTimeout !== undefined) {
      const props = { ...fifo, retentionPeriod: ENRICHMENT_RETENTION };
      this.enrichments = this.#read(
        'Enrichments',
        enrichmentTimeout,
        deadLetters.enrichments!,
        ENRICHMENT_TRIES,
        props,
      );
    }
    if (commands) {
      const props = { retentionPeriod: COMMAND_RETENTION };
      this.commands = this.#read('Commands', timeout, deadLetters.commands!, COMMAND_TRIES, props);
    }
  }

  #read(id: string, timeout: Duration, queue: Queue, maxReceiveCount: number, props: QueueProps = {}): Queue {
    const visibilityTimeout = Duration.seconds(HIDDEN_TIMEOUTS * timeout.toSeconds());
    return this.#queue(id, { ...props, visibilityTimeout, deadLetterQueue: { queue, maxReceiveCount } });
  }

  #queue(id: string, props: QueueProps = {}): Queue {
    return new Queue(this, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...props,
    });
  }
}
