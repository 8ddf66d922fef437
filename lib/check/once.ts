import type { Estate } from './rule';

/** What several rules look at is made once for an estate. */
export function oncePerEstate<T>(make: (estate: Estate) => T): (estate: Estate) => T {
  const made = new WeakMap<Estate, T>();
  return (estate) => {
    const known = made.get(estate);
    if (known !== undefined) return known;
    const found = make(estate);
    made.set(estate, found);
    return found;
  };
}
