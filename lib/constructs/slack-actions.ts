import { CfnOutput, Stack } from 'aws-cdk-lib';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SlackActionsConfig } from '../model/contracts/slack-actions';
import { acknowledge } from './acknowledge';
import { Faults } from './faults';
import type { IncidentTargetConfig } from './incident-target';
import type { ResponseFunction } from './response-function';

/** Properties of the buttons below incidents in Slack. */
export interface SlackActionsProps {
  /** Name of the Slack target whose app has the buttons; all Slack targets of the response are channels of that app. */
  readonly target: string;
  /** Id of the Slack user group whose members may press them, `S0123456789`; the app needs the scope `usergroups:read`. */
  readonly userGroupId: string;
  /**
   * Id of the user group of support, whose members may confirm what a customer says, and write notes.
   * @default - only members of `userGroupId` may
   */
  readonly supportUserGroupId?: string;
  /**
   * Existing secret with the key `signingSecret` of the app and, while it is rotated, `previousSigningSecret`, which is taken too.
   * @default - a new secret with a random value, which nobody can guess, to be replaced by the app's after the first deployment
   */
  readonly signingSecret?: ISecret;
}

/** Who takes part when a button is pressed. */
export interface SlackActionsParts {
  /** The function that the internet reaches. */
  readonly door: ResponseFunction;
  /** The function that does what was asked. */
  readonly worker: ResponseFunction;
  /** What lies between them. */
  readonly commands: IQueue;
  /** The target whose token asks Slack for modals and members. */
  readonly target: IncidentTargetConfig;
}

/** The door through which people in Slack tell an incident what they do: a function URL that trusts nothing but a signature. */
export class SlackActions extends Construct {
  /** What the functions are told. */
  readonly config: SlackActionsConfig;
  readonly #signingSecret: ISecret;

  constructor(
    scope: Construct,
    id: string,
    { target, userGroupId, supportUserGroupId, signingSecret }: SlackActionsProps,
  ) {
    super(scope, id);
    this.#signingSecret = signingSecret ?? this.#newSecret();
    const support = supportUserGroupId === undefined ? {} : { supportGroup: supportUserGroupId };
    this.config = { secretArn: this.#signingSecret.secretArn, userGroup: userGroupId, ...support, target };
  }

  /** @returns the address that the Slack app is told */
  open({ door, worker, commands, target }: SlackActionsParts): string {
    door.mayReadSecrets([this.#signingSecret, target.secret!]);
    door.allow(['sqs:SendMessage'], commands.queueArn);
    worker.mayReadSecrets([target.secret!]);
    // Slack cannot sign for IAM: the function itself checks Slack's signature before it reads anything else.
    const { url } = door.live.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    const description = 'Request URL for "Interactivity & Shortcuts" of the Slack app';
    new CfnOutput(this, 'Url', { description, value: url });
    return url;
  }

  /** Random and not a placeholder: with a value that everybody can read here anybody could sign. */
  #newSecret(): ISecret {
    const secret = new Secret(this, 'SigningSecret', {
      description: `Slack app of ${Stack.of(this).stackName}: JSON object with signingSecret and, while it is rotated, previousSigningSecret`,
      generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'signingSecret' },
    });
    const reason =
      'Slack issues the signing secret, which AWS cannot rotate; the previous one is taken beside the new one.';
    acknowledge(secret, 'AwsSolutions-SMG4', reason);
    return secret;
  }
}

/**
 * What is wrong with the buttons of a response, each in words.
 * @param targets names of the response's targets
 */
export function slackActionsFaults(
  props: SlackActionsProps | undefined,
  targets: readonly string[],
): readonly string[] {
  if (props === undefined) return [];
  const { target, userGroupId, supportUserGroupId } = props;
  const faults = new Faults()
    .known('slackActions.target', target, () =>
      targets.includes(target)
        ? undefined
        : `slackActions.target: got "${target}", allowed are names of Slack targets, here of ${targets.join(', ')}`,
    )
    .known('slackActions.userGroupId', userGroupId, userGroupFault('userGroupId'));
  if (supportUserGroupId !== undefined)
    faults.known('slackActions.supportUserGroupId', supportUserGroupId, userGroupFault('supportUserGroupId'));
  return faults.found;
}

function userGroupFault(what: 'userGroupId' | 'supportUserGroupId'): (id: string) => string | undefined {
  return (id) =>
    /^S[A-Z0-9]{2,}$/.test(id) ? undefined : `slackActions.${what}: got "${id}", allowed are ids like "S0123456789"`;
}

/** What is wrong with the target of that name, once it has said what it is. */
export function slackTargetFault({ config: { name, kind } }: IncidentTargetConfig): string | undefined {
  return kind === 'slack'
    ? undefined
    : `slackActions.target: got "${name}", which is a target of the kind ${kind}, allowed is a Slack target`;
}

/** Slack targets show the buttons, except those of canaries, which nobody acts on. */
export function withButtons({ config, ...bound }: IncidentTargetConfig): IncidentTargetConfig {
  if (config.kind !== 'slack' || config.canary) return { ...bound, config };
  return { ...bound, config: { ...config, settings: { ...config.settings, actions: 'on' } } };
}
