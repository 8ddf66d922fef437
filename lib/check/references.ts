import type { Assembly, AssemblyStack, PlacedResource } from '../assembly';
import { oncePerEstate } from './once';

/** Source: CloudFormation user guide, "Dynamic references". */
const LOOKED_UP = '{{resolve:';

/** A resource to which a text refers. */
export interface Referred extends PlacedResource {
  /** Absent: `Ref`. */
  readonly attribute?: string;
}

/**
 * What exists once it is deployed only is read as `<stack>.<logical id>` or `<stack>.<logical id>.<attribute>` (lib/assembly,
 * ReadOptions). Here such texts are told from those that a template says itself.
 */
export class References {
  readonly #assembly: Assembly;

  constructor(assembly: Assembly) {
    this.#assembly = assembly;
  }

  /** The resource for which a text stands; nothing when it stands for itself. */
  of(text: string): Referred | undefined {
    for (const stack of this.#assembly.stacks) {
      if (!text.startsWith(`${stack.name}.`)) continue;
      const [, logicalId, attribute] =
        /^([A-Za-z0-9]+)(?:\.([\w.:-]+))?$/.exec(text.slice(stack.name.length + 1)) ?? [];
      const resource = logicalId === undefined ? undefined : resourceOf(stack, logicalId);
      if (logicalId === undefined || resource === undefined) continue;
      return { stack, logicalId, resource, ...(attribute === undefined ? {} : { attribute }) };
    }
    return undefined;
  }

  /** Whether any part of a text is known at deployment only; also what CloudFormation looks up in a parameter or a secret. */
  isIn(text: string): boolean {
    if (text.includes(LOOKED_UP)) return true;
    return this.#assembly.stacks.some((stack) => {
      const start = `${stack.name}.`;
      for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
        const [logicalId = ''] = /^[A-Za-z0-9]*/.exec(text.slice(at + start.length, at + start.length + 255)) ?? [];
        if (resourceOf(stack, logicalId) !== undefined) return true;
      }
      return false;
    });
  }
}

export const referencesOf = oncePerEstate(({ assembly }) => new References(assembly));

/** Whether it may be anything: what custom resources, nested stacks, products, modules and parameters answer is theirs to say. */
export function mayBeAnything({ resource: { Type }, attribute = '' }: Referred): boolean {
  if (attribute.startsWith('Outputs.') || !Type.startsWith('AWS::')) return true;
  return Type.startsWith('AWS::CloudFormation::') || Type.startsWith('AWS::SSM::Parameter');
}

function resourceOf({ template }: AssemblyStack, logicalId: string) {
  return Object.hasOwn(template.Resources, logicalId) ? template.Resources[logicalId] : undefined;
}
