import type { PlacedResource } from '../assembly';
import { oncePerEstate } from './once';
import type { Estate } from './rule';

/** Resources of a type; all are sorted by their types once. */
export function resourcesOf(estate: Estate, type: string): readonly PlacedResource[] {
  return byType(estate).get(type) ?? [];
}

const byType = oncePerEstate(({ assembly }) => {
  const found = new Map<string, PlacedResource[]>();
  for (const stack of assembly.stacks) {
    for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
      const place = { stack, logicalId, resource };
      const same = found.get(resource.Type);
      if (same === undefined) found.set(resource.Type, [place]);
      else same.push(place);
    }
  }
  return found;
});
