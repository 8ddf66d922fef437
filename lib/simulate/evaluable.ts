import type { CompositeDefinition } from '../assembly';
import { alarmsOfRule, parseAlarmRule } from '../model/composite';

/**
 * The composites whose alarms, the suppressor among them, are all known, directly or through others of them. A recording knows some
 * services only, and nothing can be said of a journey over the others.
 *
 * @param known names and ARNs of alarms
 * @throws SyntaxError for a faulty rule
 */
export function evaluableComposites(
  composites: readonly CompositeDefinition[],
  known: Iterable<string>,
): CompositeDefinition[] {
  const alarms = new Set(known);
  const watched = new Map(composites.map((found) => [found, watchedBy(found)]));
  const evaluable = new Set<CompositeDefinition>();
  for (let before = -1; before < evaluable.size; ) {
    before = evaluable.size;
    for (const [composite, names] of watched) {
      if (!names.every((name) => alarms.has(name))) continue;
      evaluable.add(composite);
      alarms.add(composite.name).add(composite.arn);
    }
  }
  return composites.filter((composite) => evaluable.has(composite));
}

function watchedBy({ rule, actionsSuppressor }: CompositeDefinition): string[] {
  return [...alarmsOfRule(parseAlarmRule(rule)), ...(actionsSuppressor === undefined ? [] : [actionsSuppressor])];
}
