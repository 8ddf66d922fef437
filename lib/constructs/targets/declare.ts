import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { optionalClassFault } from '../class-fault';
import { Faults } from '../faults';
import { Audience, type CallbackTargetProps, type IIncidentTarget, type TargetPermission } from '../incident-target';
import { targetNameFault } from '../target-name';
import { signingSecret, tokenSecret } from './secrets';

/** What a kind of target says of itself. */
export interface TargetDeclaration {
  /** As in lambda/targets/index.ts. */
  readonly kind: string;
  readonly props: CallbackTargetProps;
  /** Settings of the kind, asked for where nothing is wrong; those without a value are left out. */
  readonly settings: () => Readonly<Record<string, string | undefined>>;
  /**
   * What tells its place from others, of its settings and its secret.
   * @default - its settings
   */
  readonly place?: (settings: Readonly<Record<string, string>>, secret: ISecret | undefined) => readonly unknown[];
  /** Keys of its secret. Without any it has none. */
  readonly keys?: readonly string[];
  /** We sign with its secret: a new one holds a random value. */
  readonly signs?: boolean;
  /** What is wrong with the settings, each in words. */
  readonly faults?: readonly (string | undefined)[];
  /** It wakes people. */
  readonly pager?: boolean;
  /** What the role of `deliver` may do for it. */
  readonly permissions?: (scope: Construct) => readonly TargetPermission[];
  /** Its code, where it is none of ours. */
  readonly layer?: (scope: Construct) => ILayerVersion;
}

/** A target of one of our kinds. Faults are thrown when it is bound, all together. */
export function declareTarget(declaration: TargetDeclaration): IIncidentTarget {
  const {
    kind,
    props,
    settings,
    place = Object.entries,
    keys = [],
    signs = false,
    faults = [],
    pager,
    permissions,
    layer,
  } = declaration;
  const { name, audience = Audience.ENGINEERS, secret, callbacks } = props;
  return {
    name,
    bind(scope) {
      new Faults()
        .known('name', name, () => targetNameFault('name', name))
        .add(...sharedFaults(props), ...faults)
        .throwAt(`${scope.node.path}/${name}`);
      const make = () => (signs ? signingSecret(scope, name, 'Messages to') : tokenSecret(scope, name, kind, keys));
      const used = keys.length === 0 ? undefined : (secret ?? make());
      const signing = callbacks && (callbacks.signingSecret ?? signingSecret(scope, name, 'Callbacks of'));
      const told = given(settings());
      const config = {
        name,
        kind,
        audience: audience.name,
        ...(used && { secretArn: used.secretArn }),
        settings: told,
        ...(pager && { pager: true }),
        ...(signing && { callbacks: { secretArn: signing.secretArn } }),
      };
      return {
        config,
        place: JSON.stringify(place(told, used)),
        ...(used && { secret: used, secretKeys: keys }),
        ...(signing && { callbackSecret: signing }),
        ...(permissions && { permissions: permissions(scope) }),
        ...(layer && { layer: layer(scope) }),
      };
    },
  };
}

/** What `deliver` could not start with, or not read. */
function sharedFaults({ audience, secret, callbacks }: CallbackTargetProps): (string | undefined)[] {
  return [
    optionalClassFault('audience', audience, 'name', 'Audience'),
    optionalClassFault('secret', secret, 'secretArn', 'ISecret'),
    optionalClassFault('callbacks.signingSecret', callbacks?.signingSecret, 'secretArn', 'ISecret'),
  ];
}

function given(settings: ReturnType<TargetDeclaration['settings']>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** A setting with parts, as the text in which it travels; nothing where it has none. */
export function partsSetting(parts: Record<string, unknown> = {}): string | undefined {
  return Object.keys(parts).length === 0 ? undefined : JSON.stringify(parts);
}
