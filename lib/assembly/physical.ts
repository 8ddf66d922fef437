import { type Environment, environmentOf, partitionOf } from './environment';
import { AssemblyError } from './error';
import { type IntrinsicScope, type PhysicalValues, resolveIntrinsics } from './intrinsics';
import { ALARM, COMPOSITE_ALARM, OBJECTIVE, PARAMETER } from './resource-types';
import type { Assembly, PlacedResource, TemplateResource } from './template';

/** What reading definitions out of an assembly needs beside the assembly. */
export interface ReadOptions {
  /**
   * Where stacks that name no account or no region are deployed.
   *
   * @default - account 000000000000, region us-east-1
   */
  readonly environment?: Environment;
  /**
   * Physical values of deployed resources, asked before our own answer.
   *
   * @default - alarms and SLOs by their names, everything else by a symbolic value: `<stack>.<logical id>` or
   * `<stack>.<logical id>.<attribute>`, which is the same wherever the resource is referred to
   */
  readonly physical?: PhysicalValues;
  /**
   * Told of what cannot be read, which is then left out.
   * @default - what is ours (by its name) and cannot be read is an error, alarms of others are left out
   */
  readonly onUnreadable?: (error: AssemblyError) => void;
}

const ANYWHERE: Environment = { account: '000000000000', region: 'us-east-1' };

/** Reads properties of one resource with intrinsic functions replaced. */
export class ResourceReader {
  readonly environment: Environment;

  constructor(
    readonly place: PlacedResource,
    private readonly assembly: Assembly,
    private readonly options: ReadOptions,
    /** Resources on the way whose names were asked for: those that refer to each other in a circle would never end. */
    private readonly trail: readonly TemplateResource[] = [],
  ) {
    this.environment = environmentOf(place.stack, options.environment ?? ANYWHERE);
  }

  /** @throws AssemblyError when a property cannot be resolved */
  properties(): Record<string, unknown> {
    return this.#resolve(this.place.resource.Properties ?? {}, 'Properties') as Record<string, unknown>;
  }

  /** The same, where what is known at deployment only is `UNKNOWN` and the rest is there. */
  knownProperties(): Record<string, unknown> {
    const { Properties = {} } = this.place.resource;
    return resolveIntrinsics(Properties, this.#scope({ tolerant: true }), 'Properties') as Record<string, unknown>;
  }

  /** Name of an alarm; CloudFormation makes one up from stack and logical id when the template gives none. */
  alarmName(): string {
    const name = this.#resolve(this.place.resource.Properties?.AlarmName, 'Properties.AlarmName');
    return typeof name === 'string' ? name : `${this.place.stack.name}-${this.place.logicalId}`;
  }

  alarmArn(): string {
    return this.arn(`cloudwatch:${this.environment.region}`, `alarm:${this.alarmName()}`);
  }

  /** @param service service and region, @param rest what follows the account */
  arn(service: string, rest: string): string {
    const { account, region } = this.environment;
    return `arn:${partitionOf(region)}:${service}:${account}:${rest}`;
  }

  #resolve(value: unknown, path: string): unknown {
    return resolveIntrinsics(value, this.#scope(), path);
  }

  #scope(more: Pick<IntrinsicScope, 'tolerant'> = {}): IntrinsicScope {
    const { stack, logicalId } = this.place;
    const environment = this.options.environment ?? ANYWHERE;
    return { assembly: this.assembly, stack, logicalId, environment, physical: this.#physical, ...more };
  }

  readonly #physical: PhysicalValues = (reference) => {
    const known = this.options.physical?.(reference);
    if (known !== undefined) return known;
    const { stack, logicalId, attribute } = reference;
    const resource = Object.hasOwn(stack.template.Resources, logicalId)
      ? stack.template.Resources[logicalId]
      : undefined;
    if (!resource) return undefined;
    if (this.trail.includes(resource)) {
      throw new AssemblyError(
        { stack: stack.name, logicalId },
        'got a name that refers to itself, allowed is one that ends',
      );
    }
    const other = new ResourceReader({ stack, logicalId, resource }, this.assembly, this.options, [
      ...this.trail,
      resource,
    ]);
    return other.#named(resource, attribute) ?? [stack.name, logicalId, ...(attribute ? [attribute] : [])].join('.');
  };

  /** Physical values that follow from the template alone. */
  #named(resource: TemplateResource, attribute: string | undefined): string | undefined {
    switch (resource.Type) {
      case ALARM:
      case COMPOSITE_ALARM:
        return attribute === undefined ? this.alarmName() : attribute === 'Arn' ? this.alarmArn() : undefined;
      case OBJECTIVE:
        return this.arn(`application-signals:${this.environment.region}`, `slo/${this.#text('Name')}`);
      case PARAMETER:
        return attribute === undefined ? this.#text('Name') : undefined;
      default:
        return undefined;
    }
  }

  #text(property: string): string {
    const value = this.#resolve(this.place.resource.Properties?.[property], `Properties.${property}`);
    return typeof value === 'string' ? value : `${this.place.stack.name}-${this.place.logicalId}`;
  }
}

/**
 * What one place holds, as a list: nothing where it cannot be read and that is no error.
 * @param required whether it is an error unless somebody is told
 */
export function readable<T>({ onUnreadable }: ReadOptions, read: () => T, required = true): T[] {
  try {
    return [read()];
  } catch (error) {
    if (!(error instanceof AssemblyError) || (required && onUnreadable === undefined)) throw error;
    onUnreadable?.(error);
    return [];
  }
}
