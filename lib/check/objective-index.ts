import type { PlacedResource } from '../assembly';
import { OBJECTIVE } from '../assembly/resource-types';
import { type KnownEnvironment, mayBeTogether } from './environments';
import { oncePerEstate } from './once';
import { resourcesOf } from './resources';
import { isUnknown, listOf, type Members, membersOf, numberOf, textOf } from './values';

/** An SLO of anybody, as far as it is known before it is deployed. */
export interface NamedObjective {
  readonly place: PlacedResource;
  readonly properties: Members;
  readonly name: string;
  /** Look-back windows in minutes; absent when one of them is not known. */
  readonly lookBacks?: readonly number[];
}

export class ObjectiveIndex {
  readonly #byName = new Map<string, NamedObjective[]>();
  /** Whether the name of an SLO is known at deployment only: then any name may be its name. */
  readonly hasUnknown: boolean;

  constructor(
    readonly all: readonly NamedObjective[],
    hasUnknown: boolean,
  ) {
    this.hasUnknown = hasUnknown;
    for (const objective of all) {
      const same = this.#byName.get(objective.name);
      if (same === undefined) this.#byName.set(objective.name, [objective]);
      else same.push(objective);
    }
  }

  find(name: string, environment: KnownEnvironment): NamedObjective | undefined {
    return this.#byName.get(name)?.find(({ place }) => mayBeTogether(place.stack, environment));
  }
}

export const objectivesOf = oncePerEstate((estate) => {
  const places = resourcesOf(estate, OBJECTIVE);
  const all = places.flatMap((place): NamedObjective[] => {
    const properties = estate.properties(place);
    const name = textOf(properties.Name);
    if (name === undefined) return [];
    const lookBacks = lookBacksOf(properties);
    return [{ place, properties, name, ...(lookBacks === undefined ? {} : { lookBacks }) }];
  });
  return new ObjectiveIndex(all, all.length < places.length);
});

function lookBacksOf({ BurnRateConfigurations }: Members): number[] | undefined {
  if (isUnknown(BurnRateConfigurations)) return undefined;
  const minutes = listOf(BurnRateConfigurations).map((window) => numberOf(membersOf(window).LookBackWindowMinutes));
  return minutes.includes(undefined) ? undefined : (minutes as number[]);
}
