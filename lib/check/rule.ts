import type { Assembly, AssemblyError, PlacedResource, Watching } from '../assembly';
import type { Finding } from '../model/contracts/documents';

/** What is checked: an assembly, read as far as it can be. */
export interface Estate extends Watching {
  readonly assembly: Assembly;
  /** What could not be read, and is in none of the lists. */
  readonly unreadable: readonly AssemblyError[];
  /** Moment of the check, epoch milliseconds: what lies in the past is found. */
  readonly now: number;
  /** Properties of a resource, intrinsic functions replaced; what is known at deployment only is `UNKNOWN`. */
  properties(place: PlacedResource): Readonly<Record<string, unknown>>;
  /** The same, where `UNKNOWN` is also what `properties` has a symbol for: ids and attributes that AWS makes up. */
  settled(place: PlacedResource): Readonly<Record<string, unknown>>;
}

/** Where something was found: a resource of the template, or what was read from one. */
export type Place = PlacedResource | { readonly stack: string; readonly logicalId: string };

export interface Found {
  readonly place: Place;
  /** Property or fact. */
  readonly what: string;
  readonly got: string;
  readonly allowed: string;
  /** @default - that of the rule */
  readonly level?: Finding['level'];
}

/** One kind of finding: what nobody else checks before it is deployed. */
export interface Rule {
  /** Kept for ever: teams ignore findings by it. */
  readonly id: string;
  readonly level: Finding['level'];
  find(estate: Estate): Iterable<Found>;
}
