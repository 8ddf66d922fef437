import type { Symptom } from './examiner';

/** A scope of the bot, and what goes without it. The app's manifest (docs/targets/slack-app-manifest.yaml) asks for all of them. */
interface SlackScope {
  readonly scope: string;
  readonly level: Symptom['level'];
  /** Completes "without it …". */
  readonly without: string;
  /** Matters for this kind of channel alone. @default - both */
  readonly channel?: 'public' | 'private';
  /** Matters where people may press buttons alone. */
  readonly buttons?: true;
}

const LOST = 'nobody can look whether a message arrived whose answer got lost';
const UNSEEN = 'slo doctor cannot see whether the channel is archived';

export const SLACK_SCOPES: readonly SlackScope[] = [
  { scope: 'chat:write', level: 'error', without: 'nothing is said' },
  { scope: 'channels:history', level: 'error', channel: 'public', without: LOST },
  { scope: 'groups:history', level: 'error', channel: 'private', without: LOST },
  { scope: 'files:write', level: 'warning', without: 'messages have no picture' },
  { scope: 'usergroups:read', level: 'error', buttons: true, without: 'nobody may press a button' },
  { scope: 'channels:read', level: 'warning', channel: 'public', without: UNSEEN },
  { scope: 'groups:read', level: 'warning', channel: 'private', without: UNSEEN },
];

/** What of it is known about a channel. */
interface ChannelFacts {
  /** Nothing where Slack did not say: then one scope of each pair will do. */
  readonly isPrivate: boolean | undefined;
  readonly hasButtons: boolean;
}

export function missingScopes(granted: ReadonlySet<string>, { isPrivate, hasButtons }: ChannelFacts): SlackScope[] {
  const isOfTheChannel = ({ channel, scope }: SlackScope) => {
    if (channel === undefined) return true;
    if (isPrivate !== undefined) return isPrivate === (channel === 'private');
    return channel === 'public' && !granted.has(scope.replace('channels:', 'groups:'));
  };
  return SLACK_SCOPES.filter(isOfTheChannel)
    .filter(({ buttons = false }) => hasButtons || !buttons)
    .filter(({ scope }) => !granted.has(scope));
}
