import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Audience as AudienceName, TargetConfig } from '../model/contracts/target-config';

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
   * @throws DeclarationError with everything that is wrong with its properties
   */
  bind(scope: Construct): IncidentTargetConfig;
}

/** What `bind` returns. */
export interface IncidentTargetConfig {
  /** Configuration that travels to the function `deliver`. */
  readonly config: TargetConfig;
  /**
   * Where its objects stand. Of two targets of a kind at one place each would take the other's objects for its own: synth refuses them.
   * @default - no other target is refused
   */
  readonly place?: string;
  /**
   * Secret that `deliver` may read.
   * @default - none: the role of `deliver` is all it takes
   */
  readonly secret?: ISecret;
  /**
   * Keys that the secret must have: `slo doctor` looks for them.
   * @default - not looked for
   */
  readonly secretKeys?: readonly string[];
  /**
   * What else the role of `deliver` may do.
   * @default - nothing
   */
  readonly permissions?: readonly TargetPermission[];
  /**
   * Secret with which callbacks are signed, where the other side sends any; only the functions that check them may read it.
   * @default - no callbacks
   */
  readonly callbackSecret?: ISecret;
  /**
   * Code of a target of one's own, for `deliver`.
   * @default - none: the kind is one of ours
   */
  readonly layer?: ILayerVersion;
}

/** One statement of the policy of `deliver`. */
export interface TargetPermission {
  /** Actions, `service:Action`, each in full. */
  readonly actions: string[];
  /** ARN on which they are allowed. */
  readonly resource: string;
  /**
   * Why the resource cannot be named more narrowly; it stands in the validation report.
   * @default - the resource has no wildcard
   */
  readonly reason?: string;
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
}

/** Properties that targets with credentials share. */
export interface SecretTargetProps extends IncidentTargetProps {
  /**
   * Existing secret with the keys that the target documents.
   * @default - a new secret with placeholders, to be filled after the first deployment
   */
  readonly secret?: ISecret;
}

/** Properties of targets whose other side can tell us what people do there. */
export interface CallbackTargetProps extends SecretTargetProps {
  /**
   * What people do at the other side (acknowledge, close, share a comment) becomes part of the incident.
   * @default - nothing is heard of it
   */
  readonly callbacks?: TargetCallbacksProps;
}

/** How callbacks are taken. */
export interface TargetCallbacksProps {
  /**
   * Existing secret with the key `signingSecret` and, while it is rotated, `previousSigningSecret`, which is taken too.
   * @default - a new secret with a random value, which nobody can guess: copy it to the other side, or replace it by what that issues
   */
  readonly signingSecret?: ISecret;
}
