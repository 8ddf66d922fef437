import type { Fields } from './target';

/**
 * What of the wanted fields is to be written: those that differ and that stand as we left them. What a person has changed stays a
 * person's; where it is not known what we left, everything is written.
 */
export function untouched(wanted: Fields, found: Fields, ours: readonly Fields[] = []): Fields {
  const isOurs = (field: keyof Fields) => ours.length === 0 || ours.some((left) => left[field] === found[field]);
  const fields = Object.keys(wanted) as (keyof Fields)[];
  return Object.fromEntries(
    fields.filter((field) => wanted[field] !== found[field] && isOurs(field)).map((field) => [field, wanted[field]]),
  );
}
