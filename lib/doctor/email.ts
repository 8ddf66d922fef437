import { emailSettings } from '../../lambda/targets/email';
import { snsApi } from '../../lambda/targets/sns-api';
import type { Failure } from '../model/contracts/target-result';
import type { Examiner, Symptom } from './examiner';

const ATTRIBUTE = /<key>(\w+)<\/key>\s*<value>(\d+)<\/value>/g;

/**
 * E-mail: whether the topic is there and anybody gets its mails, as whoever runs `slo doctor` may see it (sns:GetTopicAttributes). Whether
 * `deliver` may publish is not known by reading.
 */
export const examineEmail: Examiner = async ({ config, timeoutMs }) => {
  const { topicArn, apiUrl } = emailSettings(config.settings);
  const call = snsApi(topicArn, timeoutMs, apiUrl);
  const asked = await call('GetTopicAttributes', { TopicArn: topicArn }, true);
  if (asked.outcome !== 'ok') return [unread(asked, topicArn)];
  const counts = new Map([...asked.value.matchAll(ATTRIBUTE)].map(([, key, value]) => [key, Number(value)]));
  return subscribers(topicArn, counts.get('SubscriptionsConfirmed') ?? 0, counts.get('SubscriptionsPending') ?? 0);
};

function unread({ reason, why }: Failure, topicArn: string): Symptom {
  if (reason === 'gone')
    return {
      id: 'topic-missing',
      level: 'error',
      message: `e-mail: got ${topicArn}, which does not exist, allowed is a topic that does`,
      remedy: 'deploy the response stack again, or give another topic',
    };
  if (reason === 'auth')
    return {
      id: 'topic-unreadable',
      level: 'warning',
      message: `e-mail: got ${why} for ${topicArn}, allowed are credentials with sns:GetTopicAttributes: whether anybody gets mails is not known`,
      remedy: 'run it with credentials of the account of the topic that may read it',
    };
  return {
    id: 'unreachable',
    level: 'error',
    message: `e-mail: got ${why}, allowed is an answer of SNS`,
    remedy: 'try again; look at what stands between here and AWS',
  };
}

function subscribers(topicArn: string, confirmed: number, pending: number): Symptom[] {
  if (confirmed > 0 && pending === 0) return [];
  const waiting = pending === 0 ? '' : `, and ${pending} who have not confirmed`;
  return [
    {
      id: confirmed === 0 ? 'nobody-subscribed' : 'subscription-pending',
      level: confirmed === 0 ? 'error' : 'warning',
      message: `e-mail: got ${confirmed} confirmed subscribers of ${topicArn}${waiting}, allowed are one and more who all have`,
      remedy:
        'follow the link in the mail "AWS Notification - Subscription Confirmation" (it may be among the junk, and holds for two days), or subscribe again',
    },
  ];
}
