/**
 * A set of keys that only grows, as a value: adding makes another set and leaves this one as it is. An alarm that flaps for months adds
 * thousands to one incident, so sets that grow out of each other share their keys.
 */
export class SignalKeys implements Iterable<string> {
  static readonly NONE = new SignalKeys(new Map(), 0);

  /** Every key and its place; those from `size` on belong to sets that grew out of this one. */
  readonly #places: Map<string, number>;
  readonly size: number;

  private constructor(places: Map<string, number>, size: number) {
    this.#places = places;
    this.size = size;
  }

  has(key: string): boolean {
    return (this.#places.get(key) ?? this.size) < this.size;
  }

  with(key: string): SignalKeys {
    if (this.has(key)) return this;
    // Where another set has grown out of this one already, or nothing is there to share, the keys part.
    const isNewest = this.size > 0 && this.#places.size === this.size;
    const places = isNewest ? this.#places : new Map([...this].map((known, place) => [known, place]));
    return new SignalKeys(places.set(key, this.size), this.size + 1);
  }

  *[Symbol.iterator](): Iterator<string> {
    for (const [key, place] of this.#places) {
      if (place >= this.size) return;
      yield key;
    }
  }
}
