import type { CatalogueEntry } from '../model/contracts/catalogue';
import { listFaults } from './class-fault';
import type { Service } from './service';

/** What the check reads of the service that is being declared: it does not exist yet. */
export interface Dependent {
  readonly serviceName: string;
  readonly stage: string;
}

/** What is wrong with the services that another one cannot do without, in words. */
export function dependencyFaults(one: Dependent, dependsOn: readonly Service[] = []): readonly string[] {
  // Callers without types may mix up what is given.
  const mixed = listFaults('dependsOn', dependsOn, '_dependsOn', 'Service').filter((fault) => fault !== undefined);
  if (mixed.length > 0) return mixed;
  return dependsOn.flatMap((other) => {
    if (other.stage !== one.stage)
      return [
        `dependsOn: got "${other.serviceName}" of stage ${other.stage}, allowed are services of stage ${one.stage}`,
      ];
    if (other.serviceName === one.serviceName)
      return [`dependsOn: got "${other.serviceName}", the service itself, allowed are other services`];
    const way = wayTo(one.serviceName, other);
    if (way === undefined) return [];
    const circle = [one.serviceName, ...way].join(' → ');
    return [`dependsOn: got the circle ${circle}, allowed are services that can do without this one`];
  });
}

/** As the catalogue has them: an incident is told which others are in trouble along the way. */
export function dependsOnEntry(dependsOn: readonly Service[]): Pick<CatalogueEntry, 'dependsOn'> {
  const names = new Set(dependsOn.map(({ serviceName }) => serviceName));
  return names.size === 0 ? {} : { dependsOn: [...names].sort() };
}

/**
 * The names on the way from a service to another one; nothing when there is none. By names, because that is how incidents find each
 * other: two segments of a service are one.
 */
function wayTo(name: string, from: Service): string[] | undefined {
  if (from.serviceName === name) return [name];
  for (const next of from._dependsOn) {
    const way = wayTo(name, next);
    if (way !== undefined) return [from.serviceName, ...way];
  }
  return undefined;
}
