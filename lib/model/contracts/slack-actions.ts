import * as v from 'valibot';

/** What the response stack tells its functions about the buttons in Slack (environment variable `SLACK_ACTIONS`, JSON). */
const slackActions = v.object({
  /** ARN of the secret with `signingSecret` and, during a rotation, `previousSigningSecret`. */
  secretArn: v.string(),
  /** Id of the user group whose members may press them. */
  userGroup: v.string(),
  /** Id of the user group whose members may say what customers told them, where support has one of its own. */
  supportGroup: v.optional(v.string()),
  /** Name of the Slack target whose `botToken` asks Slack for modals and members. */
  target: v.string(),
});

export type SlackActionsConfig = v.InferOutput<typeof slackActions>;

/** @throws ValiError when the text is something else */
export function parseSlackActions(text: string): SlackActionsConfig {
  return v.parse(v.pipe(v.string(), v.parseJson(), slackActions), text);
}
