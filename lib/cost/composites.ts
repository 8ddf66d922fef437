import type { CompositeDefinition, Objective } from '../assembly';
import { breachCompositeName, rollbackCompositeName, serviceLabel, wholeComposite } from '../model/names';

/** How many composite alarms stand over the alarms of an SLO: those of its service, with their parts. */
export function compositesOf(composites: readonly CompositeDefinition[]): (objective: Objective) => number {
  const counts = new Map<string, number>();
  for (const composite of composites) {
    const key = keyOf(composite, wholeComposite(composite.name) ?? composite.name);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (objective) => {
    const { entry, composite } = objective;
    if (composite === undefined) return 0;
    const { stage, service, segment } = entry;
    // The segment is the service's, or the SLO's own, and then the service's composite alarm has none.
    const label = [serviceLabel(service, segment), service].find(
      (candidate) => breachCompositeName(stage, candidate) === composite.name,
    )!;
    const rollback = counts.get(keyOf(objective, rollbackCompositeName(stage, label))) ?? 0;
    return (counts.get(keyOf(objective, composite.name)) ?? 0) + rollback;
  };
}

function keyOf({ account, region }: { account: string; region: string }, name: string): string {
  return `${account}/${region}/${name}`;
}
