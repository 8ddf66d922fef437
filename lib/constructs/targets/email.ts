import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import { optionalClassFault } from '../class-fault';
import { isToken } from '../faults';
import type { IIncidentTarget, IncidentTargetProps, TargetPermission } from '../incident-target';
import { targetNameFault } from '../target-name';
import { declareTarget } from './declare';
import { inWords } from './prop-faults';

/** Properties of mails. One of `topic` and `addresses` must be given. */
export interface EmailTopicProps extends IncidentTargetProps {
  /**
   * Topic to which mails go; whoever subscribed to it gets them.
   * @default - a new topic for `addresses`
   */
  readonly topic?: ITopic;
  /**
   * Who gets the mails. Each of them confirms once, by a link in a mail from AWS.
   * @default - whoever subscribed to `topic`
   */
  readonly addresses?: string[];
}

/** E-mail through an SNS topic: one mail when an incident begins, and one for each thing that is told of it later. No secret. */
export function emailTopic(props: EmailTopicProps): IIncidentTarget {
  const { name, topic, addresses = [] } = props;
  const faults = faultsOf(topic, addresses).filter((fault) => fault !== undefined);
  // What cannot be right makes nothing; declareTarget says why.
  const isRight = faults.length === 0 && !isToken(name) && targetNameFault('name', name) === undefined;
  return {
    name,
    bind(scope) {
      const used = isRight ? (topic ?? topicFor(scope, name, addresses)) : undefined;
      return declareTarget({
        kind: 'email',
        props,
        settings: () => ({ topicArn: used?.topicArn }),
        faults,
        ...(used && { permissions: () => publishing(used) }),
      }).bind(scope);
    },
  };
}

function topicFor(scope: Construct, name: string, addresses: readonly string[]): Topic {
  const topic = new Topic(scope, `Topic-${name}`, { enforceSSL: true });
  for (const address of addresses) topic.addSubscription(new EmailSubscription(address));
  // "Amazon SNS message delivery retries" in the SNS developer guide: 50 tries over six hours.
  acknowledge(
    topic,
    'Serverless-SNSRedrivePolicy',
    'SNS tries to deliver a mail for six hours; one that is kept for longer would tell of an incident that is long over.',
  );
  return topic;
}

/** A topic that is encrypted with a key of one's own asks for that key, too. */
function publishing({ topicArn, masterKey }: ITopic): TargetPermission[] {
  return [
    { actions: ['sns:Publish'], resource: topicArn },
    ...(masterKey === undefined
      ? []
      : [{ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resource: masterKey.keyArn }]),
  ];
}

function faultsOf(topic: ITopic | undefined, addresses: readonly string[]): (string | undefined)[] {
  const shape = optionalClassFault('topic', topic, 'topicArn', 'ITopic');
  if (!Array.isArray(addresses))
    return [shape, `addresses: got ${inWords(addresses)}, allowed is a list of e-mail addresses`];
  return [shape, oneOf(topic, addresses), fifoFault(topic), ...addresses.map(addressFault), twice(addresses)];
}

function oneOf(topic: ITopic | undefined, addresses: readonly string[]): string | undefined {
  const given = [topic !== undefined && 'topic', addresses.length > 0 && 'addresses'].filter(Boolean);
  return given.length === 1
    ? undefined
    : `topic, addresses: got ${given.join(' and ') || 'neither'}, allowed is one of them`;
}

function fifoFault(topic: ITopic | undefined): string | undefined {
  return topic?.fifo ? 'topic: got a FIFO topic, allowed is a standard one: FIFO topics send no mail' : undefined;
}

function addressFault(address: unknown): string | undefined {
  const isRight = typeof address === 'string' && !isToken(address) && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address);
  return isRight ? undefined : `addresses: got ${inWords(address)}, allowed are e-mail addresses known at synth`;
}

function twice(addresses: readonly string[]): string | undefined {
  const again = addresses.find((address, place) => addresses.indexOf(address) !== place);
  return again === undefined ? undefined : `addresses: got "${again}" twice, allowed is each once`;
}
