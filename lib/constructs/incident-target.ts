import { SecretValue } from 'aws-cdk-lib';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Audience as AudienceName, TargetConfig } from '../model/contracts/target-config';
import { acknowledge } from './acknowledge';
import { Faults } from './faults';
import { targetNameFault } from './target-name';

/** For whom a target's text is written. */
export class Audience {
  /** What is broken, how fast, first steps, links. */
  static readonly ENGINEERS = new Audience('engineers');
  /** Plain words: what customers notice and what to tell them. */
  static readonly SUPPORT = new Audience('support');
  /** A few lines for the team's own channel: what, since when, how bad, who is on it. */
  static readonly TEAM = new Audience('team');

  private constructor(
    /** Name in the target's configuration. */
    readonly name: AudienceName,
  ) {}
}

/** Somewhere an incident is told. Implement it for a system of your own. */
export interface IIncidentTarget {
  /** Name by which routes know it; each name once per response. */
  readonly name: string;

  /**
   * Makes what the target needs (its secret) and returns its configuration.
   * @param scope construct under which to make it; its id is free
   */
  bind(scope: Construct): IncidentTargetConfig;
}

/** What `bind` returns. */
export interface IncidentTargetConfig {
  /** Configuration that travels to the function `deliver`. */
  readonly config: TargetConfig;
  /** Secret that `deliver` may read. */
  readonly secret: ISecret;
}

/** Properties that all targets share. */
export interface IncidentTargetProps {
  /** Name by which routes know the target: lower-case letters, digits and "-". */
  readonly name: string;
  /**
   * For whom the text is written.
   * @default Audience.ENGINEERS
   */
  readonly audience?: Audience;
  /**
   * Existing secret with the keys that the target documents.
   * @default - a new secret with placeholders, to be filled after the first deployment
   */
  readonly secret?: ISecret;
}

/** Properties of a Slack channel. */
export interface SlackChannelProps extends IncidentTargetProps {
  /** Id of the channel, `C0123456789`; not its name. The app must be a member. */
  readonly channelId: string;
}

/** A Slack channel: one message per incident, edited, with notes in its thread. The secret's key is `botToken` (`xoxb-…`). */
export function slackChannel(props: SlackChannelProps): IIncidentTarget {
  const { channelId } = props;
  const fault = /^[CGD][A-Z0-9]{2,}$/.test(channelId)
    ? undefined
    : `channelId: got "${channelId}", allowed are ids like "C0123456789"`;
  return target('slack', props, ['botToken'], { channel: channelId }, fault);
}

/** Properties of GitHub issues. */
export interface GithubIssuesProps extends IncidentTargetProps {
  /** Repository, `owner/name`. */
  readonly repository: string;
}

/** GitHub issues: one issue per incident, with comments, closed when it is over. The secret's key is `token` (issues: write). */
export function githubIssues(props: GithubIssuesProps): IIncidentTarget {
  const { repository } = props;
  const fault = /^[A-Za-z0-9-]+\/(?!\.{1,2}$)[\w.-]+$/.test(repository)
    ? undefined
    : `repository: got "${repository}", allowed is owner/name`;
  return target('github', props, ['token'], { repository }, fault);
}

function target(
  kind: string,
  { name, audience = Audience.ENGINEERS, secret }: IncidentTargetProps,
  keys: readonly string[],
  settings: Record<string, string>,
  fault: string | undefined,
): IIncidentTarget {
  return {
    name,
    bind(scope) {
      new Faults()
        .known('name', name, () => targetNameFault('name', name))
        .add(fault)
        .throwAt(`${scope.node.path}/${name}`);
      const used = secret ?? newSecret(scope, name, kind, keys);
      return { config: { name, kind, audience: audience.name, secretArn: used.secretArn, settings }, secret: used };
    },
  };
}

/** Placeholders, because a secret must never stand in a template; the description names the keys to fill. */
function newSecret(scope: Construct, name: string, kind: string, keys: readonly string[]): ISecret {
  const secret = new Secret(scope, `Secret-${name}`, {
    description: `${kind} target "${name}" of cdk-slo: JSON object with ${keys.join(', ')}`,
    secretObjectValue: Object.fromEntries(keys.map((key) => [key, SecretValue.unsafePlainText('to-be-filled')])),
  });
  acknowledge(
    secret,
    'AwsSolutions-SMG4',
    'The token is issued by the vendor, which AWS cannot rotate; deliver re-reads it after a 401.',
  );
  return secret;
}

/**
 * A target that hears of canaries and of nothing else.
 * @internal
 */
export function forCanaries({ config, secret }: IncidentTargetConfig): IncidentTargetConfig {
  return { config: { ...config, canary: true }, secret };
}

/**
 * What is wrong with targets of one name, in words.
 * @internal
 */
export function duplicateNames(targets: readonly IIncidentTarget[]): string[] {
  const names = targets.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(twice)].map((name) => `targets: got two of the name "${name}", allowed is each name once`);
}
