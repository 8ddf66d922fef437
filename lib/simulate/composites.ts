import type { CompositeDefinition, Objective } from '../assembly';
import type { CompositeAlarm } from './composite-alarm';

export function compositesOf(objectives: readonly Objective[]): CompositeDefinition[] {
  return objectives.flatMap(({ composite, compositeParts }) => [...(composite ? [composite] : []), ...compositeParts]);
}

/** SLOs of one service share their composite. */
export function onceEach(composites: readonly CompositeDefinition[]): CompositeDefinition[] {
  return [...new Map(composites.map((composite) => [composite.arn, composite])).values()];
}

/**
 * Composites in an order in which each stands after those that it looks at.
 *
 * @param known whether an alarm of this name or ARN exists
 * @throws RangeError for one that looks at itself, directly or through others, or at an alarm that is not known
 */
export function watchedFirst(
  composites: readonly CompositeAlarm[],
  known: (alarm: string) => boolean,
): readonly CompositeAlarm[] {
  const ordered = new Set<CompositeAlarm>();
  const visit = (composite: CompositeAlarm, path: readonly CompositeAlarm[]): void => {
    if (ordered.has(composite)) return;
    const { name } = composite.definition;
    if (path.includes(composite))
      throw new RangeError(`composite alarm "${name}": got a rule or a suppressor that depends on itself`);
    for (const alarm of composite.watched) {
      if (!known(alarm)) throw new RangeError(`composite alarm "${name}": got unknown alarm "${alarm}"`);
      const nested = composites.find(({ definition }) => definition.name === alarm || definition.arn === alarm);
      if (nested) visit(nested, [...path, composite]);
    }
    ordered.add(composite);
  };
  for (const composite of composites) visit(composite, []);
  return [...ordered];
}
