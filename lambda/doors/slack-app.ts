import type { SlackActionsConfig } from '../../lib/model/contracts/slack-actions';
import type { TargetConfig } from '../../lib/model/contracts/target-config';
import type { Secrets } from '../secrets';
import { slackSettings } from '../targets/slack';
import { type SlackCall, slackApi } from '../targets/slack-api';

/** Slack as people reach us through it: the app of one of the targets, and who may press its buttons. */
export interface SlackApp {
  /** Name of the target whose messages stand in a channel; the app's own where that is not known. */
  via(channel: string | undefined): string;
  readonly userGroup: string;
  /** Who may say what customers told them. */
  readonly supportGroup?: string;
  readonly apiUrl: string;
  /** @param timeoutMs before a call is given up */
  call(timeoutMs: number): SlackCall;
  /** Values of the secret with `signingSecret`; `fresh` bypasses what is kept. */
  signing(fresh?: boolean): Promise<Record<string, string>>;
}

/** @throws Error when the stack declares no such thing: a function that cannot work must not start */
export function slackApp(
  config: SlackActionsConfig | undefined,
  targets: readonly TargetConfig[],
  secrets: Pick<Secrets, 'values'>,
): SlackApp {
  if (config === undefined) throw new Error('environment variable SLACK_ACTIONS is missing');
  const slack = targets.filter(({ kind }) => kind === 'slack');
  const target = slack.find(({ name }) => name === config.target);
  if (target === undefined)
    throw new Error(
      `SLACK_ACTIONS: target: got "${config.target}", allowed are ${slack.map(({ name }) => name).join(', ')}`,
    );
  const { apiUrl } = slackSettings(target.settings);
  const secret = (fresh?: boolean) => secrets.values(target.secretArn, fresh);
  return {
    via: (channel) => slack.find(({ settings }) => settings.channel === channel)?.name ?? config.target,
    userGroup: config.userGroup,
    ...(config.supportGroup === undefined ? {} : { supportGroup: config.supportGroup }),
    apiUrl,
    call: (timeoutMs) => slackApi({ apiUrl, secret, timeoutMs }),
    signing: (fresh) => secrets.values(config.secretArn, fresh),
  };
}
