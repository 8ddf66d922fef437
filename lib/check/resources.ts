import type { PlacedResource, TemplateResource } from '../assembly';
import { oncePerEstate } from './once';
import type { Estate } from './rule';

/** Resources of a type whose properties stand in the template; all are sorted by their types once. */
export function resourcesOf(estate: Estate, type: string): readonly PlacedResource[] {
  return byType(estate).get(type) ?? [];
}

const byType = oncePerEstate(({ assembly }) => {
  const found = new Map<string, PlacedResource[]>();
  for (const stack of assembly.stacks) {
    for (const [logicalId, resource] of Object.entries(stack.template.Resources)) {
      if (areMadeLater(resource)) continue;
      const place = { stack, logicalId, resource };
      const same = found.get(resource.Type);
      if (same === undefined) found.set(resource.Type, [place]);
      else same.push(place);
    }
  }
  return found;
});

/** `Fn::Transform` among the properties, or in their place: CloudFormation puts others there. */
function areMadeLater({ Properties = {} }: TemplateResource): boolean {
  return Object.keys(Properties).some((name) => name === 'Ref' || name.startsWith('Fn::'));
}
