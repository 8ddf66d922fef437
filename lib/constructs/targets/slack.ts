import type { IIncidentTarget, SecretTargetProps } from '../incident-target';
import { declareTarget } from './declare';

/** Properties of a Slack channel. */
export interface SlackChannelProps extends SecretTargetProps {
  /** Id of the channel, `C0123456789`; not its name. The app must be a member. */
  readonly channelId: string;
}

/** A Slack channel: one message per incident, edited, with notes in its thread. The secret's key is `botToken` (`xoxb-…`). */
export function slackChannel(props: SlackChannelProps): IIncidentTarget {
  const { channelId } = props;
  const isRight = /^[CGD][A-Z0-9]{2,}$/.test(channelId);
  return declareTarget({
    kind: 'slack',
    props,
    keys: ['botToken'],
    settings: { channel: channelId },
    faults: isRight ? [] : [`channelId: got "${channelId}", allowed are ids like "C0123456789"`],
  });
}
