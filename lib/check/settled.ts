import { type Assembly, type PhysicalReference, type PlacedResource, ResourceReader, UNKNOWN } from '../assembly';
import { ALARM, COMPOSITE_ALARM, OBJECTIVE, PARAMETER } from '../assembly/resource-types';

/** Of these types the template itself says the attributes (nothing is what `Ref` gives); AWS makes up all others. */
const SAID = new Map<string, readonly (string | undefined)[]>([
  [ALARM, [undefined, 'Arn']],
  [COMPOSITE_ALARM, [undefined, 'Arn']],
  [OBJECTIVE, [undefined, 'Arn']],
  [PARAMETER, [undefined]],
]);

/**
 * Properties of a resource as far as they are known before it is deployed: what AWS makes up for another resource (its id, its attributes)
 * is `UNKNOWN`, where `Estate.properties` has a symbol that stays the same.
 */
export function settledProperties(place: PlacedResource, assembly: Assembly): Record<string, unknown> {
  return new ResourceReader(place, assembly, { physical: madeUp }).knownProperties();
}

function madeUp({ stack: { template }, logicalId, attribute }: PhysicalReference): unknown {
  if (!Object.hasOwn(template.Resources, logicalId)) return undefined;
  return SAID.get(template.Resources[logicalId]!.Type)?.includes(attribute) ? undefined : UNKNOWN;
}

/** Whether anything in a value is known at deployment only. @param except names of members that do not count */
export function hasUnknown(value: unknown, except: ReadonlySet<string> = new Set()): boolean {
  if (value === UNKNOWN) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => !except.has(name) && hasUnknown(member, except));
}
