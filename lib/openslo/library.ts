import type { Resource } from './resource';
import { shown } from './shape-faults';
import type { Kind } from './shapes';

/** Names that a complaint lists. */
const MOST_LISTED = 5;

/** All objects by kind and name, and which of them were asked for. */
export class Library {
  readonly #objects: ReadonlyMap<string, Resource>;
  readonly #used = new Set<Resource>();

  constructor(private readonly all: readonly Resource[]) {
    this.#objects = new Map(all.map((object) => [`${object.kind} ${object.name}`, object]));
  }

  of<K extends Kind>(kind: K): Resource<K>[] {
    return this.all.filter((object) => object.kind === kind) as Resource<K>[];
  }

  find<K extends Kind>(kind: K, name: string): Resource<K> | undefined {
    const found = this.#objects.get(`${kind} ${name}`);
    if (found !== undefined) this.#used.add(found);
    return found as Resource<K> | undefined;
  }

  isUsed(object: Resource): boolean {
    return this.#used.has(object);
  }

  /** What is wrong with a reference that leads nowhere. */
  missing(kind: Kind, name: string): string {
    const names = this.of(kind).map((object) => object.name);
    const listed = names.length > MOST_LISTED ? `${names.slice(0, MOST_LISTED).join(', ')}, …` : names.join(', ');
    const allowed = names.length === 0 ? 'there is none' : `allowed are ${listed}`;
    return `got ${shown(name)}, which is no ${kind} in these files; ${allowed}: give the file that has it, too`;
  }
}
