import type { SlackActionsConfig } from '../model/contracts/slack-actions';
import type { TargetConfig } from '../model/contracts/target-config';
import { parseTargetParameter } from '../model/contracts/target-parameter';
import type { AwsServices } from './aws-services';
import { SIGNING_SECRET } from './slack-people';
import { Vendors } from './vendors';

/** Targets as the functions know them, and the stand-ins that they are to find each other by. */
export interface Furnishing {
  readonly targets: readonly TargetConfig[];
  readonly vendors: Vendors;
  readonly services: AwsServices;
  readonly slackActions: SlackActionsConfig | undefined;
  /** Where the function that hears of people's deeds listens; nothing where there is none. */
  readonly callbacksUrl: string | undefined;
}

/** What people would fill in after a deployment: secrets on both sides, and addresses at the other one. */
export function furnish(furnishing: Furnishing): void {
  fillSecrets(furnishing);
  describeTargets(furnishing);
  connectCallbacks(furnishing);
}

function fillSecrets({ targets, vendors, services: { secrets }, slackActions }: Furnishing): void {
  for (const target of targets) {
    // Where nobody stands behind a target its secret holds what the template says.
    if (target.secretArn !== undefined && vendors.isPlayed(target))
      secrets.set(target.secretArn, Vendors.secretOf(target));
  }
  if (slackActions !== undefined)
    secrets.set(slackActions.secretArn, JSON.stringify({ signingSecret: SIGNING_SECRET }));
}

/** What `slo doctor` is told of the targets leads here, too. */
function describeTargets({ targets, services: { parameters } }: Furnishing): void {
  for (const [name, value] of parameters) {
    const described = parseTargetParameter(value);
    const config = targets.find((target) => target.name === described?.config.name);
    if (config !== undefined) parameters.set(name, JSON.stringify({ ...described, config }));
  }
}

/** Where a target hears of people, its system tells the function that listens, with the secret that both know. */
function connectCallbacks({ targets, vendors, services: { secrets }, callbacksUrl }: Furnishing): void {
  for (const { name, callbacks } of targets) {
    if (callbacks === undefined) continue;
    secrets.set(callbacks.secretArn, JSON.stringify({ signingSecret: SIGNING_SECRET }));
    const system = vendors.systemOf(name);
    if (system !== undefined && callbacksUrl !== undefined)
      system.callbacks = { url: `${callbacksUrl}${name}`, signingSecret: SIGNING_SECRET };
  }
}
