import type { IIncidentTarget, SecretTargetProps } from '../incident-target';
import { declareTarget } from './declare';
import { textFaults } from './prop-faults';

/** Properties of a Slack channel. */
export interface SlackChannelProps extends SecretTargetProps {
  /** Id of the channel, `C0123456789`; not its name. The app must be a member. */
  readonly channelId: string;
}

/** A Slack channel: one message per incident, edited, with notes in its thread. The secret's key is `botToken` (`xoxb-…`). */
export function slackChannel(props: SlackChannelProps): IIncidentTarget {
  const { channelId } = props;
  return declareTarget({
    kind: 'slack',
    props,
    keys: ['botToken'],
    settings: () => ({ channel: channelId }),
    faults: textFaults('channelId', channelId, (id) => /^[CGD][A-Z0-9]{2,}$/.test(id), 'are ids like "C0123456789"'),
  });
}
