import type { PlacedResource } from '../assembly';
import type { Found } from './rule';
import { shown } from './values';

export interface Claim {
  readonly place: PlacedResource;
  readonly name: string;
}

export interface Claiming {
  /** Property that says the name. */
  readonly what: string;
  /** How sure it is that two of one name meet; nothing when they do not. */
  readonly meet: (one: PlacedResource, other: PlacedResource) => Found['level'];
  /** What is allowed, as words that begin with "is". */
  readonly allowed: string;
}

/**
 * Names that several resources want. What stands under a condition is left out: of two under opposite conditions only one is
 * deployed.
 */
export function* takenTwice(claims: Iterable<Claim>, { what, meet, allowed }: Claiming): Generator<Found> {
  const holders = new Map<string, PlacedResource[]>();
  for (const { place, name } of claims) {
    if (isConditional(place)) continue;
    const before = holders.get(name);
    if (before === undefined) {
      holders.set(name, [place]);
      continue;
    }
    const holder = before.find((found) => meet(found, place) !== undefined);
    before.push(place);
    if (holder === undefined) continue;
    const got = `${shown(name)}, as has ${holder.stack.name}/${holder.logicalId}`;
    yield { place, what, got, allowed, level: meet(holder, place)! };
  }
}

function isConditional({ resource }: PlacedResource): boolean {
  return (resource as { readonly Condition?: unknown }).Condition !== undefined;
}
